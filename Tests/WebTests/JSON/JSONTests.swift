import Foundation
import Kernel
import Testing

@testable import Web

@Suite struct JSONTests {
  @Test(
    "what RFC 8259 forbids is refused",
    arguments: [
      "", "{", "[1,]", "{\"a\":1,}", "01", "1.", "+1", "NaN", "'a'", "\"\u{01}\"", "\"\\x\"", "\"\\ud800\"",
      "\"\\udc00\\ud800\"", "{\"a\":1,\"a\":2}", "1 2", "[1]]", "nul", "1e999", "{1:2}", "\u{FEFF}1",
    ])
  func refused(_ text: String) {
    #expect(throws: JSONParser.SyntaxError.self) { try JSONParser.parse(Array(text.utf8)) }
  }

  @Test("invalid UTF-8 and hostile nesting are refused")
  func hostile() {
    #expect(throws: JSONParser.SyntaxError.self) { try JSONParser.parse([0x22, 0xC3, 0x28, 0x22]) }
    #expect(throws: JSONParser.SyntaxError.self) {
      try JSONParser.parse(Array(String(repeating: "[", count: 100_000).utf8))
    }
  }

  @Test("what it allows is read exactly")
  func read() throws {
    let text = #" {"a": [1, -2.5e3, true, null], "b": "\u0041\ud83d\ude00\n\/", "c": {}} "#
    #expect(
      try JSONParser.parse(Array(text.utf8)) == [
        "a": [1, .number(-2500), true, nil], "b": "A😀\n/", "c": [:],
      ])
  }

  struct Mixed: Codable, Equatable {
    var brandID: String
    var externalURLs: [URL]
    var at: Date
    var byName: [String: Int]
    var none: Int?
    var inner: [[Bool]]
  }

  @Test("models round-trip with snake_case names, absent optionals and dictionary keys as they are")
  func roundTrip() throws {
    let value = Mixed(
      brandID: "x\"\u{1}", externalURLs: [URL(string: "https://a.example/b")!],
      at: Date(timeIntervalSince1970: 1_795_460_000.25), byName: ["camelCase": 1], none: nil, inner: [[true], []])
    let bytes = try JSONBytes.encode(value)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"brand_id":"x\"\u0001","external_urls":["https://a.example/b"],"at":"2026-11-23T18:53:20.250Z","by_name":{"camelCase":1},"inner":[[true],[]]}"#
    )
    #expect(try JSONTreeDecoder().decode(Mixed.self, from: JSONParser.parse(bytes)) == value)
  }

  @Test(
    "instants are RFC 3339 with real days only",
    arguments: [
      ("2026-02-29T00:00:00Z", false), ("2024-02-29T00:00:00Z", true), ("2026-11-23T24:00:00Z", false),
      ("2026-11-23T10:00:00+05:30", true), ("2026-11-23T10:00:00", false), ("2026-11-23", false),
      ("2026-11-23T10:00:60Z", false), ("2026-11-23T10:00:00.Z", false),
    ])
  func instants(_ text: String, _ isGood: Bool) { #expect((Instant.parse(text) != nil) == isGood) }

  @Test("an offset moves the instant")
  func offsets() {
    #expect(Instant.parse("2026-11-23T10:00:00+05:30") == Instant.parse("2026-11-23T04:30:00Z"))
    #expect(Instant.parse("1969-12-31T23:59:59Z").map(Instant.text) == "1969-12-31T23:59:59Z")
  }
}
