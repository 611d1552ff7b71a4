import Contracts
import Foundation
import Kernel
import Synchronization
import Testing
import Text

@testable import Studio

@Suite(.timeLimit(.minutes(2))) struct PostCardTests {
  private func design(
    _ text: String?, brief: BriefContent = Acme.brief, platform: String = "bluesky", wish: CardWish = CardWish()
  ) -> CardDesign {
    let post = Post(
      id: IDSource.system.new(), brand: IDSource.system.new(), brief: IDSource.system.new(), platform: platform,
      language: "en", state: .draft, reason: "", chosen: nil, excerpt: "", blocked: false, planned: 1, version: 1,
      created: Date(), updated: Date())
    return PostCard.design(post, brief, Acme.profile, text: text, wish: wish)
  }

  @Test("a card says the post's first sentence, without links and tags, in the brand's colours")
  func words() throws {
    let card = design("Our winter blend is back #Coffee https://acme.com/winter today. Notes of plum.")
    #expect(card.headline == "Our winter blend is back today.")
    #expect(card.kicker == "Acme Coffee" && card.footer == "acme.example" && card.label == "")
    #expect(card.colours == Acme.profile.colours)
    try card.check()
  }

  @Test(
    "without a text, or with a first sentence too long for a picture, it says the topic; a long topic is cut at a word")
  func fallback() throws {
    #expect(design(nil).headline == "Our winter blend is back")
    #expect(design(String(repeating: "long words that go on ", count: 20)).headline == "Our winter blend is back")
    var brief = Acme.brief
    brief.topic = String(repeating: "many words ", count: 40)
    let card = design(nil, brief: brief)
    #expect(card.headline.count <= 111 && card.headline.hasSuffix("…"))
    try card.check()
  }

  @Test("whatever is in a brief, the card can be checked")
  func hostile() throws {
    var brief = Acme.brief
    for topic in [
      "👩‍👩‍👧‍👦" + String(repeating: "👩‍👩‍👧‍👦", count: 400), "a" + String(repeating: "\u{301}", count: 3_000), "\u{202E}abc",
    ] {
      brief.topic = topic
      try design(nil, brief: brief).check()
      try design(topic, brief: brief).check()
    }
  }

  @Test("each platform has its shape, and a paid post its label")
  func shapes() {
    var brief = Acme.brief
    brief.paid = true
    #expect(design(nil, brief: brief).label == "Ad")
    for (platform, width, height) in [
      ("instagram", 1_080, 1_350), ("pinterest", 1_000, 1_500), ("tiktok", 1_080, 1_920), ("linkedin", 1_200, 628),
      ("x", 1_200, 675),
    ] {
      let card = design(nil, platform: platform)
      #expect(card.width == width && card.height == height)
    }
  }

  /// Notes what it was asked for; the drawing itself is tested with Rendering and with the process.
  private final class Easel: CardRenderer {
    let designs = Mutex<[CardDesign]>([])

    func draw(_ design: CardDesign) async throws -> DrawnCard {
      try design.check()
      designs.withLock { $0.append(design) }
      return DrawnCard(
        png: [1],
        notes: .init(
          width: design.width, height: design.height, font: "", absentFonts: [], contrast: 21, unknownCharacters: 0,
          isCut: false))
    }
  }

  @Test("a post's card is drawn from its chosen text; another org's is not there")
  func act() async throws {
    let easel = Easel()
    try await Workplace.with { place in
      var place = place
      place.parts.cards = easel
      let brief = try await place.brief()
      let (post, variant) = try await place.working {
        let (_, posts, variants) = try await place.generated(brief, variants: 1)
        return (try #require(posts.first), try #require(variants.first))
      }
      _ = try await EditVariant(place.parts).run(
        variant.id, text: "Plum and cocoa. Today.", expected: 1, as: place.acme)
      _ = try await place.parts.card(post.id, CardWish(), as: place.acme)
      _ = try await place.parts.card(post.id, CardWish(headline: "Other\u{200B} words", style: .light), as: place.acme)
      #expect(easel.designs.withLock { $0.map(\.headline) } == ["Plum and cocoa.", "Other words"])
      #expect(easel.designs.withLock { $0.map(\.style) } == [.bold, .light])
      let parts = place.parts
      await #expect(throws: Problem.self) { _ = try await parts.card(post.id, CardWish(), as: place.northwind) }
      await #expect(throws: Problem.self) {
        _ = try await parts.card(post.id, CardWish(headline: String(repeating: "a", count: 201)), as: place.acme)
      }
    }
  }
}
