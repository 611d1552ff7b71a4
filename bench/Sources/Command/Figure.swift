import Foundation

/// One measured number, and how it stands to what it is held against.
struct Figure {
  var name: String
  var value: Double
  var unit: String
  var against: String
  var ratio: Double
  var goal: Goal

  init(_ name: String, _ value: Double, _ unit: String, against: String, ratio: Double, goal: Goal) {
    self.name = name
    self.value = value
    self.unit = unit
    self.against = against
    self.ratio = ratio
    self.goal = goal
  }

  /// A figure that is held against its goal alone.
  init(_ name: String, _ value: Double, _ unit: String, atMost limit: Double, _ condition: String) {
    self.init(
      name, value, unit, against: "\(limit.short) \(unit), \(condition)", ratio: value / limit,
      goal: .ratioAtMost(1))
  }
}

enum Goal {
  case ratioAtLeast(Double)
  case ratioAtMost(Double)
  case none

  func verdict(_ ratio: Double) -> String {
    switch self {
    case .ratioAtLeast(let least): "goal: ratio at least \(least.short): \(ratio >= least ? "met" : "MISSED")"
    case .ratioAtMost(let most): "goal: ratio at most \(most.short): \(ratio <= most ? "met" : "MISSED")"
    case .none: "no goal: reported only"
    }
  }
}

/// Measures figures that belong together, in one run.
protocol Measurement: Sendable {
  var figures: [String] { get }

  /// Throws when one of them could not be measured. A goal that is missed is no error.
  func run(_ wanted: Set<String>) async throws -> [Figure]
}

enum Report {
  /// `{"name":…,"value":…,"unit":…,"against":…,"ratio":…}` on standard output, the goal on standard error.
  static func figure(_ figure: Figure) {
    let line =
      #"{"name":"\#(figure.name)","value":\#(figure.value.short),"unit":"\#(figure.unit)","#
      + #""against":"\#(figure.against)","ratio":\#(figure.ratio.short)}"#
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
    note("\(figure.name): \(figure.goal.verdict(figure.ratio))")
  }

  static func note(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}

extension Double {
  /// Three decimals at most.
  var short: String {
    let rounded = (self * 1000).rounded() / 1000
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }
}

extension [Double] {
  var median: Double { quantile(0.5) }

  /// The nearest rank; 0 when there is none.
  func quantile(_ share: Double) -> Double {
    isEmpty ? 0 : sorted()[Swift.min(count - 1, Int((Double(count) * share).rounded(.up)) - 1)]
  }
}
