import Kernel

/// Turns the texts of a query string or a form into the JSON values that a schema expects. What does not
/// convert stays text, and the check then says what belongs there.
enum SchemaText {
  static func value(_ text: String, _ schema: Schema) -> JSONValue {
    switch schema.shape {
    case .integer: Int64(text).map { .integer($0) } ?? .string(text)
    case .number: Double(text).flatMap { $0.isFinite ? .number($0) : nil } ?? .string(text)
    case .boolean:
      switch text {
      case "true", "on": .bool(true)
      case "false": .bool(false)
      default: .string(text)
      }
    default: .string(text)
    }
  }
}
