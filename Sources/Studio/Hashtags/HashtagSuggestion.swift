import Foundation
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

/// Ranks the tags that a brand has used before for a new text: those of earlier posts that speak of the same things
/// first. A tag that the brand has never used is never suggested here.
package enum HashtagHistory {
  package static func suggest(for text: String, from posts: [String], count: Int) -> [HashtagSuggestion] {
    let wanted = words(text)
    var uses: [String: Uses] = [:]
    for post in posts { note(post, wanted, &uses) }
    let ranked = uses.map { key, uses in uses.suggestion(key) }
      .sorted { ($0.score, $1.tag) > ($1.score, $0.tag) }
    return Array(ranked.prefix(max(0, count)))
  }

  private struct Uses {
    /// Spelling -> how often.
    var spellings: [String: Int] = [:]
    var posts = 0
    var alike = 0
    var shared: [String: Int] = [:]

    func suggestion(_ key: String) -> HashtagSuggestion {
      let spelling = spellings.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? key
      let score = Double(alike) / Double(posts + 2) * 10 + log2(Double(posts) + 1) / 10
      return HashtagSuggestion(tag: "#" + spelling, score: (score * 1_000).rounded() / 1_000, reason: reason)
    }

    private var reason: String {
      let often = "The brand used it in \(posts) post\(posts == 1 ? "" : "s")"
      guard alike > 0 else { return often + "." }
      let terms = shared.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(3).map(\.key)
      return often + "; \(alike) of them speak of \(terms.joined(separator: ", "))."
    }
  }

  private static func note(_ post: String, _ wanted: Set<String>, _ uses: inout [String: Uses]) {
    let tags = Entities.extract(post).filter { $0.kind == .hashtag }
    guard !tags.isEmpty else { return }
    let shared = words(post).intersection(wanted)
    for tag in Set(tags.map(\.value)) {
      var entry = uses[tag.lowercased()] ?? Uses()
      entry.spellings[tag, default: 0] += 1
      entry.posts += 1
      if !shared.isEmpty { entry.alike += 1 }
      for word in shared { entry.shared[word, default: 0] += 1 }
      uses[tag.lowercased()] = entry
    }
  }

  private static func words(_ text: String) -> Set<String> {
    Set(Words.split(text).map { quote($0, text).lowercased() }.filter { $0.count > 3 })
  }
}
