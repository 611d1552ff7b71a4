import Testing

@testable import Studio

@Suite struct HashtagTests {
  private let history = [
    "Plum and cocoa in our winter blend #WinterBlend #coffee", "A cold morning, a warm cup #coffee",
    "Winter blend tasting on Friday #WinterBlend", "New mugs in the shop #AcmeShop", "Hello #coffee",
  ]

  @Test("tags of posts that speak of the same things come first, with their reason")
  func ranked() {
    let tags = HashtagHistory.suggest(for: "The winter blend is back", from: history, count: 3)
    #expect(tags.map(\.tag) == ["#WinterBlend", "#coffee", "#AcmeShop"])
    #expect(tags[0].reason == "The brand used it in 2 posts; 2 of them speak of blend, winter.")
    #expect(tags[2].reason == "The brand used it in 1 post.")
  }

  @Test("a brand without tags gets none")
  func none() {
    #expect(HashtagHistory.suggest(for: "Winter", from: ["No tags here"], count: 5) == [])
    #expect(HashtagHistory.suggest(for: "Winter", from: [], count: 5) == [])
  }
}
