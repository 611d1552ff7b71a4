import Testing
import Text

@Suite("what a platform refuses or shows badly")
struct PlatformLintTests {
  private func rules(_ text: String, _ platform: String) throws -> [String] {
    PlatformLint(text).findings(try Fixtures.platform(platform)).map { $0.rule.replacing("platform/", with: "") }
  }

  @Test(
    "each platform's own limits are found",
    arguments: [
      ("x", "$AAPL and $MSFT", ["cashtags"]), ("x", "a\u{FFFF}b", ["refused"]), ("x", "", ["empty"]),
      ("x", String(repeating: "日", count: 141), ["length"]),
      ("threads", "#one #two", ["hashtags"]), ("threads", "#" + String(repeating: "a", count: 51), ["tag-length"]),
      ("threads", (1...6).map { "https://a.com/\($0)" }.joined(separator: " "), ["links"]),
      ("threads", String(repeating: "🎉", count: 126), ["length"]),
      ("youtube", "a <b>", ["refused", "refused", "media"]),
      ("youtube", String(repeating: "é", count: 2501), ["length", "media"]),
      ("instagram", "see https://a.com", ["media", "dead-link"]),
      ("instagram", (1...31).map { "#t\($0)" }.joined(separator: " "), ["hashtags", "media"]),
      ("instagram", (1...21).map { "@user\($0)" }.joined(separator: " "), ["mentions", "media"]),
      ("bluesky", "#" + String(repeating: "a", count: 65), ["tag-length"]),
      ("bluesky", String(repeating: "👨‍👩‍👧‍👦", count: 121), ["bytes"]),
      ("facebook", "Hello https://a.com", []), ("linkedin", "Hello (you)", []), ("mastodon", "Hi @a@b.example", []),
      ("pinterest", "Oak desk", ["media"]), ("tiktok", String(repeating: "🎉", count: 1101), ["length", "media"]),
    ] as [(String, String, [String])])
  func found(platform: String, text: String, expected: [String]) throws {
    #expect(try rules(text, platform) == expected)
  }

  @Test("the same link six times is one link")
  func distinct() throws {
    #expect(try rules(String(repeating: "https://a.com/ ", count: 6), "threads").isEmpty)
  }

  @Test("a refused character is named where it stands, with its removal as fix")
  func places() throws {
    let findings = PlatformLint("1 < 2").findings(try Fixtures.platform("youtube"))
    #expect(findings.first?.span == Span(2, 3))
    #expect(findings.first?.fix == "")
  }

  @Test(
    "titles and other fields have limits of their own",
    arguments: [
      ("youtube", PlatformField.title, "", false), ("youtube", .title, "Oats", true), ("youtube", .title, "a<b", false),
      ("youtube", .title, String(repeating: "a", count: 101), false), ("pinterest", .title, "", true),
      ("pinterest", .destination, String(repeating: "a", count: 2049), false),
      ("tiktok", .photoTitle, String(repeating: "🎉", count: 46), false),
      ("tiktok", .photoText, String(repeating: "🎉", count: 2000), true),
      ("mastodon", .altText, String(repeating: "a", count: 1501), false),
    ] as [(String, PlatformField, String, Bool)])
  func fields(platform: String, field: PlatformField, text: String, ok: Bool) throws {
    #expect(TextMeasure.measure(text, field, try Fixtures.platform(platform))?.ok == ok)
  }

  @Test("a field that a platform has not got is not measured")
  func noField() throws {
    #expect(TextMeasure.measure("a", .title, try Fixtures.platform("x")) == nil)
  }

  @Test("YouTube's keywords count their commas and the quotes around those with spaces")
  func keywords() throws {
    let measured = TextMeasure.keywords(["oat", "oat milk", "café"], try Fixtures.platform("youtube"))
    #expect(measured?.length == 3 + 1 + 10 + 1 + 4)
    #expect(measured?.ok == true)
  }

  @Test("a draft is linted for all platforms at once, like one by one")
  func draft() throws {
    let text = "Guaranteed! 50% off at https://a.com #one #two"
    let results = DraftLint.check(text, on: try Fixtures.rules().all)
    #expect(results.count == 10)
    for (result, platform) in zip(results, try Fixtures.rules().all) {
      #expect(result.id == platform.id)
      #expect(result.measured == TextMeasure.measure(text, platform))
      #expect(result.readability == Readability.measure(text, band: platform.conventions.readingEase))
      #expect(result.findings.starts(with: PlatformLint(text).findings(platform)))
      #expect(result.findings.contains { $0.rule == "risk/claim" })
    }
  }
}
