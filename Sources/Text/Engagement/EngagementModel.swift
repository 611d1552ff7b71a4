package import Foundation
package import Kernel

/// What a post may expect, learnt from the earlier posts of one account: ridge regression of the log of lift (what a
/// post got over the median of the 50 before it) on its signs, words, pairs of words and letter sequences.
package struct EngagementModel: Sendable {
  package static let fewestPosts = 50
  /// Lifts beyond e^2.5 (12 times as usual, or a twelfth) count as that: one viral post shall not rule.
  static let cap = 2.5
  private static let penalty: Float = 2
  private static let signScale: Float = 0.15
  static let letterLengths = 2...4

  let history: EngagementHistory
  private let zone: Int
  private let scale: SignScale
  private let words: TermWeights
  private let letters: TermWeights
  private let ridge: Ridge

  /// `zone` is what the audience's clock is ahead of UTC, in seconds.
  /// Throws `Problem(.invalid)` in words when the history is too short to learn from.
  package init(_ posts: [EngagementPost], zone: Int = 0) throws {
    try self.init(EngagementHistory(posts), zone: zone)
  }

  init(_ history: EngagementHistory, zone: Int, usesWords: Bool = true) throws {
    let count = history.posts.count
    guard count >= Self.fewestPosts else { throw Self.tooFew(count) }
    self.history = history
    self.zone = zone
    // The first posts have too few before them to say what is usual.
    let lessons = Array(min(20, count / 5)..<count)
    let texts = lessons.map { GramText(history.posts[$0].text, keepsSigns: true) }
    let wordCounts = texts.map { BucketCounts($0.wordBuckets()) }
    let letterCounts = texts.map { BucketCounts($0.letterBuckets(Self.letterLengths)) }
    let never = usesWords ? 2 : Int.max
    words = TermWeights(wordCounts, fewest: never)
    letters = TermWeights(letterCounts, fewest: never)
    let signs = lessons.map {
      EngagementSigns(history.posts[$0].text, at: history.posts[$0].at, index: $0, in: history, zone: zone).figures
    }
    scale = SignScale(signs)
    let rows = zip(signs, zip(wordCounts, letterCounts)).map { [scale, words, letters] in
      Self.row(scale.scaled($0), words.row($1.0), letters.row($1.1))
    }
    let lifts = lessons.map { Float(min(Self.cap, max(-Self.cap, history.lift($0)))) }
    ridge = Ridge(rows, lifts, places: Self.places, penalty: Self.penalty)
  }

  static func tooFew(_ count: Int) -> Problem {
    Problem.invalid(
      "/posts", "A prediction needs at least \(fewestPosts) published posts with their counts; there are \(count).")
  }

  private static let places = EngagementSigns.names.count + 2 * GramText.buckets

  private static func row(_ signs: [Double], _ words: SparseRow, _ letters: SparseRow) -> SparseRow {
    let offset = Int32(EngagementSigns.names.count)
    var row = SparseRow()
    for (place, sign) in signs.enumerated() { row.append(Int32(place), Float(sign) * signScale) }
    row.append(words, from: offset)
    row.append(letters, from: offset + Int32(GramText.buckets))
    return row
  }

  /// Expected log of lift for a post at the end of the history.
  package func lift(_ text: String, at: Date) -> Double {
    lift(text, at: at, index: history.posts.count, in: history)
  }

  /// Share of the account's last 200 posts whose real log of lift lay below this one, in 0...1.
  package func standing(_ lift: Double) -> Double {
    let recent = max(1, history.posts.count - 200)..<history.posts.count
    return Double(recent.count { history.lift($0) < lift }) / Double(recent.count)
  }

  /// The same at another place of a longer history, whose earlier posts are known by then.
  func lift(_ text: String, at: Date, index: Int, in history: EngagementHistory) -> Double {
    Double(ridge.predict(row(text, at: at, index: index, in: history)))
  }

  private func row(_ text: String, at: Date, index: Int, in history: EngagementHistory) -> SparseRow {
    let grams = GramText(text, keepsSigns: true)
    let signs = EngagementSigns(text, at: at, index: index, in: history, zone: zone).figures
    return Self.row(
      scale.scaled(signs), words.row(BucketCounts(grams.wordBuckets())),
      letters.row(BucketCounts(grams.letterBuckets(Self.letterLengths))))
  }

  /// What each place of the text's row gives.
  func contributions(_ text: String, at: Date) -> EngagementContributions {
    EngagementContributions(
      row: row(text, at: at, index: history.posts.count, in: history), weights: ridge.weights)
  }
}

/// Makes every sign of mean 0 and deviation 1 over the posts that were learnt from.
struct SignScale: Sendable {
  private let means: [Double]
  private let deviations: [Double]

  init(_ rows: [[Double]]) {
    let count = Double(max(rows.count, 1))
    let width = rows.first?.count ?? 0
    let means = (0..<width).map { place in rows.reduce(0) { $0 + $1[place] } / count }
    deviations = (0..<width).map { place in
      let square = rows.reduce(0) { $0 + ($1[place] - means[place]) * ($1[place] - means[place]) }
      return max((square / count).squareRoot(), 1e-9)
    }
    self.means = means
  }

  /// A sign that never varied says nothing; one far outside of what was seen counts as six deviations.
  func scaled(_ figures: [Double]) -> [Double] {
    figures.indices.map { place in
      guard deviations[place] > 1e-6 else { return 0 }
      return min(6, max(-6, (figures[place] - means[place]) / deviations[place]))
    }
  }
}
