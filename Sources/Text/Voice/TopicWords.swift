import Foundation

/// The words by which an account's subject, not its style, could be known. They are taken out of every text before its
/// style is read, so that a voice is not told apart by what it speaks of.
package struct TopicWords: Sendable, Equatable {
  package let words: Set<String>

  private static let most = 50
  /// Posts that must have a word, and how many standard errors its log odds must lie above the neutral posts'.
  private static let fewestPosts = 5
  private static let leastStrength = 1.0

  /// The content words that tell `own` from `others` most: log odds of a post having the word (a half added to each
  /// count), over their standard error.
  init(own: [String], others: [String], _ language: ReferenceLanguage) {
    let (mine, theirs) = (Self.postsByWord(own), Self.postsByWord(others))
    let strengths = mine.compactMap { word, count -> (word: String, strength: Double)? in
      guard count >= Self.fewestPosts, !language.grammarWords.contains(word) else { return nil }
      let (a, b) = (Double(count) + 0.5, Double(theirs[word] ?? 0) + 0.5)
      let odds = log(a / (Double(own.count) + 1 - a)) - log(b / (Double(others.count) + 1 - b))
      return (word, odds / (1 / a + 1 / b).squareRoot())
    }
    let telling = strengths.filter { $0.strength > Self.leastStrength }
      .sorted { ($1.strength, $0.word) < ($0.strength, $1.word) }
    words = Set(telling.prefix(Self.most).map(\.word))
  }

  /// The same in the language that most of `own` is written in. Both are prepared (`VoiceText.prepare`).
  package init(own: [String], others: [String]) {
    self.init(own: own, others: others, .prevailing(in: own))
  }

  private static func postsByWord(_ posts: [String]) -> [String: Int] {
    posts.reduce(into: [:]) { counts, post in
      for word in Set(WordText(post).words) { counts[word, default: 0] += 1 }
    }
  }

  /// The text without these words, with single spaces.
  package func strip(_ text: String) -> String {
    guard !words.isEmpty else { return text }
    let scalars = Scalars(text)
    let content = WordText(scalars)
    var result = ""
    var index = 0
    for (word, span) in zip(content.words, content.spans) where words.contains(word) {
      result += scalars.string(index..<span.start)
      index = span.end
    }
    return canonical(result + scalars.string(index..<scalars.count))
  }
}
