import Kernel
import Testing
import Text

@Suite("reading examples and briefs")
struct ImportTests {
  @Test("RFC 4180: quotes, line breaks, commas, a byte order mark and any other columns")
  func csv() throws {
    let file = "\u{FEFF}id,Text ,likes\r\n1,\"Hi, \"\"you\"\"\nthere\",3\r\n\r\n2,=1+1,4\r\n"
    #expect(try CSVReader.examples(Array(file.utf8)) == ["Hi, \"you\"\nthere", "=1+1"])
    #expect(try CSVReader.read(Array(file.utf8)).rows.map(\.line) == [2, 5])
    #expect(try CSVReader.examples(Array("a;text\n1;x, y\n".utf8)) == ["x, y"])
  }

  @Test(
    "a broken file is refused with the line that is wrong",
    arguments: [
      (Array("text\nok\n".utf8) + [0x63, 0xE9, 0x0A], "Line 3 is not UTF-8"), ([0xFF, 0xFE, 0x74, 0x00], "UTF-16"),
      (Array("text,b\n1\n".utf8), "Line 2 has 1 values"),
      (Array("text\nx\n\"open\n\n".utf8), "Line 3: a quotation mark"),
      (Array("text\n\"a\"b\n".utf8), "Line 2: text follows"), (Array("a,b\n1,2\n".utf8), "Its columns are: a, b"),
      ([], "empty"), (Array("text\n".utf8), "nothing below"), (Array("text,a\n,1\n".utf8), "Every value"),
    ])
  func broken(bytes: [UInt8], words: String) {
    let problem = #expect(throws: Problem.self) { try CSVReader.examples(bytes) }
    #expect(problem?.detail.contains(words) == true, "\(String(describing: problem))")
  }

  @Test("a brief is read with its defaults")
  func brief() throws {
    let json = #"{"topic":" Oat milk ","facts":["3 EUR"],"link":"https://a.com/x","call_to_action":"Come by"}"#
    let brief = try BriefFile.read(Array(json.utf8))
    #expect(brief.topic == "Oat milk")
    #expect(brief.languages == ["en"])
    #expect(brief.callToAction == "Come by")
  }

  @Test("every mistake of a brief has its own message, all at once")
  func mistakes() {
    let json = #"{"topic":"","facts":"no","link":"ftp:x","tone":5,"colour":1,"regions":["a",2]}"#
    let problem = #expect(throws: Problem.self) { try BriefFile.read(Array(json.utf8)) }
    #expect(
      Set(problem?.fields.map(\.pointer) ?? []) == ["/topic", "/facts", "/link", "/tone", "/colour", "/regions/1"])
    for broken in ["", "[]", "{", "\"x\""] {
      #expect(throws: Problem.self) { try BriefFile.read(Array(broken.utf8)) }
    }
  }
}
