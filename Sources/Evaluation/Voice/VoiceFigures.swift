import Foundation
import Text

/// Areas under the ROC curve (.5 is chance, 1 is perfect) are means of both ways round unless a way is named.
package struct VoiceFigures: Encodable, Sendable, Equatable {
  package var ways: [Way]
  package var single: Measure
  /// Bundles of posts of one account, judged by the mean of their evidence; nil where a side has too few posts.
  package var bundlesOf5: Measure?
  package var bundlesOf20: Measure?
  /// Expected calibration error of the stated probabilities, both ways together: ten bins of equal width, own and
  /// other posts weighing the same.
  package var calibrationError: Double
  /// Single posts, when each account's 50 most telling content words are taken out before training and judging.
  package var topicRemoved: Double
  package var topicCost: Double

  package struct Measure: Encodable, Sendable, Equatable {
    package var auc: Double
    /// Bootstrap 95 % interval over the later posts of both accounts.
    package var low: Double
    package var high: Double
    /// TF-IDF centroid of character 3-grams on the same posts.
    package var baseline: Double
    package var baselineHigh: Double
  }

  package struct Way: Encodable, Sendable, Equatable {
    package var voice: String
    package var orderedBy: String
    package var trainedOn: Int
    package var ownPosts: Int
    package var otherPosts: Int
    package var single: Double
    package var bundlesOf5: Double?
    package var bundlesOf20: Double?
    package var calibrationError: Double
    package var topicRemoved: Double
    package var trainingSeconds: Double
  }
}

extension VoiceFigures {
  init(_ ways: [VoiceWay], _ bootstrap: Bootstrap, seed: UInt64) {
    self.ways = ways.map { Way($0, seed) }
    single = bootstrap.single
    bundlesOf5 = bootstrap.bundlesOf5
    bundlesOf20 = bootstrap.bundlesOf20
    calibrationError = short(CalibrationError.of(ways.map(\.probabilities)))
    let removed = ways.map { Bootstrap.auc($0.topicRemoved, 1, seed) ?? 0.5 }
    topicRemoved = short(removed.reduce(0, +) / Double(removed.count))
    topicCost = short(single.auc - topicRemoved)
  }
}

extension VoiceFigures.Way {
  init(_ way: VoiceWay, _ seed: UInt64) {
    func auc(_ size: Int) -> Double? { Bootstrap.auc(way.scores, size, seed).map(short) }
    voice = way.account.name
    orderedBy = way.account.orderedBy ?? "the file's order"
    trainedOn = way.account.earlier.count
    ownPosts = way.scores.own.count
    otherPosts = way.scores.other.count
    single = auc(1) ?? 0.5
    bundlesOf5 = auc(5)
    bundlesOf20 = auc(20)
    calibrationError = short(CalibrationError.of([way.probabilities]))
    topicRemoved = short(Bootstrap.auc(way.topicRemoved, 1, seed) ?? 0.5)
    trainingSeconds = short(way.trainingSeconds)
  }
}

/// How far measures vary when the later posts are drawn anew, with replacement.
struct Bootstrap: Sendable {
  let single: VoiceFigures.Measure
  let bundlesOf5: VoiceFigures.Measure?
  let bundlesOf20: VoiceFigures.Measure?

  private static let draws = 400
  /// Orders in which posts are bundled; the area is their mean.
  private static let orders: UInt64 = 20

  init(_ ways: [VoiceWay], seed: UInt64) {
    func measure(_ size: Int) -> VoiceFigures.Measure? {
      guard let auc = Self.mean(ways.map(\.scores), size, seed),
        let baseline = Self.mean(ways.map(\.baseline), size, seed)
      else { return nil }
      let own = Self.interval(ways.map(\.scores), size, seed)
      let other = Self.interval(ways.map(\.baseline), size, seed)
      return VoiceFigures.Measure(
        auc: short(auc), low: short(own.low), high: short(own.high), baseline: short(baseline),
        baselineHigh: short(other.high))
    }
    single =
      measure(1) ?? VoiceFigures.Measure(auc: 0.5, low: 0.5, high: 0.5, baseline: 0.5, baselineHigh: 0.5)
    bundlesOf5 = measure(5)
    bundlesOf20 = measure(20)
  }

  /// Nil where a side has no whole bundle.
  static func auc(_ scores: VoiceWay.Scores, _ size: Int, _ seed: UInt64) -> Double? {
    guard scores.own.count >= size, scores.other.count >= size else { return nil }
    guard size > 1 else { return VoiceSeparation.auc(scores.own, scores.other) }
    let areas = (0..<orders).map { order in
      VoiceSeparation.auc(
        VoiceSeparation.bundles(scores.own, of: size, seed: seed &+ order),
        VoiceSeparation.bundles(scores.other, of: size, seed: seed &+ order))
    }
    return areas.reduce(0, +) / Double(areas.count)
  }

  private static func mean(_ ways: [VoiceWay.Scores], _ size: Int, _ seed: UInt64) -> Double? {
    let areas = ways.compactMap { auc($0, size, seed) }
    return areas.count == ways.count ? areas.reduce(0, +) / Double(areas.count) : nil
  }

  private static func interval(_ ways: [VoiceWay.Scores], _ size: Int, _ seed: UInt64) -> (low: Double, high: Double) {
    var random = SeededRandom(seed)
    let drawn = (0..<draws).map { _ in
      let areas = ways.map { scores -> Double in
        let own = VoiceSeparation.bundles(resampled(scores.own, &random), of: size, seed: random.next())
        let other = VoiceSeparation.bundles(resampled(scores.other, &random), of: size, seed: random.next())
        return VoiceSeparation.auc(own, other)
      }
      return areas.reduce(0, +) / Double(areas.count)
    }.sorted()
    return (VoiceSeparation.quantile(drawn, 0.025), VoiceSeparation.quantile(drawn, 0.975))
  }

  private static func resampled(_ values: [Double], _ random: inout SeededRandom) -> [Double] {
    values.map { _ in values[Int(random.next(upperBound: UInt64(values.count)))] }
  }
}

enum CalibrationError {
  /// Guo et al. 2017: the mean distance between stated probability and share of own posts over ten bins, each weighed
  /// by what lies in it.
  static func of(_ ways: [VoiceWay.Scores]) -> Double {
    var sums = [Double](repeating: 0, count: 10)
    for way in ways {
      for (values, truth) in [(way.own, 1.0), (way.other, 0.0)] {
        for value in values { sums[min(9, Int(value * 10))] += (value - truth) / Double(values.count) }
      }
    }
    return sums.reduce(0) { $0 + abs($1) } / Double(2 * max(1, ways.count))
  }
}

/// Four places.
func short(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
