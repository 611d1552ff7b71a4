import Database
import Kernel
import Testing

@testable import Studio

@Suite("Hashtags of a post", .timeLimit(.minutes(2))) struct HashtagJobTests {
  private let examples = [
    "Plum and cocoa in our winter blend #WinterBlend #coffee", "A cold morning, a warm cup #coffee",
    "Winter blend tasting on Friday #WinterBlend", "New mugs in the shop #AcmeShop", "Hello there #coffee",
    "Our winter blend is nearly gone #WinterBlend #cheapcoffee", "Closed on Monday for cleaning", "See you at the bar",
  ].map { VoiceExample(text: $0) }

  @Test("come from the brand's own posts, those that speak of the same first, and never one that it never says")
  func fromHistory() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let brief = try await place.brief(of: brand)
      try await place.working {
        let training = try await TrainVoice(place.parts).run(
          examples, source: "paste", brand: brand.id, as: place.acme)
        _ = try await place.ended(training)
        let (_, posts, _) = try await place.generated(brief, variants: 1)
        let post = try #require(posts.first)
        let found = try await place.parts.database.first(EnrichmentStatements.ofPost, post.id, as: place.acme)
        let tags = found?.hashtags ?? []
        #expect(tags.first?.tag == "#WinterBlend")
        #expect(tags.first?.reason.contains("The brand used it in 3 posts") == true)
        #expect(tags.contains { $0.tag == "#coffee" })
        #expect(!tags.contains { $0.tag == "#cheapcoffee" })
      }
    }
  }
}
