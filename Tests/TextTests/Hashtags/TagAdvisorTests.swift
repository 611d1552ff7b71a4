import Foundation
import Testing
import Text

@Suite("advice on tags")
struct TagAdvisorTests {
  private let now = Date(timeIntervalSince1970: 1_780_000_000)

  private func day(_ ago: Double) -> Date { now.addingTimeInterval(-ago * 86_400) }

  private func post(_ text: String, _ ago: Double? = nil, lift: Double? = nil) -> TaggedPost {
    TaggedPost(published: text, at: ago.map(day), lift: lift)
  }

  private func advise(
    _ text: String, _ posts: [TaggedPost], lists: TagLists = TagLists(), never: [String] = [], platform: String? = nil,
    count: Int = 10, together: Int = 3
  ) -> TagAdvice {
    TagAdvisor(posts, lists: lists, never: never).advise(
      TagQuestion(text: text, platform: platform, now: now, count: count, together: together))
  }

  @Test("tags of posts that speak of the same things come first, with their reason")
  func ranked() {
    let history = [
      "Plum and cocoa in our winter blend #WinterBlend #coffee", "A cold morning, a warm cup #coffee",
      "Winter blend tasting on Friday #WinterBlend", "New mugs in the shop #AcmeShop", "Hello #coffee",
    ]
    let tags = advise("The winter blend is back", history.map { post($0) }, count: 3).tags
    #expect(tags.map(\.tag) == ["#WinterBlend", "#coffee", "#AcmeShop"])
    #expect(tags[0].reason.hasSuffix("The brand used it in 2 posts; 2 of them speak of blend, winter."))
    #expect(tags[2].reason == "The brand used it in 1 post.")
    #expect(zip(tags, tags.dropFirst()).allSatisfy { $0.score > $1.score && $1.score > 0 })
  }

  @Test("a text's own names are offered, days and first words are not, nor what it has already")
  func names() {
    let advice = advise("Beans from Guji Highland are here. Come on Friday #Guji", [])
    #expect(advice.tags.map(\.tag) == ["#GujiHighland"])
    #expect(advice.tags.first?.reason == "A name in the text; the brand has not used it as a tag.")
    #expect(advise("Winter", []).tags.isEmpty)
    #expect(advise("It is back: https://a.com Order now #new Come by 🎉 Bring Bob", []).tags.map(\.tag) == [])
    #expect(advise("Notes of plum, Notes of cocoa", []).tags.isEmpty)
    #expect(advise("Come and see Bobby", []).tags.map(\.tag) == ["#Bobby"])
    #expect(advise("", []).tags.isEmpty)
    #expect(advise("More of it", [post("One #Guji")], count: 3).tags.map(\.tag) == ["#Guji"])
    #expect(advise("More of it #guji", [post("One #Guji")], count: 3).tags.isEmpty)
  }

  @Test("a banned tag is left out with its date and source where the ban holds, and a never term anywhere")
  func banned() {
    let lists = TagLists([
      .init(tag: "thinspo", status: .banned, platforms: ["instagram"], since: "2012-04-20", source: "Instagram's rules")
    ])
    let posts = [post("Bread #thinspo #bread"), post("Bread #cheapbread")]
    let there = advise("Bread", posts, lists: lists, never: ["cheap"], platform: "instagram")
    #expect(there.tags.map(\.tag) == ["#bread"])
    #expect(there.leftOut.map(\.tag).sorted() == ["#CheapBread", "#thinspo"])
    #expect(there.leftOut.contains { $0.reason == "Banned since 2012-04-20: Instagram's rules." })
    #expect(there.leftOut.contains { $0.reason == "The brand never says “cheap”." })
    let elsewhere = advise("Bread", posts, lists: lists, platform: "bluesky")
    #expect(elsewhere.tags.contains { $0.tag == "#thinspo" })
  }

  @Test("a limited tag comes behind others, and a crowded one says so")
  func limited() {
    let lists = TagLists([
      .init(tag: "f4f", status: .limited, since: "2017-12-18", source: "a notice"),
      .init(tag: "food", status: .crowded, since: "2026-11-23", source: "a list"),
    ])
    let tags = advise("Fresh bread", (0..<3).map { post("Fresh bread \($0) #f4f #food #bread") }, lists: lists).tags
    #expect(tags.map(\.tag) == ["#bread", "#food", "#f4f"])
    #expect(tags[1].reason.contains("Crowded"))
    #expect(tags[2].reason.contains("Limited since 2017-12-18: a notice."))
  }

  @Test("posts that did better lift their tag, and too few numbers are not mentioned")
  func lift() {
    let posts = (0..<6).flatMap {
      [post("Fresh bread \($0) #good", lift: 3), post("Fresh bread \($0) #poor", lift: 0.5)]
    }
    let tags = advise("Fresh bread", posts).tags
    #expect(tags.map(\.tag) == ["#good", "#poor"])
    #expect(tags[0].reason.contains("Posts with it did 3.0 times as well as usual (6 counted)."))
    let few = advise("Fresh bread", [post("Fresh bread #good", lift: 3), post("Bread #poor")]).tags
    #expect(few.allSatisfy { !$0.reason.contains("as usual") })
  }

  @Test("a tag long unused falls behind one in use, and one used more of late rises")
  func fresh() {
    let posts = [post("Fresh bread #old", 800), post("Fresh bread #now", 20), post("Fresh bread #now", 10)]
    let tags = advise("Fresh bread", posts).tags
    #expect(tags.map(\.tag) == ["#now", "#old"])
    #expect(tags[0].reason.contains("Used more of late: 2 times in 60 days."))
    #expect(tags[1].reason.contains("Not used for 26 months."))
  }

  @Test("the set of one of the last posts does not go out again, and a tag in each of them rests")
  func sets() {
    let posts = (1...5).map { post("Fresh bread \($0) #bread #oven", Double($0)) } + [post("Fresh bread #flour", 9)]
    let tags = advise("Fresh bread", posts, together: 2).tags
    #expect(Set(tags.prefix(2).map(\.tag)) != ["#bread", "#oven"])
    #expect(tags[1].reason.contains("Moved up: the same 2 tags went out together") || tags[0].tag == "#flour")
    #expect(tags.first { $0.tag == "#bread" }?.reason.contains("let it rest") == true)
    #expect(tags.first { $0.tag == "#flour" }?.reason.contains("let it rest") == false)
  }

  @Test("same posts and question, same advice")
  func steady() {
    let posts = (0..<30).map { post("Post \($0 % 4) of bread #t\($0 % 5)", Double($0)) }
    #expect(advise("Bread", posts) == advise("Bread", posts))
  }
}
