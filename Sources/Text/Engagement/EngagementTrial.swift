package import Kernel

/// How well predictions order posts that came later: each is made from the posts before it alone.
package struct EngagementTrial: Sendable, Equatable {
  /// Places of the tested posts in time order.
  package let tested: [EngagementPost]
  /// Logs of lift, one for each tested post.
  package let predicted: [Double]
  package let real: [Double]

  /// The model is made anew every so many posts, from all posts before them.
  static let block = 100

  /// Tests the last `share` (0...1) of the posts. `usesWords` false leaves only the signs: form, moment and level.
  /// Throws `Problem(.invalid)` when the posts before them are too few to learn from.
  package init(_ posts: [EngagementPost], share: Double, usesWords: Bool = true) throws {
    let history = EngagementHistory(posts)
    let count = history.posts.count
    let first = max(0, count - Int((Double(count) * share).rounded()))
    guard first >= EngagementModel.fewestPosts else { throw EngagementModel.tooFew(first) }
    var predicted: [Double] = []
    for start in stride(from: first, to: count, by: Self.block) {
      let model = try EngagementModel(
        EngagementHistory(Array(history.posts[..<start])), zone: 0, usesWords: usesWords)
      predicted += (start..<min(count, start + Self.block)).map { index in
        model.lift(history.posts[index].text, at: history.posts[index].at, index: index, in: history)
      }
    }
    tested = Array(history.posts[first...])
    self.predicted = predicted
    real = (first..<count).map(history.lift)
  }

  /// Spearman's rank correlation of predicted and real lift, in -1...1.
  package var spearman: Double { RankCorrelation.spearman(predicted, real) }
}

/// Spearman's rho: Pearson's correlation of ranks, equal values sharing the mean of their ranks.
package enum RankCorrelation {
  package static func spearman(_ a: [Double], _ b: [Double]) -> Double { pearson(ranks(a), ranks(b)) }

  private static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
      for place in start...end { ranks[order[place]] = Double(start + end) / 2 }
      start = end + 1
    }
    return ranks
  }

  private static func pearson(_ a: [Double], _ b: [Double]) -> Double {
    let count = Double(max(a.count, 1))
    let (meanA, meanB) = (a.reduce(0, +) / count, b.reduce(0, +) / count)
    var (product, squareA, squareB) = (0.0, 0.0, 0.0)
    for (x, y) in zip(a, b) {
      product += (x - meanA) * (y - meanB)
      squareA += (x - meanA) * (x - meanA)
      squareB += (y - meanB) * (y - meanB)
    }
    let both = (squareA * squareB).squareRoot()
    return both > 0 ? product / both : 0
  }
}
