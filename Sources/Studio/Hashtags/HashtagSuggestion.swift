import Text
package import Web

/// A tag for a post and why.
package struct HashtagSuggestion: Codable, Sendable, Equatable, APIModel {
  /// With its sign.
  package var tag: String
  /// Above zero; only the order means something.
  package var score: Double
  package var reason: String

  package static var schema: Schema {
    .object(
      "HashtagSuggestion", .required("tag", .line(1...140)), .required("score", .number(0...1_000_000)),
      .required("reason", .text(0...500)))
  }
}

extension HashtagSuggestion {
  /// As many as the API promises at most, the best first.
  static func list(_ advice: TagAdvice) -> [HashtagSuggestion] {
    advice.tags.prefix(30).map {
      HashtagSuggestion(tag: String($0.tag.prefix(140)), score: $0.score, reason: String($0.reason.prefix(500)))
    }
  }
}
