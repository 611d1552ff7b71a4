import Testing

@testable import Text

@Suite("How a text is spelt and dated where it is read") struct RegionalTests {
  @Test(
    "the language's own region decides, else the countries when they agree",
    arguments: [
      ("en-GB", ["US"], RegionalVariety.britishEnglish), ("en-US", [], .americanEnglish),
      ("en", ["US"], .americanEnglish),
      ("en", ["GB", "IE"], .britishEnglish), ("en", ["UK"], .britishEnglish), ("de", ["AT"], .austrianGerman),
      ("de-CH", [], .swissGerman),
    ] as [(String, [String], RegionalVariety)])
  func variety(language: String, regions: [String], wanted: RegionalVariety) {
    #expect(RegionalVariety(language: language, regions: regions) == wanted)
  }

  @Test(
    "where countries differ or nothing is known there is none",
    arguments: [
      ("en", ["GB", "US"]), ("en", []), ("en-CA", []), ("en", ["AT"]), ("fr", ["FR"]), ("de", ["DE", "AT"]),
    ])
  func none(language: String, regions: [String]) {
    #expect(RegionalVariety(language: language, regions: regions) == nil)
  }

  @Test(
    "each way",
    arguments: [
      (
        RegionalVariety.americanEnglish, "Our favourite colours! ORGANISED on 12 March 2026, open from 3rd of May.",
        "Our favorite colors! ORGANIZED on March 12, 2026, open from May 3."
      ),
      (
        .britishEnglish, "Organize your favorite color by March 12, 2026. Traveling on Dec 5th?",
        "Organise your favourite colour by 12 March 2026. Travelling on 5 Dec?"
      ),
      (.austrianGerman, "Ab 7. Januar wieder da.", "Ab 7. Jänner wieder da."),
      (.swissGerman, "Größer als die Straße.", "Grösser als die Strasse."),
    ])
  func localised(variety: RegionalVariety, text: String, wanted: String) {
    #expect(RegionalLint.localised(text, variety) == wanted)
    #expect(RegionalLint.findings(wanted, variety).isEmpty)
    #expect(RegionalLint.findings(text, variety).allSatisfy { $0.edit != nil && $0.severity == .notice })
  }

  @Test(
    "links, tags, people, quotations, names and the brand's spellings stay, and so does what is right already",
    arguments: [
      "See https://acme.example/colour and #colour by @colour", "He said “my favourite colour”", "At the Colour House",
      "Acme colour works", "You may 5 times", "From 12 to 14 March", "12-14 March", "Room 12, March opening",
    ])
  func stays(text: String) {
    #expect(RegionalLint.localised(text, .americanEnglish, fixed: ["Acme colour"]) == text)
  }

  @Test("a date in figures that is two days in two countries is said, and no other")
  func ambiguous() throws {
    let text = "Until 03/04/2026, not 25/04/2026, 04/04/2026, 1/2 or 2026/03/04."
    let found = RegionalLint.findings(text, .britishEnglish).filter { $0.rule == "region/ambiguous-date" }
    #expect(found.map(\.quote) == ["03/04/2026"])
    #expect(found.allSatisfy { $0.severity == .warning && $0.edit == nil })
  }

  @Test("readers' zones are told where they are one, and every one of them exists")
  func zones() {
    #expect(AudienceZone.of(["AT"]) == "Europe/Vienna" && AudienceZone.of(["at", "AT"]) == "Europe/Vienna")
    for regions in [[], ["AT", "US"], ["XX"], ["AT", "XX"]] { #expect(AudienceZone.of(regions) == nil) }
  }

  @Test(
    "real British and American posts raise few notices in their own English", arguments: ["obama-early", "trump-early"])
  func falseAlarms(account: String) throws {
    let posts = try SocialPosts.of(account).prefix(2_000)
    guard !posts.isEmpty else { return }
    let alarms = posts.filter { !RegionalLint.findings($0, .americanEnglish).isEmpty }
    #expect(Double(alarms.count) / Double(posts.count) <= 0.01, "\(alarms.prefix(5))")
  }
}
