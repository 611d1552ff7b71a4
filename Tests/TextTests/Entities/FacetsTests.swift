import Testing
import Text

@Suite("Bluesky facets")
struct FacetsTests {
  @Test("offsets are UTF-8 bytes, behind emoji and accents too")
  func bytes() {
    let text = "Café 🎉 see https://example.com/a and #día by @ada.bsky.social!"
    let facets = Facets.detect(text)
    #expect(facets.map { slice(text, $0) } == ["https://example.com/a", "#día", "@ada.bsky.social"])
    #expect(
      facets.map(\.feature) == [
        .link(uri: "https://example.com/a"), .tag("día"), .mention(handle: "ada.bsky.social"),
      ])
  }

  @Test("the example of Bluesky's documentation comes out byte for byte")
  func documented() {
    let facets = Facets.detect("Hi @ada.example.com see example.org #swift")
    #expect(facets.map { [$0.byteStart, $0.byteEnd] } == [[3, 19], [24, 35], [36, 42]])
    #expect(facets[1].feature == .link(uri: "https://example.org"))
  }

  @Test(
    "punctuation behind a link or tag stays outside",
    arguments: [
      ("end https://a.com/x.", "https://a.com/x"), ("(https://a.com/x)", "https://a.com/x"),
      ("https://a.com/x_(y)", "https://a.com/x_(y)"), ("really #nice!!", "#nice"),
      ("https://a.com/,", "https://a.com/"),
    ])
  func punctuation(text: String, expected: String) {
    #expect(Facets.detect(text).map { slice(text, $0) } == [expected])
  }

  @Test(
    "what is no link, tag or handle gets no facet",
    arguments: [
      "#123", "# nope", "a#b", "foo.invalidtld", "@nodomain", "me@example.com", "1.5", "e.g. this", "#\u{FE0F}x", "",
      "#" + String(repeating: "x", count: 65),
    ])
  func refused(text: String) { #expect(Facets.detect(text).isEmpty) }

  @Test(
    "what the client takes as it is written",
    arguments: [
      ("example.COM", []), ("HTTP://a.com", []), ("Example.com", ["Example.com"]), ("@foo.com_x", []),
      ("@foo.comé", ["@foo.com"]), ("my-site.com", []), ("foo.notld(b.com)", []), ("(b.com)", ["b.com"]),
      ("httpbin.org", ["httpbin.org"]), ("a.music b.kids", ["a.music", "b.kids"]), ("@ada.test", ["@ada.test"]),
      ("＃全角 #日本語。", ["＃全角", "#日本語"]), ("##tag", ["##tag"]), ("#a\u{200B}b", ["#a"]), ("#1a #1", ["#1a"]),
      ("#" + String(repeating: "🎉", count: 33), []),
      ("#" + String(repeating: "🎉", count: 32), ["#" + String(repeating: "🎉", count: 32)]),
      ("https://a.com?!", ["https://a.com?"]), ("https://日本.com/é", ["https://日本.com/é"]),
      ("a.com\u{85}x", ["a.com\u{85}x"]),
      ("a.com\u{FEFF}x", ["a.com"]), ("https://", []), ("#tag#two", ["#tag#two"]), ("(#tag)", []),
      ("(@b.com)", ["@b.com"]),
    ] as [(String, [String])])
  func asWritten(text: String, expected: [String]) {
    #expect(Facets.detect(text).map { slice(text, $0) } == expected)
  }

  @Test("facets never overlap and lie on character borders")
  func disjoint() {
    let text = "https://a.com/#frag #a#b @x.com/y #日本語 (see b.co) @c.test."
    var end = 0
    for facet in Facets.detect(text) {
      #expect(facet.byteStart >= end)
      #expect(slice(text, facet) != nil)
      end = facet.byteEnd
    }
  }

  private func slice(_ text: String, _ facet: Facet) -> String? {
    String(validating: Array(text.utf8)[facet.byteStart..<facet.byteEnd], as: UTF8.self)
  }
}
