import Yams

/// A value of a suite's `expected`, or what came out in its place.
package indirect enum SuiteValue: Sendable, Equatable, Encodable {
  case null, bool(Bool), int(Int), string(String), list([SuiteValue]), map([String: SuiteValue])

  /// Plain scalars by YAML's core schema (and `yes`, `no` of YAML 1.1, which twitter-text's files are written in);
  /// quoted ones are strings.
  init(_ node: Node) {
    switch node {
    case .mapping(let mapping):
      self = .map(
        Dictionary(mapping.map { ($0.key.string ?? "", SuiteValue($0.value)) }, uniquingKeysWith: { $1 }))
    case .sequence(let sequence): self = .list(sequence.map { SuiteValue($0) })
    case .scalar(let scalar): self = scalar.style == .plain ? Self.plain(scalar.string) : .string(scalar.string)
    default: self = .null
    }
  }

  private static func plain(_ text: String) -> SuiteValue {
    switch text.lowercased() {
    case "", "~", "null": .null
    case "true", "yes", "on": .bool(true)
    case "false", "no", "off": .bool(false)
    default: Int(text).map(SuiteValue.int) ?? .string(text)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var single = encoder.singleValueContainer()
    switch self {
    case .null: try single.encodeNil()
    case .bool(let value): try single.encode(value)
    case .int(let value): try single.encode(value)
    case .string(let value): try single.encode(value)
    case .list(let values): try single.encode(values)
    case .map(let values): try single.encode(values)
    }
  }
}
