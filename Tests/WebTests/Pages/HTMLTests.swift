import Kernel
import Testing

@testable import Web

@Suite struct HTMLTests {
  @Test("a combining mark cannot shield a quote or a bracket")
  func combiningMarks() {
    let hostile = "\"\u{301}>\u{338}<\u{338}script>\u{308}&\u{20D2}'\u{301}`\u{301}"
    let content = Array(p { hostile }.string.utf8)
    #expect(content.count { $0 == UInt8(ascii: "<") } == 2)
    #expect(content.count { $0 == UInt8(ascii: ">") } == 2)
    let bytes = Array(p(.title(hostile), .data("x", hostile)).string.utf8)
    #expect(bytes.count { $0 == UInt8(ascii: "<") } == 2)
    #expect(bytes.count { $0 == UInt8(ascii: ">") } == 2)
    #expect(bytes.count { $0 == UInt8(ascii: "\"") } == 4)
    #expect(!bytes.contains(UInt8(ascii: "'")) && !bytes.contains(UInt8(ascii: "`")))
  }

  @Test("values in addresses stay values")
  func addresses() {
    let hostile = "../x?y=1#z&//evil\"\u{301}"
    let url: PageURL = "/brands/\(hostile)/voice?q=\(hostile)"
    #expect(
      url.value
        == "/brands/..%2Fx%3Fy%3D1%23z%26%2F%2Fevil%22%CC%81/voice?q=..%2Fx%3Fy%3D1%23z%26%2F%2Fevil%22%CC%81")
    #expect(ExternalURL("javascript:alert(1)") == nil)
    #expect(ExternalURL(" https://a.example") == nil)
    #expect(ExternalURL("https://a.example/\u{0}") == nil)
    #expect(ExternalURL("HTTPS://a.example") != nil)
  }

  @Test("JSON in a script element cannot end it")
  func scripts() {
    let json = jsonScript("data", ["text": "</script><!--\u{2028}&"]).string
    #expect(
      json == #"<script type="application/json" id="data">{"text":"\u003c/script\u003e\u003c!--\u2028\u0026"}</script>"#
    )
  }

  @Test("a fault shows at its input and is linked to it")
  func faults() {
    let markup = textField(Field("facts.0.text", "Fact"), problem: .invalid("/facts/0/text", "Too <long>")).string
    #expect(markup.contains("aria-invalid=\"true\""))
    #expect(markup.contains("aria-describedby=\"f-facts-0-text-error\""))
    #expect(markup.contains("Too &lt;long&gt;"))
  }

  @Test("forms read into models through the same schema, with pointers that name the inputs")
  func forms() throws {
    let form = FormValues(fields: [
      ("csrf_token", "t"), ("name", "Latte"), ("count", "3"), ("tags", "a\r\nb\n\n"), ("brand_id", ""),
    ])
    let thing = try form.model(ThingInput.self)
    #expect(thing.name == "Latte" && thing.count == 3 && thing.tags == ["a", "b"] && thing.brandID == nil)
    let bad = FormValues(fields: [("name", ""), ("count", "many")])
    let problem = #expect(throws: Problem.self) { try bad.model(ThingInput.self) }
    #expect(problem?.fields.map(\.pointer) == ["/name", "/count"])
  }

  @Test("a file in another encoding is refused with its input's name")
  func encodings() {
    let body =
      Array("--B\r\nContent-Disposition: form-data; name=\"csv\"; filename=\"a.csv\"\r\n\r\nCaf".utf8)
      + [0xE9] + Array("\r\n--B--\r\n".utf8)
    let problem = #expect(throws: Problem.self) { try MultipartForm.read(body, boundary: "B") }
    #expect(problem?.fields.map(\.pointer) == ["/csv"])
  }
}
