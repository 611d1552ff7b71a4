/// What one check found, in the operator's words.
package struct Finding: Sendable, Equatable, Encodable {
  package enum Level: String, Sendable, Encodable {
    case good
    /// It works, but somebody should look at it.
    case warning
    /// Something will not work.
    case fault
  }

  package var check: String
  package var level: Level
  package var detail: String
  /// What to do; nil when it is good.
  package var remedy: String?

  static func good(_ check: String, _ detail: String) -> Finding {
    Finding(check: check, level: .good, detail: detail, remedy: nil)
  }

  static func warning(_ check: String, _ detail: String, _ remedy: String) -> Finding {
    Finding(check: check, level: .warning, detail: detail, remedy: remedy)
  }

  static func fault(_ check: String, _ detail: String, _ remedy: String) -> Finding {
    Finding(check: check, level: .fault, detail: detail, remedy: remedy)
  }

  /// `ok    disk: 12.3 GB free`, and the remedy on a line of its own.
  package var line: String {
    let mark =
      switch level {
      case .good: "ok   "
      case .warning: "look "
      case .fault: "FAULT"
      }
    return "\(mark)  \(check): \(detail)" + (remedy.map { "\n         -> \($0)" } ?? "")
  }
}
