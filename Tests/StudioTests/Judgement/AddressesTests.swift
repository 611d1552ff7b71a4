import Testing

@testable import Studio

@Suite("Addresses in a text")
struct AddressesTests {
  @Test(
    "are found with any scheme or www., in any case, without the punctuation behind them",
    arguments: [
      ("Go to https://a.example/b, now.", ["https://a.example/b"]), ("WWW.evil.zz!", ["WWW.evil.zz"]),
      ("javascript://x", ["javascript://x"]), ("(see 1x+y-z.w://host)", ["x+y-z.w://host"]),
      ("www.a://b and more", ["www.a://b"]), ("<ftp://c.d>", ["ftp://c.d"]), ("8:00 // and/or 12://5", []),
      ("www. and http:// and ://x", []), ("a://b://c", ["a://b://c"]), ("xwww.evil.zz/#top", ["www.evil.zz/#top"]),
      ("http:// http://a.b", ["http://a.b"]),
    ])
  func found(text: String, addresses: [String]) {
    #expect(Set(Addresses.found(in: text)) == Set(addresses))
  }

  @Test("take no longer than the text is long", .timeLimit(.minutes(1)))
  func long() {
    for piece in ["a", "a:", "a:// ", "www.", "://"] {
      let text = String(repeating: piece, count: 200_000 / piece.count)
      #expect(Addresses.found(in: text).count <= text.count)
    }
  }
}
