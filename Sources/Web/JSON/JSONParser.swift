/// Reads RFC 8259 strictly: no comments, no duplicate names, no lone surrogates, valid UTF-8 only, and a
/// depth of at most 64, so that hostile nesting cannot exhaust the stack.
package struct JSONParser {
  package struct SyntaxError: Error, Equatable {
    /// Bytes before the fault.
    package var offset: Int
    package var message: String
  }

  private static let maxDepth = 64
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  package static func parse(_ bytes: [UInt8]) throws(SyntaxError) -> JSONValue {
    var parser = JSONParser(bytes)
    let value = try parser.value()
    parser.skipBlanks()
    if parser.position < bytes.count { throw parser.fault("There is text after the end of the JSON value.") }
    return value
  }

  private func fault(_ message: String) -> SyntaxError { SyntaxError(offset: position, message: message) }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func value() throws(SyntaxError) -> JSONValue {
    skipBlanks()
    guard let byte = next else { throw fault("The JSON ends too early.") }
    switch byte {
    case UInt8(ascii: "{"): return try nested { parser throws(SyntaxError) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(SyntaxError) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw fault("This is not a JSON value.")
    }
  }

  private mutating func nested(
    _ read: (inout JSONParser) throws(SyntaxError) -> JSONValue
  ) throws(SyntaxError) -> JSONValue {
    guard depth < Self.maxDepth else { throw fault("The JSON is nested more than \(Self.maxDepth) levels deep.") }
    depth += 1
    position += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func object() throws(SyntaxError) -> JSONValue {
    var members: [JSONMember] = []
    var names = Set<String>()
    skipBlanks()
    if take("}") { return .object([]) }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw fault("A member name in double quotes belongs here.") }
      let name = try string()
      guard names.insert(name).inserted else { throw fault("The member \"\(name.prefix(60))\" is there twice.") }
      skipBlanks()
      guard take(":") else { throw fault("A colon belongs here.") }
      members.append(JSONMember(name, try value()))
      skipBlanks()
      if take("}") { return .object(members) }
      guard take(",") else { throw fault("A comma or a closing brace belongs here.") }
    }
  }

  private mutating func array() throws(SyntaxError) -> JSONValue {
    var items: [JSONValue] = []
    skipBlanks()
    if take("]") { return .array([]) }
    while true {
      items.append(try value())
      skipBlanks()
      if take("]") { return .array(items) }
      guard take(",") else { throw fault("A comma or a closing bracket belongs here.") }
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func word(_ text: StaticString, _ value: JSONValue) throws(SyntaxError) -> JSONValue {
    let matches = text.withUTF8Buffer { bytes[position...].starts(with: $0) }
    guard matches else { throw fault("This is not a JSON value.") }
    position += text.utf8CodeUnitCount
    return value
  }
}

extension JSONParser {
  private mutating func number() throws(SyntaxError) -> JSONValue {
    let start = position
    _ = take("-")
    guard let first = next, isDigit(first) else { throw fault("A digit belongs here.") }
    position += 1
    if first != UInt8(ascii: "0") { skipDigits() }
    var isWhole = true
    if take(".") {
      isWhole = false
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      isWhole = false
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int64(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else { throw fault("This number is too large.") }
    return .number(number)
  }

  private mutating func digits() throws(SyntaxError) {
    guard let byte = next, isDigit(byte) else { throw fault("A digit belongs here.") }
    skipDigits()
  }

  private mutating func skipDigits() { while let byte = next, isDigit(byte) { position += 1 } }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private mutating func string() throws(SyntaxError) -> String {
    position += 1
    let start = position
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        let text = try decoded(bytes[start..<position])
        position += 1
        return text
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20: throw fault("A control character in a text must be written as an escape.")
      default: position += 1
      }
    }
    throw fault("The text is not closed.")
  }

  private func decoded(_ slice: some Collection<UInt8>) throws(SyntaxError) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else { throw fault("The text is not valid UTF-8.") }
    return text
  }

  private mutating func escapedString(from start: Int) throws(SyntaxError) -> String {
    var text = Array(bytes[start..<position])
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return try decoded(text)
      case UInt8(ascii: "\\"): text += try escape()
      case 0..<0x20: throw fault("A control character in a text must be written as an escape.")
      default: text.append(byte)
      }
    }
    throw fault("The text is not closed.")
  }

  private mutating func escape() throws(SyntaxError) -> [UInt8] {
    guard let byte = next else { throw fault("The text is not closed.") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw fault("There is no escape \\\(Character(Unicode.Scalar(byte))) in JSON.")
    }
  }

  private mutating func unicodeEscape() throws(SyntaxError) -> [UInt8] {
    let high = try hexUnit()
    var scalar = UInt32(high)
    if (0xD800...0xDBFF).contains(high) {
      guard take("\\"), take("u") else { throw fault("Half of a surrogate pair is missing.") }
      let low = try hexUnit()
      guard (0xDC00...0xDFFF).contains(low) else { throw fault("Half of a surrogate pair is missing.") }
      scalar = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
    }
    guard let value = Unicode.Scalar(scalar) else { throw fault("Half of a surrogate pair is missing.") }
    return Array(String(value).utf8)
  }

  private mutating func hexUnit() throws(SyntaxError) -> UInt16 {
    guard position + 4 <= bytes.count else { throw fault("Four hexadecimal digits belong here.") }
    var unit: UInt16 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault("Four hexadecimal digits belong here.")
      }
      unit = unit << 4 | UInt16(digit)
    }
    position += 4
    return unit
  }
}
