import Foundation
import Testing

@testable import Sandbox

@Suite("Small parts of the sandbox")
struct KitTests {
  @Test("JSON comes back as it was written, in its order")
  func roundTrip() throws {
    let text = #"{"b":[1,-2,3.5,true,null,"ä\n\"\\\u0001"],"a":{},"c":[]}"#
    try #expect(JSON(parsing: Array(text.utf8)).text == text)
    try #expect(JSON(parsing: Array(#""\ud83d\ude00""#.utf8)) == "😀")
  }

  @Test(
    "what is not JSON is refused",
    arguments: [
      "", "{", "[1,]", "{\"a\"}", "{a:1}", "01", "+1", "1.", "nul", "\"\n\"", #""\ud83d""#, #""\x""#, "1 2", "NaN",
      String(repeating: "[", count: 100),
    ])
  func refusesJSON(_ text: String) {
    #expect(throws: JSONFault.self) { try JSON(parsing: Array(text.utf8)) }
  }

  @Test("times are written and read as the platforms do")
  func times() throws {
    let date = try #require(Timestamp.parse("2026-08-01T13:53:56.336Z"))
    #expect(Timestamp.text(date) == "2026-08-01T13:53:56.336Z")
    #expect(Timestamp.http(date) == "Sat, 01 Aug 2026 13:53:56 GMT")
    #expect(Timestamp.parse("2024-02-29T23:59:59+02:00") == Timestamp.parse("2024-02-29T21:59:59Z"))
  }

  @Test(
    "a time that is no atproto datetime is refused",
    arguments: [
      "2026-08-01", "2026-08-01T13:53:56", "2026-08-01t13:53:56Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
      "2026-08-01T24:00:00Z", "2026-08-01T13:53:56-00:00", "2026-08-01 13:53:56Z", "now",
    ])
  func refusesTimes(_ text: String) { #expect(Timestamp.parse(text) == nil) }

  @Test("content identifiers are those of the IPLD specification")
  func identifiers() {
    #expect(ContentIdentifier.record([:]) == "bafyreigbtj4x7ip5legnfznufuopl4sg4knzc2cof6duas4b3q2fy6swua")
    #expect(
      DAGCBOR.encode(["bb": 1, "a": 24, "c": -1]) == [
        0xA3, 0x61, 0x61, 0x18, 24, 0x61, 0x63, 0x20, 0x62, 0x62, 0x62, 1,
      ])
  }

  @Test("a limit counts up to its number in each window and refuses without counting")
  func windows() {
    var windows = RateWindows()
    let start = Date(timeIntervalSince1970: 600)
    #expect(windows.count("a", [RateLimit(2, per: 300)], at: start)?.remaining == 1)
    #expect(windows.count("a", [RateLimit(2, per: 300)], at: start)?.exceeded == false)
    #expect(windows.refusedUntil == nil)
    #expect(windows.count("a", [RateLimit(2, per: 300)], at: start)?.exceeded == true)
    #expect(windows.refusedUntil == start.addingTimeInterval(300))
    #expect(windows.count("b", [RateLimit(2, per: 300)], at: start)?.exceeded == false)
    #expect(windows.count("a", [RateLimit(2, per: 300)], at: start.addingTimeInterval(300))?.exceeded == false)
  }

  @Test(
    "Mastodon's length",
    arguments: [
      ("plain", 5), ("https://example.org/a/very/long/path/that/is/long and", 27), ("@ada@example.org hi", 7),
      ("#tag", 4), ("see (https://example.org).", 30), ("mail@example.org", 16), ("é", 1), ("e\u{301}", 1),
    ])
  func length(_ text: String, _ expected: Int) {
    #expect(MastodonText(base: "http://x", domain: "x", charactersPerURL: 23).length(text) == expected)
  }

  @Test("multipart bodies come apart, and a body without its end is refused")
  func multipart() {
    let body = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\ntwo\r\n--b--\r\n"
    #expect(
      Multipart.parse(Array(body.utf8), contentType: "multipart/form-data; boundary=b")?.map(\.bytes) == [
        Array("one\r\ntwo".utf8)
      ])
    #expect(Multipart.parse(Array(body.dropLast(4).utf8), contentType: "multipart/form-data; boundary=b") == nil)
    #expect(Multipart.parse(Array(body.utf8), contentType: "multipart/form-data") == nil)
  }
}
