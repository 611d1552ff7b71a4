import Foundation
import Kernel
import Testing
import Text

@testable import Studio

@Suite("What a brand's past says of tags") struct HashtagTests {
  private let one: ConnectorID = IDSource.system.new()
  private let two: ConnectorID = IDSource.system.new()

  private func post(
    _ text: String, _ day: Int, _ connector: ConnectorID?, impressions: Int? = nil, likes: Int? = nil
  ) -> PublishedText {
    PublishedText(
      text: text, at: Date(timeIntervalSince1970: Double(day) * 86_400), connector: connector,
      platform: connector == nil ? nil : "bluesky",
      impressions: impressions, likes: likes)
  }

  @Test("an example that was published too counts once, with its tags and its moment")
  func once() {
    let texts = [post("Hello #coffee", 1, one, likes: 3), post("Hello  #coffee", 0, nil), post("Bye #tea", 0, nil)]
    let tagged = PublishedHistory(texts: texts).tagged
    #expect(tagged.map(\.tags) == [["coffee"], ["tea"]])
    #expect(tagged[0].at == Date(timeIntervalSince1970: 86_400))
    #expect(tagged.allSatisfy { $0.lift == nil })
  }

  @Test("each account is measured against itself, so a large one does not dwarf a small one")
  func accounts() {
    let small = (0..<8).map { post("Small \($0)", $0, one, likes: $0 == 7 ? 21 : 6) }
    let large = (0..<8).map { post("Large \($0)", $0, two, likes: $0 == 7 ? 499 : 999) }
    let history = PublishedHistory(texts: small + large)
    let lifts = history.tagged.map(\.lift)
    #expect(lifts[7].map { abs($0 - 22.0 / 7) < 0.001 } == true)
    #expect(lifts[15].map { abs($0 - 0.5) < 0.001 } == true)
    #expect(lifts[4] == nil)
  }

  @Test("impressions count where every post of the account has them, likes where one lacks them")
  func kinds() {
    let seen = (0..<3).map { post("Seen \($0)", $0, one, impressions: 100 + $0, likes: 1) }
    #expect(PublishedHistory(texts: seen).counted(one).map(\.count) == [100, 101, 102])
    let mixed = seen + [post("Unseen", 4, one, likes: 9), post("Silent", 5, one)]
    #expect(PublishedHistory(texts: mixed).counted(one).map(\.count) == [1, 1, 1, 9])
    #expect(PublishedHistory(texts: mixed + [post("Other", 1, two, likes: 2)]).largestAccount(on: "bluesky") == one)
    #expect(PublishedHistory(texts: [post("Example", 1, nil)]).largestAccount(on: "bluesky") == nil)
  }

  @Test("a reason is never longer than the API says")
  func bounded() {
    let tag = TagAdvice.Tag(tag: "#coffee", score: 1, reason: String(repeating: "long ", count: 200))
    let list = HashtagSuggestion.list(TagAdvice(tags: Array(repeating: tag, count: 40)))
    #expect(list.count == 30)
    #expect(list.allSatisfy { $0.reason.count == 500 })
  }
}
