/// A tree as lines with two spaces for each level, for files that people compare. Order is kept.
package enum JSONText {
  package static func lines(_ value: JSONValue) -> String { text(value, "") + "\n" }

  private static func text(_ value: JSONValue, _ indent: String) -> String {
    switch value {
    case .object(let members) where !members.isEmpty:
      block(members.map { scalar(.string($0.name)) + ": " + text($0.value, indent + "  ") }, "{", "}", indent)
    case .array(let items) where !items.isEmpty && !items.allSatisfy(isScalar):
      block(items.map { text($0, indent + "  ") }, "[", "]", indent)
    default: scalar(value)
    }
  }

  private static func block(_ parts: [String], _ open: String, _ close: String, _ indent: String) -> String {
    open + "\n" + parts.map { indent + "  " + $0 }.joined(separator: ",\n") + "\n" + indent + close
  }

  private static func isScalar(_ value: JSONValue) -> Bool {
    switch value {
    case .object, .array: false
    default: true
    }
  }

  private static func scalar(_ value: JSONValue) -> String { String(decoding: JSONBytes.encode(value), as: UTF8.self) }
}
