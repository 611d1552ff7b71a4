import Foundation

/// One countable thing about posts, compared between two sets of them.
struct DriftFeature: Sendable {
  let name: String
  let words: String
  let value: @Sendable (StyleFeatures) -> Double

  static let numbers: [DriftFeature] = [
    DriftFeature(name: "length", words: "Characters per post") { Double($0.length) },
    DriftFeature(name: "sentence", words: "Words per sentence") { $0.wordsPerSentence },
    DriftFeature(name: "sentences", words: "Sentences per post") { Double($0.sentences) },
    DriftFeature(name: "word-length", words: "Letters per word") { Double($0.letters) / Double(max(1, $0.words)) },
    DriftFeature(name: "exclamations", words: "Exclamation marks per post") { Double($0.exclamations) },
    DriftFeature(name: "questions", words: "Question marks per post") { Double($0.questions) },
    DriftFeature(name: "commas", words: "Commas per post") { Double($0.commas) },
    DriftFeature(name: "dashes", words: "Dashes per post") { Double($0.dashes) },
    DriftFeature(name: "emoji", words: "Emoji per post") { Double($0.emoji.count) },
    DriftFeature(name: "capitals", words: "Words in capitals per post") { Double($0.capitals) },
    DriftFeature(name: "numbers", words: "Numbers per post") { Double($0.numbers) },
    DriftFeature(name: "contractions", words: "Contractions per post") { Double($0.apostrophes) },
    DriftFeature(name: "person-i", words: "“I” per post") { Double($0.person["i"] ?? 0) },
    DriftFeature(name: "person-we", words: "“We” per post") { Double($0.person["we"] ?? 0) },
    DriftFeature(name: "person-you", words: "“You” per post") { Double($0.person["you"] ?? 0) },
  ]

  func compared(_ before: [StyleFeatures], _ now: [StyleFeatures]) -> VoiceDrift.Change {
    let (old, new) = (before.map(value), now.map(value))
    let means = (Self.mean(old), Self.mean(new))
    return VoiceDrift.Change(
      feature: name, before: rounded(means.0), now: rounded(means.1),
      effect: 2 * VoiceSeparation.auc(new, old) - 1, significance: RankTest.significance(new, old),
      message: Self.message(words, means.0, means.1))
  }

  /// What the profile holds as shares of posts: links, tags, mentions and calls to action.
  static func shares(_ now: [StyleFeatures], _ profile: StyleProfile) -> [VoiceDrift.Change] {
    let habits = profile.habits
    let all: [(String, String, Double, (StyleFeatures) -> Bool)] = [
      ("hashtags", "Posts with a hashtag", habits.hashtagShare, { !$0.hashtags.isEmpty }),
      ("links", "Posts with a link", habits.linkShare, { $0.links > 0 }),
      ("mentions", "Posts with a mention", habits.mentionShare, { $0.mentions > 0 }),
      ("calls-to-action", "Posts that end with a request", habits.callToActionShare, { $0.callToAction != nil }),
    ]
    return all.map { name, words, before, has in
      let share = Double(now.count(where: has)) / Double(now.count)
      return VoiceDrift.Change(
        feature: name, before: before, now: rounded(share),
        effect: 2 * (asin(share.squareRoot()) - asin(before.squareRoot())) / .pi,
        significance: significance(before, Double(profile.examples), share, Double(now.count)),
        message: message(words + " in 100", before * 100, share * 100))
    }
  }

  /// Two-sided, of two shares (pooled z test).
  private static func significance(_ a: Double, _ countA: Double, _ b: Double, _ countB: Double) -> Double {
    let pooled = (a * countA + b * countB) / (countA + countB)
    let error = (pooled * (1 - pooled) * (1 / countA + 1 / countB)).squareRoot()
    return error > 0 ? erfc(abs(a - b) / error / 2.0.squareRoot()) : 1
  }

  private static func message(_ words: String, _ before: Double, _ now: Double) -> String {
    "\(words): \(short(now)) now, \(short(before)) in the examples."
  }

  private static func short(_ value: Double) -> String {
    value >= 10 ? String(Int(value.rounded())) : String((value * 10).rounded() / 10)
  }

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }
}

/// Mann and Whitney's test by the normal approximation with the correction for ties: good from ten values a side on.
enum RankTest {
  /// Two-sided p-value in 0...1; 1 when all values are equal.
  static func significance(_ a: [Double], _ b: [Double]) -> Double {
    guard !a.isEmpty, !b.isEmpty else { return 1 }
    let (n, m) = (Double(a.count), Double(b.count))
    let all = (a + b).sorted()
    var ties = 0.0
    var start = 0
    while start < all.count {
      let end = all[start...].firstIndex { $0 != all[start] } ?? all.count
      let size = Double(end - start)
      ties += size * size * size - size
      start = end
    }
    let total = n + m
    let variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)))
    guard variance > 0 else { return 1 }
    let difference = abs((VoiceSeparation.auc(a, b) - 0.5) * n * m)
    return erfc(max(0, difference - 0.5) / (2 * variance).squareRoot())
  }
}
