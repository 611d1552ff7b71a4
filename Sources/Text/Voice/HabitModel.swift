import Foundation

/// Naive Bayes over binned style features: does this post keep to the habits of the examples rather than to
/// those of people in general?
struct HabitModel: Sendable {
  private let own: [String: [String: Int]]
  private let reference: [String: [String: Int]]
  private let ownCount: Double
  private let referenceCount: Double
  private let words: [String]

  /// `words` are the small words whose use is a habit (`ReferenceLanguage.habitWords`).
  init(own: [StyleFeatures], reference: [StyleFeatures], words: [String]) {
    self.words = words
    self.own = Self.table(own, words)
    self.reference = Self.table(reference, words)
    ownCount = Double(own.count)
    referenceCount = Double(reference.count)
  }

  /// Log odds per feature, above zero where the post is like the examples.
  func contributions(_ features: StyleFeatures) -> [String: Double] {
    var result: [String: Double] = [:]
    for (name, value) in Self.binned(features, words) {
      let common = (Double(reference[name]?[value] ?? 0) + 2) / (referenceCount + 8)
      let here = (Double(own[name]?[value] ?? 0) + 2 * common) / (ownCount + 2)
      result[name] = log(here / common)
    }
    return result
  }

  /// Log odds of the whole post.
  func odds(_ features: StyleFeatures) -> Double {
    contributions(features).sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
  }

  private static func table(_ posts: [StyleFeatures], _ words: [String]) -> [String: [String: Int]] {
    posts.reduce(into: [:]) { table, post in
      for (name, value) in binned(post, words) { table[name, default: [:]][value, default: 0] += 1 }
    }
  }

  static func binned(_ f: StyleFeatures, _ habitWords: [String]) -> [String: String] {
    let words = Double(max(1, f.words))
    var result: [String: Int] = [
      "exclamations": min(2, f.exclamations), "questions": min(1, f.questions), "commas": min(3, f.commas),
      "dashes": min(2, f.dashes), "colons": min(1, f.colons), "quotes": min(1, f.quotes),
      "ellipses": min(1, f.ellipses),
      "length": bin(Double(f.letters), [30, 55, 80, 105]), "sentence": bin(f.wordsPerSentence, [6, 9, 12, 16, 20]),
      "capitals": min(2, f.capitals), "initials": bin(Double(f.initials) / words, [0.1, 0.2, 0.3, 0.45]),
      "word-length": bin(Double(f.letters) / words, [3.8, 4.3, 4.8, 5.3]), "parentheses": min(1, f.parentheses),
      "ampersands": min(1, f.ampersands), "contractions": min(2, f.apostrophes), "numbers": min(2, f.numbers),
    ]
    for group in ["i", "we", "you", "they"] { result["person-\(group)"] = min(1, f.person[group] ?? 0) }
    let present = Set(f.wordList)
    for word in habitWords { result["word-\(word)"] = present.contains(word) ? 1 : 0 }
    var named = result.mapValues(String.init)
    named["ending"] = f.ending
    return named
  }

  private static func bin(_ value: Double, _ cuts: [Double]) -> Int { cuts.count { value > $0 } }

  static let functionWords = ReferenceLanguage.english.habitWords
}
