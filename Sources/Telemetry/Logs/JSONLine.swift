import Logging

/// Builds one JSON object on one line. Strings are escaped so that no value can begin a new line or
/// move a terminal's cursor.
struct JSONLine {
  private var text = "{"

  var finished: String { text + "}" }

  mutating func add(_ name: String, _ value: String) {
    begin(name)
    append(quoted: value)
  }

  mutating func add(_ name: String, _ value: Logger.MetadataValue) {
    begin(name)
    append(value)
  }

  private mutating func begin(_ name: String) {
    if text.utf8.count > 1 { text += "," }
    append(quoted: name)
    text += ":"
  }

  private mutating func append(_ value: Logger.MetadataValue) {
    switch value {
    case .string(let string): append(quoted: string)
    case .stringConvertible(let other): append(quoted: other.description)
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        append(value)
      }
      text += "]"
    case .dictionary(let values):
      var nested = JSONLine()
      for (name, value) in values.sorted(by: { $0.key < $1.key }) { nested.add(name, value) }
      text += nested.finished
    }
  }

  private mutating func append(quoted value: String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case _
      where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028
        || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
