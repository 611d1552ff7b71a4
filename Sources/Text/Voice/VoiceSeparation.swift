/// How well scores tell two groups apart, and what a score is worth.
package enum VoiceSeparation {
  /// Chance that one of `own` scores above one of `others`, ties counted half (Mann-Whitney).
  package static func auc(_ own: [Double], _ others: [Double]) -> Double {
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

  /// Means of `size` scores at a time, each score in one bundle, in an order that the seed fixes.
  package static func bundles(_ scores: [Double], of size: Int, seed: UInt64) -> [Double] {
    var random = SeededRandom(seed)
    let mixed = scores.shuffled(using: &random)
    return stride(from: 0, through: mixed.count - size, by: size).map {
      mixed[$0..<$0 + size].reduce(0, +) / Double(size)
    }
  }

  /// The value that `share` of the sorted values lie at or below, to the nearest; 0 of none.
  package static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard let last = sorted.indices.last else { return 0 }
    return sorted[Int((Double(last) * share).rounded())]
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
