package import Foundation

/// Likes, reposts and replies that grow with a post's age, the same for the same seed and post.
///
/// The final number of likes is log-normal (sigma 1.2, as real posts are); it is approached as
/// 1 - exp(-age / 6 h). Reposts, replies, quotes and bookmarks are shares of it. Counters never go down.
package struct Engagement: Sendable {
  package struct Counts: Sendable, Equatable {
    package var likes = 0
    package var reposts = 0
    package var replies = 0
    package var quotes = 0
    package var bookmarks = 0

    package init() {}
  }

  package var seed: UInt64
  /// Median of the final likes; 0 switches engagement off.
  package var median: Double
  /// How many times faster than real life engagement comes in: 3600 makes an hour of a second.
  package var pace: Double

  package init(seed: UInt64, median: Double = 20, pace: Double = 1) {
    self.seed = seed
    self.median = median
    self.pace = pace
  }

  package static let none = Engagement(seed: 0, median: 0)

  package func counts(_ post: SandboxPost, at now: Date) -> Counts {
    var counts = Counts()
    let age = now.timeIntervalSince(post.createdAt) * pace
    guard median > 0, age > 0 else { return counts }
    let chance = SeededChance(seed: seed)
    let grown = 1 - exp(-age / 21_600)
    let likes = median * exp(1.2 * normal(chance, post.uri)) * grown
    counts.likes = Int(likes)
    counts.reposts = Int(likes * (0.05 + 0.25 * chance.unit("reposts", post.uri)))
    counts.replies = Int(likes * (0.02 + 0.15 * chance.unit("replies", post.uri)))
    counts.quotes = Int(likes * 0.05 * chance.unit("quotes", post.uri))
    counts.bookmarks = Int(likes * 0.1 * chance.unit("bookmarks", post.uri))
    return counts
  }

  /// Followers of an account: a fixed start and slow growth.
  package func followers(_ account: SandboxAccount, at now: Date) -> Int {
    guard median > 0 else { return 0 }
    let chance = SeededChance(seed: seed)
    let days = max(0, now.timeIntervalSince(account.createdAt)) * pace / 86_400
    return 50 + Int(chance.bits("followers", account.id) % 5000)
      + Int(days * (1 + 9 * chance.unit("growth", account.id)))
  }

  /// Box and Muller's transform of two uniform values.
  private func normal(_ chance: SeededChance, _ uri: String) -> Double {
    let radius = max(chance.unit("radius", uri), 0x1p-53)
    return (-2 * log(radius)).squareRoot() * cos(2 * Double.pi * chance.unit("angle", uri))
  }
}
