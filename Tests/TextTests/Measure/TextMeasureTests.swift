import Testing
import Text

@Suite("lengths as each platform counts them")
struct TextMeasureTests {
  @Test(
    "X: links count 23, emoji 2, wide characters 2",
    arguments: [
      ("hello", 5), ("see https://example.com/a/very/long/path?with=query&and=more", 27), ("example.com", 23),
      ("👨‍👩‍👧‍👦", 2), ("日本", 4), ("café", 4), ("cafe\u{301}", 4), ("1️⃣", 2), ("🇪🇺", 2), ("", 0), ("…", 2), ("—", 1),
      ("v1.2 of acme.notatld", 20),
    ])
  func x(text: String, length: Int) throws {
    #expect(TextMeasure.measure(text, try Fixtures.platform("x")).length == length)
  }

  @Test("X refuses what is empty, too long or holds a forbidden character")
  func refusedByX() throws {
    let x = try Fixtures.platform("x")
    #expect(!TextMeasure.measure("", x).ok)
    #expect(TextMeasure.measure(String(repeating: "a", count: 280), x).ok)
    #expect(!TextMeasure.measure(String(repeating: "a", count: 281), x).ok)
    #expect(!TextMeasure.measure("a\u{FFFF}b", x).ok)
  }

  @Test(
    "Mastodon: links count 23, remote mentions without their server",
    arguments: [
      ("@ada@social.example hi", 7), ("@ada hi", 7), ("https://example.com/a/very/long/path/indeed yes", 27),
      ("example.com/a/very/long/path", 28), ("👨‍👩‍👧‍👦", 1), ("mail me@example.com", 19), ("@a.b@c.example.org.", 5),
      ("http://a.com and http://b.com", 51), ("@ada@social.example, @bob@other.example", 10), ("@ada@", 5),
      ("https://a.com\u{301}", 23), ("=@ada@a.example", 15), ("/@ada@a.example", 15), ("@ada@münchen.example", 4),
      ("@ada@a--b.example", 4), ("https://a.com/@ada@b.example", 23), ("HTTPS://A.COM/x", 23),
    ])
  func mastodon(text: String, length: Int) throws {
    #expect(TextMeasure.measure(text, try Fixtures.platform("mastodon")).length == length)
  }

  @Test("Bluesky counts graphemes and bytes, and both limit")
  func bluesky() throws {
    let bluesky = try Fixtures.platform("bluesky")
    let family = String(repeating: "👨‍👩‍👧‍👦", count: 121)
    let measured = TextMeasure.measure(family, bluesky)
    #expect(measured.length == 121)
    #expect(measured.bytes == 3025)
    #expect(!measured.ok)
    #expect(TextMeasure.measure(String(repeating: "é", count: 300), bluesky).ok)
    #expect(!TextMeasure.measure(String(repeating: "é", count: 301), bluesky).ok)
  }

  @Test("LinkedIn takes 3,000 characters and not one more")
  func linkedin() throws {
    let linkedin = try Fixtures.platform("linkedin")
    #expect(TextMeasure.measure(String(repeating: "x", count: 3000), linkedin).ok)
    #expect(!TextMeasure.measure(String(repeating: "x", count: 3001), linkedin).ok)
  }

  @Test(
    "the other ways of counting",
    arguments: [
      (PlatformLimits.Counting.utf16, "a🎉", 3), (.bytes, "é🎉", 6), (.codePoints, "e\u{301}", 2), (.threads, "a🎉", 5),
      (.graphemes, "e\u{301}🎉", 2),
    ])
  func others(counting: PlatformLimits.Counting, text: String, length: Int) throws {
    var platform = try Fixtures.platform("bluesky")
    platform.counting = counting
    #expect(TextMeasure.measure(text, platform).length == length)
  }
}
