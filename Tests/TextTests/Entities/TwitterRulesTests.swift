import Testing
import Text

/// Cases of our own beside twitter-text's suite, checked against two other implementations of its rules.
@Suite("entities by the rules of X")
struct TwitterRulesTests {
  @Test(
    "links",
    arguments: [
      ("example.com.", ["example.com"]), ("http://example.com/a_(b)_c", ["http://example.com/a_(b)_c"]),
      ("http://example.com/(a(b)c)", ["http://example.com/(a(b)c)"]),
      ("http://example.com/a(b", ["http://example.com/a"]), ("(http://example.com/x)", ["http://example.com/x"]),
      ("日本example.com中国", ["example.com"]), ("http://日本語.com/a", ["http://日本語.com/a"]),
      ("http://はじめよう.みんな/a", ["http://はじめよう.みんな/a"]), ("http://xn--80ak6aa92e.com", ["http://xn--80ak6aa92e.com"]),
      ("foo_bar.example.com", ["bar.example.com"]), ("http://foo.bar_baz.com", ["http://foo.bar"]),
      ("http://t.co/abc123日本", ["http://t.co/abc123"]), ("http://t.co/abc-def", ["http://t.co/abc"]),
      ("http://t.co/" + String(repeating: "a", count: 41), []), ("http://t.co/abc?x=1", ["http://t.co/abc?x=1"]),
      ("test.notld", []), ("1.2.3.4", []), ("user@example.com", []), ("#example.com", []), ("$example.com", []),
      ("http://example.com:80/x", ["http://example.com:80/x"]), ("http://example.com:x", ["http://example.com"]),
      ("http://example.com?a=b!", ["http://example.com?a=b"]), ("it.so v1.is", ["it.so", "v1.is"]),
      ("\u{202A}http://example.com\u{202C}", ["http://example.com"]), ("ftp://example.com", []),
      ("HTTP://EXAMPLE.COM/A", ["HTTP://EXAMPLE.COM/A"]), ("http://-a.com", []), ("a..com", []),
      ("http://example.com/привет", ["http://example.com/привет"]), ("http://example.com/é", ["http://example.com/é"]),
    ] as [(String, [String])])
  func links(text: String, expected: [String]) { #expect(Entities.urls(text).map(\.value) == expected) }

  @Test(
    "hashtags",
    arguments: [
      ("#1 #12ab #_ #_a", ["12ab", "_a"]), ("a#b é#c 日#d", []), ("&#nbsp", []), ("#a#b", []), ("##a", ["a"]),
      ("#a://b", []), ("#️⃣ #\u{20E3}", []),
      ("#été #привет #العربية #עברית #ทดสอบ #한국어", ["été", "привет", "العربية", "עברית", "ทดสอบ", "한국어"]),
      ("#עַל־יְדֵי", ["עַל־יְדֵי"]), ("#l·l #a\u{200C}b #a〜 #カー", ["l·l", "a\u{200C}b", "a〜", "カー"]),
      ("＃全角", ["全角"]), ("⌚\u{FE0F}#a", ["a"]), ("#a\u{FE0F}#b", []), ("#𠀀 #𐐷", ["𠀀", "𐐷"]),
      ("(#a) 「#b」 /#c", ["a", "b", "c"]),
      ("example.com/#top", []), ("#٣ #３", []), ("#a٣", ["a٣"]), ("#a-b #a'b #a.b", ["a", "a", "a"]),
    ] as [(String, [String])])
  func hashtags(text: String, expected: [String]) { #expect(Entities.hashtags(text).map(\.value) == expected) }

  @Test(
    "mentions",
    arguments: [
      ("@a ＠b (@c) 日@d /@e -@f :@g", ["a", "b", "c", "d", "e", "f", "g"]), ("a@b _@c 1@d", []),
      ("!@a #@a $@a %@a &@a *@a @@a", []), ("@a@b", []), ("@é @aé", []), ("@a://b", []), ("RT@a rt:@b", ["a", "b"]),
      ("xrt@a +rt@b", []), ("@RT@a", []),
      ("@" + String(repeating: "a", count: 21), [String(repeating: "a", count: 20)]),
      ("@user/list", []), ("@user/1", ["user"]), ("@a.@b", ["a", "b"]), ("@user/list-＠b", []),
    ] as [(String, [String])])
  func mentions(text: String, expected: [String]) { #expect(Entities.mentions(text).map(\.value) == expected) }

  @Test("a list has its owner, its slug of 25 characters at most and both indices")
  func lists() {
    let found = Entities.mentionsOrLists("@a/l-1_x, @b/" + String(repeating: "l", count: 26))
    #expect(found.map(\.user) == ["a", "b"])
    #expect(found.map(\.list) == ["/l-1_x", "/" + String(repeating: "l", count: 25)])
    #expect(found.first?.span == Span(0, 8))
  }

  @Test(
    "cashtags",
    arguments: [
      ("$A $BRK.A $BRK_AB $aapl", ["A", "BRK.A", "BRK_AB", "aapl"]), ("$ABCDEFG $1 $A1 a$B $$C ($D)", []),
      ("$A, $B. $C! \"$D\"", ["A", "B", "C"]), ("$A日 $Bé", []), ("\u{200F}$A\u{3000}$B", ["A", "B"]),
      ("$A.B.C", ["A.B"]),
    ] as [(String, [String])])
  func cashtags(text: String, expected: [String]) { #expect(Entities.cashtags(text).map(\.value) == expected) }

  @Test(
    "who is answered",
    arguments: [
      ("@a hi", "a"), ("  \u{202A}＠a hi", "a"), (".@a", nil), ("@a@b", nil), ("@aé", nil), ("hi @a", nil),
      ("\n@a", "a"),
    ] as [(String, String?)])
  func replies(text: String, expected: String?) { #expect(Entities.replyTarget(text) == expected) }

  @Test(
    "what stands alone as a link",
    arguments: [
      ("http://example.com", true), ("http://a b.com", false), ("http://127.0.0.1/x", true),
      ("http://256.0.0.1", false),
      ("http://user:pw@example.com:8080/?q#f", true), ("http://%@example.com", false), ("ftp://example.com", false),
      ("http://[2001:db8::1]/", true), ("http://example.com/%zz", false), ("http://no_sub.example.com", true),
      ("http://example.c_m", false), ("", false),
    ] as [(String, Bool)])
  func alone(text: String, expected: Bool) { #expect(PostValidity.isURL(text) == expected) }

  @Test(
    "emoji weigh two where X knows them as one, and by their parts where it does not",
    arguments: [
      ("👨‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇯🇵", 2), ("🇦🇦", 4), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("#️⃣", 2), ("1⃣", 2), ("©", 1), ("©️", 2),
      ("☎", 2), ("☎︎", 4),
      ("❤️‍🔥", 2), ("👩‍⚕️", 2), ("👩‍⚕", 5), ("🏳️‍🌈", 2), ("🏳‍🌈", 5), ("👁‍🗨", 2), ("🐦‍🔥", 2), ("\u{200D}", 1),
      ("\u{FE0F}", 2),
    ] as [(String, Int)])
  func emoji(text: String, weight: Int) { #expect(WeightedLength(text).length == weight) }

  @Test("ranges count UTF-16, the valid one ends before what is too much or forbidden, and NFC counts")
  func ranges() {
    let long = WeightedLength(String(repeating: "🎉", count: 141))
    #expect([long.length, long.displayEnd, long.validEnd] == [282, 281, 279])
    #expect(!long.valid)
    let forbidden = WeightedLength("ab\u{FFFE}c")
    #expect([forbidden.validEnd, forbidden.displayEnd] == [1, 3])
    #expect(WeightedLength("e\u{301}").length == 1)
    #expect(WeightedLength(String(repeating: "a", count: 141), rules: .version1).valid == false)
    #expect(WeightedLength("👨‍👩‍👧‍👦", rules: .version2).length == 11)
    #expect(WeightedLength("").permillage == 0)
  }
}
