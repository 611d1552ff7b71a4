import Kernel

package enum VoiceTrainer {
  package static let fewestExamples = 8
  /// More posts or letters than these are thinned evenly: the measure hardly gains, its cost would grow.
  static let mostPosts = 2_000
  static let mostLetters = 200_000

  /// Learns a voice. `others` are posts of other brands to be told apart from; without any, the built-in
  /// neutral reference set is used. Same input and seed, same profile.
  /// Throws `Problem(.invalid)` that says what is missing when there are too few usable examples.
  package static func train(
    _ examples: [String], others: [String] = [], alwaysTerms: [String] = [], neverTerms: [String] = [],
    seed: UInt64 = 1
  ) throws -> StyleProfile {
    let posts = usable(examples)
    guard posts.count >= fewestExamples else {
      throw Problem.invalid(
        "/examples",
        "A voice needs at least \(fewestExamples) different posts with words in them; these have \(posts.count).")
    }
    let features = posts.map(StyleFeatures.init)
    let corpus = thinned(posts.map(VoiceText.prepare).filter { !$0.isEmpty })
    let language = ReferenceLanguage.prevailing(in: corpus)
    let trial = HeldBackTrial(corpus, others: thinned(usable(others).map(VoiceText.prepare)), language, seed: seed)
    return StyleProfile(
      format: StyleProfile.currentFormat, examples: posts.count, habits: VoiceHabits(features, language),
      constraints: VoiceConstraints(features, always: alwaysTerms, never: neverTerms),
      separation: trial.separation,
      style: StyleModel(language: language, corpus: corpus, calibration: trial.calibration))
  }

  /// Different posts with at least two words; other people's, passed on, are left out.
  private static func usable(_ posts: [String]) -> [String] {
    var seen: Set<String> = []
    return posts.filter {
      Words.split($0).count >= 2 && !VoiceText.isRepost($0) && seen.insert(canonical($0)).inserted
    }
  }

  private static func thinned(_ posts: [String]) -> [String] {
    let letters = posts.reduce(0) { $0 + $1.utf8.count }
    let share = min(1, Double(mostPosts) / Double(max(1, posts.count)), Double(mostLetters) / Double(max(1, letters)))
    let count = max(fewestExamples, Int(Double(posts.count) * share))
    return count < posts.count ? (0..<count).map { posts[$0 * posts.count / count] } : posts
  }
}
