import Testing
import Text

@Suite("Conditions of a policy")
struct PolicyMatchTests {
  private func quotes(_ when: String, _ text: String, _ context: PolicyContext = PolicyContext(platform: "x")) throws
    -> [String]
  {
    try PolicyFixtures.rule(when).findings(in: text, context).map(\.quote)
  }

  @Test(
    "a pattern is words in a row, with endings, choices, gaps, numbers and names",
    arguments: [
      ("[cheap]", "So CHEAP, not cheaper.", ["CHEAP"]),
      ("[guarante*]", "guaranteed guarantees", ["guaranteed", "guarantees"]),
      ("[\"(free|no) (shipping|cost)\"]", "Free shipping and no cost", ["Free shipping", "no cost"]),
      ("[\"earn <0-2> <money>\"]", "earn up to $500 now, earn only a lot", ["earn up to $500"]),
      ("[\"<percent> off\"]", "20 % off, 30% off, 5 off", ["20 % off", "30% off"]),
      ("[\"thanks <mention>\"]", "Thanks @acme! Thanks Bob", ["Thanks @acme"]),
      ("[\"#ad\"]", "#Ad #adventure ad", ["#Ad"]),
      ("[\"(very)? cheap\"]", "cheap, very cheap", ["cheap", "very cheap"]),
      ("[\"lose <number> kg\"]", "Lose 10kg", ["Lose 10kg"]),
    ])
  func patterns(when: String, text: String, found: [String]) throws {
    let quotes = try quotes(when, text).map { $0.hasPrefix("Ad") ? "#" + $0 : $0 }
    #expect(quotes == found)
  }

  @Test("a phrase does not reach over the end of a sentence")
  func sentences() throws { #expect(try quotes("[free money]", "It is free. Money is not.") == []) }

  @Test("labels stand alone, terms need not")
  func labels() throws {
    #expect(try quotes("{labels: [ad]}", "Ad: new beans") == ["Ad"])
    #expect(try quotes("{labels: [ad]}", "[AD] new beans") == ["AD"])
    #expect(try quotes("{labels: [ad]}", "Saw an ad yesterday") == [])
    #expect(try quotes("{terms: [ad]}", "Saw an ad yesterday") == ["ad"])
  }

  @Test("a negation right before takes words back, unless the rule ignores it or it only urges")
  func negation() throws {
    #expect(try quotes("[guaranteed profit]", "There is no guaranteed profit.") == [])
    #expect(try quotes("[guaranteed profit]", "Don't miss guaranteed profit!") == ["guaranteed profit"])
    #expect(try quotes("[guaranteed profit]", "No fees, guaranteed profit!") == ["guaranteed profit"])
    #expect(
      try quotes("{patterns: [guaranteed profit], negation: ignore}", "no guaranteed profit") == ["guaranteed profit"])
  }

  @Test("all, any, not and near combine")
  func combined() throws {
    let both = "{all: [[beer], {not: [water]}]}"
    #expect(try quotes(both, "Beer tonight") == ["Beer"])
    #expect(try quotes(both, "Beer and water tonight") == [])
    let near = "{near: {first: [beer], second: [drive], within: 2}}"
    #expect(try quotes(near, "A beer then drive") == ["beer then drive"])
    #expect(try quotes(near, "A beer and a long quiet evening before the drive") == [])
  }

  @Test("links, counts and characters are conditions too")
  func entities() throws {
    #expect(try quotes("{links: [bit.ly]}", "See https://bit.ly/x or https://acme.example") == ["https://bit.ly/x"])
    #expect(try quotes("{more_than: {hashtags: 2}}", "#one #two #three") == ["#three"])
    #expect(try quotes("{characters: \"<>\"}", "a < b") == ["<"])
  }

  @Test("words in an address are no words")
  func addresses() throws { #expect(try quotes("[free]", "https://acme.example/free/beans") == []) }

  @Test("spans are places in the text as it was written", arguments: Evasion.allCases)
  func spans(evasion: Evasion) throws {
    let text = evasion.apply(to: "👩‍🚀 we promise guaranteed profits today")
    let packs = try PolicyFixtures.rule("[guaranteed profits]")
    let finding = try #require(packs.findings(in: text, PolicyContext(platform: "x")).first)
    let scalars = Array(text.unicodeScalars)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[finding.span.start..<finding.span.end])
    #expect(String(view) == finding.quote)
    #expect(text.hasPrefix("👩‍🚀 ") && finding.span.start > 4)
  }

  @Test("a condition within a scope holds only there, and everywhere in an unknown language")
  func scopes() throws {
    let when = "{patterns: [gratis], languages: [de]}"
    #expect(try quotes(when, "gratis", PolicyContext(platform: "x", language: "de")) == ["gratis"])
    #expect(try quotes(when, "gratis", PolicyContext(platform: "x", language: "en")) == [])
    #expect(try quotes(when, "gratis", PolicyContext(platform: "x")) == ["gratis"])
  }

  @Test("a definition for one industry holds once the text has shown the industry, though that was asked before")
  func recognised() throws {
    let packs = try PolicyFixtures.set(
      """
      pack: test
      version: "1"
      title: Test
      define:
        cheap: {patterns: [cheap], industries: [alcohol]}
      recognise:
        alcohol: {any: [{patterns: [beer]}, {use: cheap}]}
      rules:
        - id: one
          severity: warning
          reason: Because.
          source: {name: Law, section: "1", date: "2026"}
          when: {use: cheap}
      """)
    #expect(packs.findings(in: "Cheap beer.", PolicyContext(platform: nil)).map(\.quote) == ["Cheap"])
    #expect(packs.findings(in: "Cheap bread.", PolicyContext(platform: nil)).isEmpty)
  }

  @Test("one click replaces, removes, prepends or appends")
  func fixes() throws {
    func edited(_ fix: String) throws -> String? {
      let text = "Such a cheap bag."
      let packs = try PolicyFixtures.rule("[cheap]", more: "fix: \(fix)")
      let found = packs.findings(in: text, PolicyContext(platform: nil))
      guard let edit = found.first?.edit else { return nil }
      var scalars = Array(text.unicodeScalars)
      scalars.replaceSubrange(edit.span.start..<edit.span.end, with: Array(edit.text.unicodeScalars))
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }
    #expect(try edited("{replace: modest}") == "Such a modest bag.")
    #expect(try edited("{remove: true}") == "Such a bag.")
    #expect(try edited("{prepend: {en: \"Ad: \"}}") == "Ad: Such a cheap bag.")
    #expect(try edited("{append: Terms apply.}") == "Such a cheap bag.\nTerms apply.")
    #expect(try edited("{prepend: {de: \"Anzeige: \"}}") == nil)
  }

  @Test(
    "the same text gives the same findings, whatever is in it",
    arguments: ["", "🎈", "\u{200B}", "####", "a\u{0301}"])
  func odd(text: String) throws {
    let packs = try PolicyFixtures.packs()
    let context = PolicyContext(platform: "x")
    #expect(packs.findings(in: text, context) == packs.findings(in: text, context))
  }
}
