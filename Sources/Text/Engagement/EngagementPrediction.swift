package import Foundation

/// What a post may expect against the account's usual, and what it comes from.
package struct EngagementPrediction: Codable, Sendable, Equatable {
  /// Times the median of the last 50 posts; 1 is as usual.
  package var lift: Double
  /// What the median stands for, as a count.
  package var usual: Double
  /// Share of the account's last 200 posts that did worse than this is expected to do, in 0...1.
  package var standing: Double
  /// Posts that it was learnt from.
  package var posts: Int
  /// Strongest first.
  package var reasons: [Reason]

  package struct Reason: Codable, Sendable, Equatable {
    package var words: String
    /// Factor on the lift: 1.2 is a fifth more, 0.8 a fifth less.
    package var factor: Double
    package var span: Span?
  }
}

extension EngagementModel {
  /// Same text, moment and history, same prediction. Without a moment, that of a day after the last post is taken, and
  /// neither hour nor weekday are given as reasons.
  package func predict(_ text: String, at planned: Date? = nil) -> EngagementPrediction {
    let at = planned ?? (history.posts.last?.at ?? Date(timeIntervalSince1970: 0)).addingTimeInterval(86_400)
    let parts = contributions(text, at: at)
    let reasons = (Self.groups(parts.signs) + Self.words(text, parts))
      .filter { abs($0.lift) >= 0.02 && (planned != nil || !Self.ofMoment.contains($0.words)) }
      .sorted { (abs($1.lift), $0.words) < (abs($0.lift), $1.words) }
      .prefix(6)
    let expected = lift(text, at: at)
    return EngagementPrediction(
      lift: Self.rounded(exp(expected)),
      usual: (exp(history.usual[history.posts.count]) - 1).rounded(),
      standing: Self.rounded(standing(expected)), posts: history.posts.count,
      reasons: reasons.map {
        EngagementPrediction.Reason(words: $0.words, factor: Self.rounded(exp($0.lift)), span: $0.span)
      })
  }

  private static let ofMoment: Set = ["the hour", "the weekday", "how often the account posts"]

  private typealias Part = (words: String, lift: Double, span: Span?)

  /// Signs that mean one thing to a reader are told as one.
  private static func groups(_ signs: [(name: String, lift: Double)]) -> [Part] {
    var sums: [String: Double] = [:]
    for sign in signs { sums[group(sign.name), default: 0] += sign.lift }
    return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value, nil) }
  }

  private static func group(_ name: String) -> String {
    switch name {
    case "length", "length squared", "words", "a cut end": "its length"
    case "a link", "links", "a link at the end": "its links"
    case "hashtags": "its hashtags"
    case "mentions", "a mention first", "a repost": "whom it mentions"
    case "an exclamation mark", "exclamation marks", "capitals": "its loudness"
    case "a question": "whether it asks"
    case "a quotation": "whether it quotes"
    case "a number": "whether it has a number"
    case "a picture or film": "its picture or film"
    case _ where name.hasPrefix("hour"): "the hour"
    case "the time since the last post", "the posts of the last day": "how often the account posts"
    case _ where name.hasSuffix("day"): "the weekday"
    default: "how the last posts did"
    }
  }

  private static func words(_ text: String, _ parts: EngagementContributions) -> [Part] {
    let scalars = Scalars(text)
    return Tokens.split(scalars)
      .filter { [.word, .hashtag, .mention, .number].contains($0.kind) && $0.span.range.count > 2 }
      .map { token in
        let word = scalars.string(token.span)
        return ("“\(word)”", parts.word(word), token.span)
      }
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
