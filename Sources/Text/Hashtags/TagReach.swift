package import Foundation

/// Whether posts with a tag have lately been seen by fewer people than the account's others: what a tag that a platform
/// holds back looks like from outside.
package struct TagReachDrop: Codable, Sendable, Equatable {
  package var tag: String
  /// Of the first of the posts that fell.
  package var since: Date
  /// Latest posts with the tag that were compared, and posts without it of the same time.
  package var posts: Int
  package var others: Int
  /// Median reach of the posts with the tag over that of the others; always below 1.
  package var ratio: Double
  /// How likely so low a rank is by chance (Mann-Whitney, one-sided).
  package var chance: Double

  package var words: String {
    let share = Int((ratio * 100).rounded())
    return "Its last \(posts) posts reached \(share) % of what \(others) others of that time did"
      + " (by chance in \(max(1, Int((chance * 1000).rounded(.up)))) of 1,000 cases)."
  }
}

package enum TagReach {
  private static let latest = 6
  private static let fewest = 4
  private static let fewestOthers = 5
  private static let largestRatio = 0.7
  private static let largestChance = 0.02

  /// Nil when the tag is as usual, or too little is known. `posts` need a moment and a lift (reach over the account's
  /// trailing median, see `EngagementLift`); others count for nothing. Medians and ranks, so that one viral post or one
  /// failure changes nothing.
  package static func drop(of tag: String, in posts: [TaggedPost]) -> TagReachDrop? {
    let key = TaggedPost.key(tag)
    let known = posts.compactMap { post -> (at: Date, lift: Double, with: Bool)? in
      guard let at = post.at, let lift = post.lift else { return nil }
      return (at, lift, post.tags.contains { TaggedPost.key($0) == key })
    }.sorted { $0.at < $1.at }
    let with = known.filter(\.with).suffix(latest)
    guard with.count >= fewest, let first = with.first else { return nil }
    let others = known.filter { !$0.with && $0.at >= first.at }
    guard others.count >= fewestOthers else { return nil }
    let usual = EngagementHistory.median(others.map(\.lift))
    let ratio = EngagementHistory.median(with.map(\.lift)) / max(usual, 1e-9)
    let chance = RankSum.chanceOfLower(with.map(\.lift), others.map(\.lift))
    guard ratio <= largestRatio, chance <= largestChance else { return nil }
    return TagReachDrop(
      tag: key, since: first.at, posts: with.count, others: others.count, ratio: (ratio * 1000).rounded() / 1000,
      chance: (chance * 10_000).rounded() / 10_000)
  }
}

/// Mann and Whitney's test by its normal approximation with correction for ties and continuity.
enum RankSum {
  /// One-sided: how likely values like `a` rank so low against `b` when both are of one kind.
  static func chanceOfLower(_ a: [Double], _ b: [Double]) -> Double {
    let (m, n) = (Double(a.count), Double(b.count))
    guard m > 0, n > 0 else { return 1 }
    let wins = a.reduce(0.0) { sum, x in sum + b.reduce(0.0) { $0 + (x > $1 ? 1 : x == $1 ? 0.5 : 0) } }
    let all = m + n
    let ties = Dictionary(grouping: a + b, by: \.self).values.reduce(0.0) { sum, group in
      let size = Double(group.count)
      return sum + size * size * size - size
    }
    let variance = m * n / 12 * (all + 1 - ties / (all * max(all - 1, 1)))
    guard variance > 0 else { return 1 }
    let z = (wins - m * n / 2 + 0.5) / variance.squareRoot()
    return 0.5 * erfc(-z / 2.0.squareRoot())
  }
}
