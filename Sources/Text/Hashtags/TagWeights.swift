import Foundation

/// What each figure of a candidate weighs, learnt so that the tags a post really carried come first: the negative log
/// of the softmax over a post's candidates is least, plus a penalty on leaving the usual weights. By Newton's method.
struct TagWeights: Codable, Sendable, Equatable {
  private(set) var values: [Double]

  init(_ values: [Double]) { self.values = values }

  func score(_ figures: [Float]) -> Double {
    var sum = 0.0
    for (weight, figure) in zip(values, figures) { sum += weight * Double(figure) }
    return sum
  }

  /// Candidates of one post; `right` are the places of those that it carried.
  struct Lesson: Sendable {
    var figures: [[Float]]
    var right: [Int]
  }

  /// `penalty` is per lesson-free unit: the more lessons, the less it counts.
  static func learn(_ lessons: [Lesson], from usual: TagWeights, penalty: Double = 8, rounds: Int = 12) -> TagWeights {
    let lessons = lessons.filter { !$0.right.isEmpty }
    guard !lessons.isEmpty else { return usual }
    var weights = usual
    var slope = Slope(lessons, weights, usual, penalty)
    for _ in 0..<rounds {
      let step = slope.step()
      var factor = 1.0
      var next = weights.moved(step, factor)
      var after = Slope(lessons, next, usual, penalty)
      while after.loss > slope.loss, factor > 0.01 {
        factor /= 2
        next = weights.moved(step, factor)
        after = Slope(lessons, next, usual, penalty)
      }
      guard after.loss < slope.loss else { break }
      let gain = slope.loss - after.loss
      (weights, slope) = (next, after)
      if gain < 1e-4 * Double(lessons.count) { break }
    }
    return weights
  }

  private func moved(_ step: [Double], _ factor: Double) -> TagWeights {
    TagWeights(zip(values, step).map { $0 - factor * $1 })
  }

  /// Loss with its first and second derivatives at some weights.
  private struct Slope {
    var loss = 0.0
    private var first: [Double]
    private var second: [Double]
    private let size: Int

    init(_ lessons: [Lesson], _ weights: TagWeights, _ usual: TagWeights, _ penalty: Double) {
      size = weights.values.count
      first = []
      second = [Double](repeating: 0, count: size * size)
      for place in 0..<size {
        let away = weights.values[place] - usual.values[place]
        loss += penalty * away * away / 2
        first.append(penalty * away)
        second[place * size + place] = penalty
      }
      for lesson in lessons { add(lesson, weights) }
    }

    private mutating func add(_ lesson: Lesson, _ weights: TagWeights) {
      let scores = lesson.figures.map(weights.score)
      let top = scores.max() ?? 0
      let raised = scores.map { exp($0 - top) }
      let total = raised.reduce(0, +)
      var mean = [Double](repeating: 0, count: size)
      for (figures, raised) in zip(lesson.figures, raised) {
        let chance = raised / total
        guard chance > 1e-7 else { continue }
        for place in 0..<size { mean[place] += chance * Double(figures[place]) }
        for row in 0..<size {
          let factor = chance * Double(figures[row])
          if factor != 0 { for column in 0...row { second[row * size + column] += factor * Double(figures[column]) } }
        }
      }
      for row in 0..<size {
        first[row] += mean[row]
        for column in 0...row { second[row * size + column] -= mean[row] * mean[column] }
      }
      for right in lesson.right {
        loss -= (scores[right] - top - log(total)) / Double(lesson.right.count)
        for place in 0..<size { first[place] -= Double(lesson.figures[right][place]) / Double(lesson.right.count) }
      }
    }

    /// Solves second * step = first by Cholesky's decomposition.
    func step() -> [Double] {
      var lower = second
      for row in 0..<size {
        for column in 0...row {
          var sum = lower[row * size + column]
          for k in 0..<column { sum -= lower[row * size + k] * lower[column * size + k] }
          lower[row * size + column] =
            row == column ? max(sum, 1e-9).squareRoot() : sum / lower[column * size + column]
        }
      }
      var solved = first
      for row in 0..<size {
        for column in 0..<row { solved[row] -= lower[row * size + column] * solved[column] }
        solved[row] /= lower[row * size + row]
      }
      for row in (0..<size).reversed() {
        for below in (row + 1)..<max(size, row + 1) { solved[row] -= lower[below * size + row] * solved[below] }
        solved[row] /= lower[row * size + row]
      }
      return solved
    }
  }
}
