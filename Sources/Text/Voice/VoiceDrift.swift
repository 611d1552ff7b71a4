/// How the newest posts of a brand differ from those that its voice was learnt from.
package struct VoiceDrift: Codable, Sendable, Equatable {
  /// Newest posts compared.
  package var posts: Int
  /// Share of them that the voice takes for the brand's (probability of a half or more), in 0...1.
  package var recognised: Double
  /// Every measured feature, the surest change first.
  package var changes: [Change]

  package struct Change: Codable, Sendable, Equatable {
    /// Stable name such as `length` or `hashtags`.
    package var feature: String
    /// Mean per post, or share of posts, in the examples and now.
    package var before: Double
    package var now: Double
    /// -1...1. Of a number: Cliff's delta, the chance that a new post has more minus that it has less. Of a share:
    /// Cohen's h over pi. Around .1 is small, .3 notable, .5 large.
    package var effect: Double
    /// Chance of so large a difference if nothing had changed, corrected for the number of features (Holm 1979).
    package var significance: Double
    package var message: String

    /// Neither chance nor trifle.
    package var isNotable: Bool { significance < 0.05 && abs(effect) >= 0.15 }
  }

  package static let fewestPosts = 10

  /// Nil with fewer than `fewestPosts` different newest posts that have words in them.
  package init?(newest: [String], scorer: VoiceScorer) {
    let profile = scorer.profile
    let posts = newest.filter { Words.split($0).count >= 2 && !VoiceText.isRepost($0) }
    guard posts.count >= Self.fewestPosts else { return nil }
    let evidence = posts.compactMap(scorer.evidence)
    self.posts = posts.count
    recognised = rounded(Double(evidence.count { scorer.probability($0) >= 0.5 }) / Double(max(1, evidence.count)))
    let prepared = (
      before: profile.style.corpus.map(StyleFeatures.init), now: posts.map { StyleFeatures(VoiceText.prepare($0)) }
    )
    let found =
      DriftFeature.numbers.map { $0.compared(prepared.before, prepared.now) }
      + DriftFeature.shares(posts.map(StyleFeatures.init), profile)
    changes = Self.corrected(found)
  }

  /// Holm's step-down: the smallest p-value times the number of tests, the next one times one less, never falling.
  private static func corrected(_ changes: [Change]) -> [Change] {
    let sorted = changes.sorted { ($0.significance, $0.feature) < ($1.significance, $1.feature) }
    var least = 0.0
    return sorted.enumerated().map { rank, change in
      var change = change
      least = max(least, min(1, change.significance * Double(sorted.count - rank)))
      change.significance = least
      change.effect = rounded(change.effect)
      return change
    }
  }
}
