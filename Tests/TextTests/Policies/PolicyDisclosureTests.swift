import Testing
import Text

@Suite("Disclosure pack")
struct PolicyDisclosureTests {
  private func rules(_ text: String, language: String? = "en", regions: [String] = [], fold: Int? = nil) throws
    -> [String]
  {
    let context = PolicyContext(platform: "instagram", regions: regions, language: language, foldAt: fold)
    return try PolicyFixtures.packs().findings(in: text, context).map(\.rule).filter { $0.hasPrefix("disclosure/") }
  }

  @Test(
    "a connection that is not disclosed is found",
    arguments: [
      ("@glow sent me this serum and I am in love.", "disclosure/missing"),
      ("Use my code MIA15 for 15% off your first box.", "disclosure/missing"),
      ("So excited to be working with @trailco this summer!", "disclosure/missing"),
      ("Loving these boots from @trailco #sp", "disclosure/unclear"),
      ("New lipstick day! Thanks to @glow for the goodies #ambassador", "disclosure/unclear"),
      ("Obsessed with my new bag by @leatherly #gifted", "disclosure/unclear"),
    ])
  func lacking(text: String, rule: String) throws { #expect(try rules(text) == [rule]) }

  @Test(
    "a plain disclosure suffices",
    arguments: [
      "#ad Loving these boots from @trailco.", "Ad: @trailco sent me these boots.",
      "Paid partnership with @glow. Their serum is my new favourite.",
      "@glow sent me this serum for free, and here is what I think.",
      "I earn a commission if you buy through my link.", "This post is sponsored by @trailco. Boots!",
    ])
  func sufficient(text: String) throws { #expect(try rules(text) == []) }

  @Test(
    "posts without a connection need none",
    arguments: [
      "Bought these boots with my own money. Not sponsored, just happy.", "My partner and I love this park.",
      "She is a gifted singer.", "The code review took all day.", "We need to talk about ads on this site.",
    ])
  func none(text: String) throws { #expect(try rules(text) == []) }

  @Test("a label below the fold comes too late, and one in a string of tags is skipped over")
  func place() throws {
    let long = "@glow sent me this serum. " + String(repeating: "It smells of roses and rain. ", count: 9) + "#ad"
    #expect(try rules(long, fold: 125) == ["disclosure/late"])
    #expect(try rules("Serum from @glow! #skin #glow #selfcare #ad #beauty") == ["disclosure/buried"])
  }

  @Test("the label is in the language of the post")
  func language() throws {
    let german = "@kaffeewerk hat mir diese Bohnen geschickt."
    #expect(try rules("Anzeige: " + german, language: "de") == [])
    #expect(try rules("Publicité : " + german, language: "de") == ["disclosure/missing"])
  }

  @Test("countries have words of their own")
  func countries() throws {
    #expect(try rules("Sponsored by @trailco: boots.", regions: ["GB"]) == ["disclosure/gb-label"])
    #expect(try rules("Ad: boots by @trailco.", regions: ["GB"]) == [])
    let german = "Neue Stiefel von @trailco! #werbung"
    #expect(try rules(german, language: "de", regions: ["DE"]) == ["disclosure/de-start"])
  }

  @Test("the fix puts the label of the language first")
  func fix() throws {
    let context = PolicyContext(platform: "x", language: "de", facts: [PolicyContext.paid])
    let finding = try #require(try PolicyFixtures.packs().findings(in: "Neue Bohnen.", context).first)
    #expect(finding.rule == "disclosure/missing" && finding.span == Span(0, 0))
    #expect(finding.edit == Finding.Edit(span: Span(0, 0), text: "Anzeige: "))
    #expect(finding.source?.contains("255.5(a)") == true && finding.version == "2026.11")
  }
}
