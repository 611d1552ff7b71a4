import Foundation

/// What the account's own posts say of one tag for one text.
struct TagEvidence: Sendable {
  private(set) var posts = 0
  /// Posts that share a telling word with the text.
  private(set) var alike = 0
  private var shared: [String: Int] = [:]
  private(set) var last: Date?
  /// Uses in the last 60 days, and in the year before them.
  private(set) var recent = 0
  private(set) var before = 0
  private var lifts: [Double] = []

  init(_ key: String, _ words: Set<String>, in all: [Told], now: Date) {
    for post in all where post.keys.contains(key) {
      posts += 1
      let common = post.words.intersection(words)
      if !common.isEmpty { alike += 1 }
      for word in common { shared[word, default: 0] += 1 }
      if let lift = post.lift, lift > 0 { lifts.append(log(lift)) }
      guard let at = post.at else { continue }
      last = max(last ?? at, at)
      let days = now.timeIntervalSince(at) / 86_400
      if days < 60 { recent += 1 } else if days < 425 { before += 1 }
    }
  }

  /// A post with its words and tags made ready.
  struct Told: Sendable {
    var keys: Set<String>
    var words: Set<String>
    var at: Date?
    var lift: Double?

    init(_ post: TaggedPost) {
      keys = Set(post.tags.map(TaggedPost.key))
      words = TagEvidence.words(post.text)
      at = post.at
      lift = post.lift
    }
  }

  /// Words of four letters or more that say what a text is about.
  static func words(_ text: String) -> Set<String> {
    Set(WordText(text).words.filter { $0.count > 3 && !empty.contains($0) })
  }

  /// Mean of the logs of lift, drawn towards 0 as if four usual posts stood beside them; nil under three posts.
  var measured: Double? { lifts.count < 3 ? nil : lifts.reduce(0, +) / Double(lifts.count + 4) }

  /// Used more often of late than before, or not for more than a year.
  func freshness(_ now: Date) -> (points: Double, words: String)? {
    guard let last else { return nil }
    let days = Int(now.timeIntervalSince(last) / 86_400)
    if days > 365 { return (-0.5, "Not used for \(days / 30) months.") }
    if recent >= 2, Double(recent) / 60 > 2 * Double(before) / 365 {
      return (0.3, "Used more of late: \(recent) times in 60 days.")
    }
    return nil
  }

  /// How it was used, and which of the text's words those posts share.
  var usage: String {
    let often = "The brand used it in \(posts) post\(posts == 1 ? "" : "s")"
    guard alike > 0 else { return often + "." }
    let terms = shared.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map(\.key)
    return often + "; \(alike) of them speak\(alike == 1 ? "s" : "") of \(terms.joined(separator: ", "))."
  }

  /// How posts with it did, when at least three were counted.
  var results: String? {
    guard let measured else { return nil }
    let times = (exp(lifts.reduce(0, +) / Double(lifts.count)) * 10).rounded() / 10
    guard abs(measured) >= 0.1 else { return "Posts with it did as usual (\(lifts.count) counted)." }
    return "Posts with it did \(times) times as well as usual (\(lifts.count) counted)."
  }

  private static let empty: Set<String> = [
    "this", "that", "with", "from", "your", "have", "will", "they", "them", "then", "than", "what", "when", "where",
    "which", "were", "been", "being", "their", "there", "these", "those", "here", "into", "more", "most", "some",
    "such", "very", "just", "also", "only", "over", "about", "after", "before", "because", "would", "could", "should",
    "does",
    "doing", "don't", "it's", "we're", "you're", "ours", "yours", "each", "every", "much", "many", "must", "like",
  ]
}
