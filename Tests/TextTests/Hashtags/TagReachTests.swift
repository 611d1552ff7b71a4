import Foundation
import Testing

@testable import Text

@Suite("drops in reach")
struct TagReachTests {
  /// One post a day: every second with the tag, whose reach is `with` times as usual from `fall` on.
  private func posts(_ count: Int, with: Double, fall: Int) -> [TaggedPost] {
    (0..<count).map { day in
      let tagged = day % 2 == 0
      let noise = 1 + 0.2 * sin(Double(day) * 1.7)
      return TaggedPost(
        text: "Day \(day)", tags: tagged ? ["Bread"] : ["oven"], at: Date(timeIntervalSince1970: Double(day) * 86_400),
        lift: noise * (tagged && day >= fall ? with : 1))
    }
  }

  @Test("a tag whose posts fell is found with its evidence")
  func fell() throws {
    let drop = try #require(TagReach.drop(of: "#bread", in: posts(60, with: 0.4, fall: 40)))
    #expect(drop.tag == "bread")
    #expect(drop.posts == 6)
    #expect(drop.others >= 5)
    #expect((0.3...0.55).contains(drop.ratio))
    #expect(drop.chance <= 0.02)
    #expect(drop.since == Date(timeIntervalSince1970: 48 * 86_400))
    #expect(drop.words.hasPrefix("Its last 6 posts reached "))
  }

  @Test("steady reach, few posts, one failure, or a fall of the whole account say nothing")
  func steady() {
    #expect(TagReach.drop(of: "bread", in: posts(60, with: 1, fall: 0)) == nil)
    #expect(TagReach.drop(of: "bread", in: posts(6, with: 0.1, fall: 0)) == nil)
    #expect(TagReach.drop(of: "bread", in: posts(60, with: 0.01, fall: 57)) == nil)
    #expect(TagReach.drop(of: "absent", in: posts(60, with: 0.4, fall: 0)) == nil)
    let whole = posts(60, with: 0.4, fall: 40).map { post in
      TaggedPost(text: post.text, tags: post.tags, at: post.at, lift: post.tags == ["Bread"] ? post.lift : 0.4)
    }
    #expect(TagReach.drop(of: "bread", in: whole) == nil)
    let undated = posts(60, with: 0.4, fall: 0).map { TaggedPost(text: $0.text, tags: $0.tags, lift: $0.lift) }
    #expect(TagReach.drop(of: "bread", in: undated) == nil)
  }

  @Test("the chance of a low rank follows Mann and Whitney")
  func ranks() {
    let low = RankSum.chanceOfLower([1, 2, 3, 4], [5, 6, 7, 8])
    #expect(abs(low - 0.0152) < 0.001)
    #expect(abs(RankSum.chanceOfLower([1, 2], [1, 2]) - 0.5) < 0.2)
    #expect(RankSum.chanceOfLower([5, 5], [5, 5]) == 1)
    #expect(RankSum.chanceOfLower([], [1]) == 1)
  }
}
