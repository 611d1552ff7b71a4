import Foundation

/// Learns from posts which tags fit a text, and how much each sign of it counts.
package struct TagRanker: Sendable {
  let index: TagIndex
  let weights: TagWeights

  /// From this many tagged posts on, the weights are learnt from them; below, the usual ones hold.
  static let fewestToLearn = 300
  private static let mostLessons = 2_500

  /// Same posts in the same order, same ranker. Posts without tags teach nothing.
  package init(_ posts: [TaggedPost]) {
    let tagged = posts.filter { !$0.tags.isEmpty }
    let texts = tagged.map { GramText($0.text) }
    let keys = tagged.map { Array(Set($0.tags.map(TaggedPost.key))).sorted() }
    weights = Self.learnt(texts, keys)
    index = TagIndex(texts, keys)
  }

  /// Every sixth post, or fewer, is held back from an index and asked for its tags; of small histories each post once.
  private static func learnt(_ texts: [GramText], _ keys: [[String]]) -> TagWeights {
    guard texts.count >= fewestToLearn else { return .usual }
    let stride = max(6, texts.count / mostLessons)
    let folds = min(stride, max(1, mostLessons * stride / texts.count))
    return TagWeights.learn((0..<folds).flatMap { lessons(texts, keys, $0, stride) }, from: .usual)
  }

  private static func lessons(
    _ texts: [GramText], _ keys: [[String]], _ fold: Int, _ stride: Int
  ) -> [TagWeights.Lesson] {
    let kept = texts.indices.filter { $0 % stride != fold }
    let index = TagIndex(kept.map { texts[$0] }, kept.map { keys[$0] })
    return texts.indices.filter { $0 % stride == fold }.map { post in
      let candidates = index.candidates(texts[post], index.scores(texts[post]))
      let right = candidates.indices.filter { keys[post].contains(candidates[$0].key) }
      return TagWeights.Lesson(figures: candidates.map(\.figures), right: right)
    }
  }

  /// Keys of the tags that fit best, the best first.
  package func tags(for text: String, count: Int) -> [String] {
    ranked(GramText(text)).prefix(count).map(\.candidate.key)
  }

  /// Keys of the tags that the 20 nearest posts in letter sequences carry, by the sum of their likeness: the plain
  /// method that a ranking must beat.
  package func nearestTags(for text: String, count: Int) -> [String] {
    Largest(count, of: index.scores(GramText(text))[.nearLetters]).places.map { index.tags[$0] }
  }

  func ranked(_ text: GramText, neighbours: [TagIndex.Neighbour] = []) -> [(candidate: TagCandidate, score: Double)] {
    index.candidates(text, index.scores(text, neighbours: neighbours))
      .map { ($0, weights.score($0.figures)) }
      .sorted { ($1.1, $0.0.key) < ($0.1, $1.0.key) }
  }
}

extension TagWeights {
  /// The mean of what two very unlike sets of posts taught; docs/quality/hashtags.md says which. Three for each
  /// channel, then the rest of `TagIndex.figureNames`.
  static let usual = TagWeights(
    [
      [-0.04, 0.10, 0.08], [0.06, 0.41, 0.16], [-0.27, 0.06, 0.31], [-0.13, 0.23, 0.14], [0.54, 0.26, 0.19],
      [0.07, 0.11, 0.09], [0.91, -0.04, 0.23], [-0.15, 0.01, 0.11], [0.03, 0.13, -0.01],
      [0.24, 0.54, -0.14, 0.58, 1.08],
    ].flatMap(\.self))
}
