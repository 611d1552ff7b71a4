import Foundation

/// How well scores tell two groups apart, and what a score is worth.
enum Separation {
  /// Chance that one of `own` scores above one of `others`, ties counted half (Mann-Whitney).
  static func auc(_ own: [Double], _ others: [Double]) -> Double {
    guard !own.isEmpty, !others.isEmpty else { return 0.5 }
    let sorted = others.sorted()
    let wins = own.reduce(0.0) { $0 + Double(below($1, sorted)) + 0.5 * Double(equal($1, sorted)) }
    return wins / (Double(own.count) * Double(others.count))
  }

  private static func below(_ value: Double, _ sorted: [Double]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func equal(_ value: Double, _ sorted: [Double]) -> Int {
    sorted[below(value, sorted)...].prefix { $0 == value }.count
  }

  /// Means of five scores at a time, in an order that the seed fixes.
  static func bundles(_ scores: [Double], _ seed: UInt64) -> [Double] {
    var random = SeededRandom(seed)
    let mixed = scores.shuffled(using: &random)
    return stride(from: 0, to: mixed.count - 4, by: 5).map { mixed[$0..<$0 + 5].reduce(0, +) / 5 }
  }

  /// Logistic regression of one variable, both groups weighing the same (Platt scaling).
  static func calibration(_ own: [Double], _ others: [Double]) -> StyleModel.Calibration {
    let anchors = anchors(own.sorted(), others.sorted())
    guard !own.isEmpty, !others.isEmpty else { return .init(slope: 0, offset: 0, anchors: anchors) }
    let middle = (mean(own) + mean(others)) / 2
    let spread = max(0.05, deviation(own + others))
    var (slope, offset) = (1.0, 0.0)
    for _ in 0..<200 {
      var (slopeStep, offsetStep) = (0.0, 0.0)
      for (group, target) in [(own, 1.0), (others, 0.0)] {
        for raw in group {
          let x = (raw - middle) / spread
          let error = (target - 1 / (1 + exp(-(slope * x + offset)))) / Double(group.count)
          slopeStep += error * x
          offsetStep += error
        }
      }
      slope = min(8, max(0, slope + slopeStep))
      offset += offsetStep
    }
    return .init(slope: slope / spread, offset: offset - slope * middle / spread, anchors: anchors)
  }

  /// The voice's own posts earn 60 to 95 points, strangers' typical ones 25 and less.
  private static func anchors(_ own: [Double], _ others: [Double]) -> [StyleModel.Calibration.Anchor] {
    let wanted = [
      (quantile(others, 0.1), 10.0), (quantile(others, 0.5), 30.0), (quantile(own, 0.1), 60.0),
      (quantile(own, 0.5), 85.0), (quantile(own, 0.9), 97.0),
    ]
    var result: [StyleModel.Calibration.Anchor] = []
    for (raw, points) in wanted where raw > (result.last?.raw ?? -.infinity) {
      result.append(.init(raw: raw, points: points))
    }
    return result
  }

  static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard let last = sorted.indices.last else { return 0 }
    return sorted[Int((Double(last) * share).rounded())]
  }

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }

  private static func deviation(_ values: [Double]) -> Double {
    let average = mean(values)
    return (values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(max(1, values.count))).squareRoot()
  }
}

/// SplitMix64: small, quick, and the same everywhere.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(_ seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
