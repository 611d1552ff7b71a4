import Foundation

/// From a text's readings to one measure, from that to a probability and to points.
struct Calibration: Codable, Sendable, Equatable {
  /// Mean and deviation of each reading over the voice's own held-back posts.
  var scales: [Scale]
  var slope: Double
  var offset: Double
  /// Evidence and the points it is worth, growing.
  var anchors: [Anchor]

  struct Scale: Codable, Sendable, Equatable {
    var mean: Double
    var deviation: Double
  }

  struct Anchor: Codable, Sendable, Equatable {
    var evidence: Double
    var points: Double
  }

  /// The mean of the readings in deviations of the voice's own posts: these lie around 0, strangers' below.
  func evidence(_ readings: [Double]) -> Double { Self.evidence(readings, scales) }

  static func evidence(_ readings: [Double], _ scales: [Scale]) -> Double {
    zip(readings, scales).reduce(0) { $0 + ($1.0 - $1.1.mean) / $1.1.deviation } / Double(max(1, scales.count))
  }

  func probability(_ evidence: Double) -> Double { 1 / (1 + exp(-(slope * evidence + offset))) }

  func points(_ evidence: Double) -> Double {
    guard let first = anchors.first, let last = anchors.last else { return 50 }
    if evidence <= first.evidence { return max(0, first.points - (first.evidence - evidence) * Self.pointsPerUnit) }
    if evidence >= last.evidence { return min(100, last.points + (evidence - last.evidence) * Self.pointsPerUnit) }
    let upper = anchors.firstIndex { $0.evidence > evidence } ?? anchors.count - 1
    let (a, b) = (anchors[upper - 1], anchors[upper])
    return a.points + (b.points - a.points) * (evidence - a.evidence) / max(b.evidence - a.evidence, 1e-9)
  }

  /// Points that one unit of evidence is worth, about, in the middle of the range.
  static let pointsPerUnit = 20.0

  /// Points that one unit of a reading gives or costs.
  func points(ofReading index: Int) -> Double {
    guard scales.indices.contains(index) else { return 0 }
    return Self.pointsPerUnit / (scales[index].deviation * Double(scales.count))
  }
}

extension Calibration {
  /// Both groups weigh the same: the probability is that of a text of which nothing else is known.
  init(scales: [Scale], own: [Double], strangers: [Double]) {
    self.scales = scales
    anchors = Self.anchors(own.sorted(), strangers.sorted())
    (slope, offset) = Self.logistic(own, strangers)
  }

  static func scales(_ readings: [[Double]]) -> [Scale] {
    guard let width = readings.first?.count else { return [] }
    return (0..<width).map { index in
      let values = readings.map { $0[index] }
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      return Scale(mean: mean, deviation: max(0.01, variance.squareRoot()))
    }
  }

  /// Logistic regression of one variable by Newton's method (Platt scaling), with a light pull to zero so that groups
  /// which do not overlap stay finite.
  private static func logistic(_ own: [Double], _ strangers: [Double]) -> (slope: Double, offset: Double) {
    guard !own.isEmpty, !strangers.isEmpty else { return (0, 0) }
    let pull = 0.001
    var (slope, offset) = (0.0, 0.0)
    for _ in 0..<30 {
      var (g0, g1, h00, h01, h11) = (-pull * offset, -pull * slope, pull, 0.0, pull)
      for (group, target) in [(own, 1.0), (strangers, 0.0)] {
        let weight = 1 / Double(group.count)
        for x in group {
          let p = 1 / (1 + exp(-(slope * x + offset)))
          let spread = weight * max(1e-9, p * (1 - p))
          g0 += weight * (target - p)
          g1 += weight * (target - p) * x
          h00 += spread
          h01 += spread * x
          h11 += spread * x * x
        }
      }
      let determinant = h00 * h11 - h01 * h01
      guard determinant > 1e-12 else { break }
      let (stepOffset, stepSlope) = ((h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant)
      offset += min(2, max(-2, stepOffset))
      slope = max(0, slope + min(2, max(-2, stepSlope)))
    }
    return (slope, offset)
  }

  /// The voice's own posts earn 60 to 97 points, strangers' typical ones 30 and less.
  private static func anchors(_ own: [Double], _ strangers: [Double]) -> [Anchor] {
    let wanted = [
      (VoiceSeparation.quantile(strangers, 0.1), 10.0), (VoiceSeparation.quantile(strangers, 0.5), 30.0),
      (VoiceSeparation.quantile(own, 0.1), 60.0), (VoiceSeparation.quantile(own, 0.5), 85.0),
      (VoiceSeparation.quantile(own, 0.9), 97.0),
    ]
    return wanted.reduce(into: []) { anchors, next in
      guard next.0 > (anchors.last?.evidence ?? -.infinity) else { return }
      anchors.append(Anchor(evidence: next.0, points: next.1))
    }
  }
}

/// What evidence the posts of an unknown other account would bear. Real strangers share trade, time and genre with the
/// voice, so they lie nearer to it than neutral posts do. How much nearer was measured over the ordered pairs of nine
/// accounts and authors, none of which is in the neutral posts: half a unit on average, and varying between pairs.
enum Strangers {
  private static let nearer = [0.1, 0.55, 1.0]
  private static let deviation = 0.5
  /// Strangers lie at least so far below the voice on average.
  private static let least = 0.3

  static func evidence(neutral: [Double]) -> [Double] {
    guard !neutral.isEmpty else { return [] }
    let mean = neutral.reduce(0, +) / Double(neutral.count)
    let variance = neutral.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(neutral.count)
    let spread = max(0.05, variance.squareRoot())
    return nearer.flatMap { shift in
      neutral.map { min(mean + shift, -least) + ($0 - mean) / spread * deviation }
    }
  }
}
