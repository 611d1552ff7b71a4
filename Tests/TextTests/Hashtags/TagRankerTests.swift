import Foundation
import TestTraits
import Testing

@testable import Text

@Suite("ranking tags", .ownThread)
struct TagRankerTests {
  /// Two themes with a tag each, told by their words.
  static let posts = (0..<40).flatMap { number in
    [
      TaggedPost(text: "Fresh espresso at the bar, cup \(number)", tags: ["Coffee", "#Bar\(number % 3)"]),
      TaggedPost(text: "The mountain bike trail is open, day \(number)", tags: ["cycling"]),
    ]
  }

  @Test("the tag of posts that speak of the same comes first")
  func theme() {
    let ranker = TagRanker(Self.posts)
    #expect(ranker.tags(for: "espresso for you", count: 1) == ["coffee"])
    #expect(ranker.tags(for: "a new bike", count: 1) == ["cycling"])
    #expect(ranker.tags(for: "a new bike", count: 0).isEmpty)
  }

  @Test("a tag that the text names in two words is found")
  func named() {
    let posts = Self.posts + [TaggedPost(text: "Nothing alike", tags: ["blackfriday"])]
    let index = TagIndex(posts)
    let scores = index.scores(GramText("Black Friday begins"))
    #expect(index.numbers["blackfriday"].map { scores[.name][$0] } == 1)
    #expect(index.numbers["coffee"].map { scores[.name][$0] } == 0)
  }

  @Test("a neighbour by meaning lends its tags")
  func neighbours() {
    let index = TagIndex(Self.posts)
    let without = index.scores(GramText("zzz"))[.nearLetters]
    let with = index.scores(GramText("zzz"), neighbours: [.init(post: 1, likeness: 0.9)])[.nearLetters]
    #expect(without.allSatisfy { $0 == 0 })
    #expect(index.numbers["cycling"].map { with[$0] } == 0.9)
  }

  @Test("weights move towards the figure that tells right candidates from wrong ones")
  func learns() {
    let lessons = (0..<50).map { _ in TagWeights.Lesson(figures: [[1, 0], [0, 1], [0, 0]], right: [1]) }
    let learnt = TagWeights.learn(lessons, from: TagWeights([0, 0]))
    #expect(learnt.score([0, 1]) > learnt.score([0, 0]) + 0.5)
    #expect(learnt.score([1, 0]) <= learnt.score([0, 0]))
    #expect(TagWeights.learn([], from: TagWeights([3, 4])) == TagWeights([3, 4]))
  }

  @Test("the same posts make the same ranker, and odd ones do no harm")
  func steady() {
    let many = (0..<400).map { TaggedPost(text: "post \($0 % 7) on \($0 % 11)", tags: ["t\($0 % 7)"]) }
    #expect(TagRanker(many).weights == TagRanker(many).weights)
    #expect(TagRanker(many).weights != .usual)
    #expect(TagRanker([]).tags(for: "anything at all", count: 5).isEmpty == false)
    let odd = ["", "🎉🎉", "مرحبا بالعالم", "z\u{0353}a\u{0300}lgo", String(repeating: "a", count: 5_000)]
    let ranker = TagRanker(odd.map { TaggedPost(text: $0, tags: ["one"]) } + [TaggedPost(text: "none", tags: [])])
    for text in odd { #expect(ranker.tags(for: text, count: 1).count <= 1) }
  }

  @Test("tags leave the text of a published post, and their keys leave case and sign aside")
  func published() {
    let post = TaggedPost(published: "Back again #WinterBlend see https://a.com/#top")
    #expect(post.tags == ["WinterBlend"])
    #expect(post.text == "Back again  see https://a.com/#top")
    #expect(TaggedPost.key("#WinterBlend") == "winterblend")
    #expect(TaggedPost.key("＃été") == TaggedPost.key("E\u{301}te\u{301}"))
  }
}
