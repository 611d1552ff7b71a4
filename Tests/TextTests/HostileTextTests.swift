import Kernel
import TestTraits
import Testing

@testable import Text

/// Texts that were made to cost time. Each of these took minutes once; the suite's limit is what they are held to.
@Suite("Texts that were made to cost time", .ownThread, .timeLimit(.minutes(1))) struct HostileTextTests {
  @Test("one word a thousand times, against competitors who say it a thousand times")
  func copies() {
    let sources = CopySources((0..<5).map { String(repeating: "ab ", count: 1_000) + "end\($0)" })
    let found = sources.matches(in: String(repeating: "ab ", count: 5_000))
    #expect(found.count == 5 && found.allSatisfy { $0.run == 1_000 })
  }

  @Test(
    "labels without an end", arguments: ["a.", "a_.", "a_b.", "a-b.", "ä.", "a..", "1.", "www.", "http://a.", "x@a."])
  func labels(piece: String) {
    let text = String(repeating: piece, count: 30_000 / piece.count)
    #expect(Entities.extract(text).count <= 30_000)
  }

  @Test("a domain behind many labels is found, and one behind more than DNS allows is not looked for")
  func longDomains() {
    #expect(Entities.urls(String(repeating: "a.", count: 100) + "com").count == 1)
    #expect(Entities.urls("see acme.com and a.b.c.d.e.acme.org.").map(\.value) == ["acme.com", "a.b.c.d.e.acme.org"])
  }

  /// By name: a test's arguments are printed.
  private static let tables = [
    "150,000 columns": "topic,platforms" + (0..<150_000).map { ",slots.a\($0)" }.joined() + "\n"
      + String(repeating: ",", count: 150_001),
    "a million empty columns": String(repeating: ",", count: 1_000_000) + "\n"
      + String(repeating: ",", count: 1_000_000),
    "990,000 empty rows": "topic,platforms\n" + String(repeating: ",\n", count: 990_000),
  ]

  @Test("tables of nothing", arguments: ["150,000 columns", "a million empty columns", "990,000 empty rows"])
  func table(name: String) throws {
    let csv = try #require(Self.tables[name])
    #expect(throws: Problem.self) { _ = try BriefTable.read([UInt8](csv.utf8)) }
  }

  @Test("a table with too many rows or columns is told where it goes too far")
  func sizes() {
    func fault(_ csv: String, rows: Int = 5, columns: Int = 3) -> String? {
      do {
        _ = try CSVReader.read([UInt8](csv.utf8), mostRows: rows, mostColumns: columns)
        return nil
      } catch {
        return (error as? Problem)?.fields.first?.message
      }
    }
    #expect(fault("a,b,c\n" + String(repeating: "1,2,3\n", count: 5)) == nil)
    #expect(
      fault("a,b,c\n" + String(repeating: "1,2,3\n", count: 6))
        == "Line 7: the file has more than 5 rows. Send it in parts.")
    #expect(fault("a,b,c,d\n1,2,3,4") == "Line 1 has more than 3 values. Leave out the columns that are not needed.")
  }
}
