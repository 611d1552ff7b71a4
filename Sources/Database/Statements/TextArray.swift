/// Postgres's text form of a one-dimensional array: `{a,"b \"c\"",NULL}`.
enum TextArray {
  static func write(_ elements: [String]) -> String { write(elements.map(Optional.some)) }

  static func write(_ elements: [String?]) -> String {
    var text = "{"
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      guard let element else {
        text += "NULL"
        continue
      }
      text += "\""
      for scalar in element.unicodeScalars {
        if scalar == "\"" || scalar == "\\" { text += "\\" }
        text.unicodeScalars.append(scalar)
      }
      text += "\""
    }
    return text + "}"
  }

  /// Nil for text that is not an array of one dimension.
  static func read(_ text: String) -> [String?]? {
    var reader = Reader(bytes: Array(text.utf8))
    return reader.array()
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    mutating func array() -> [String?]? {
      guard take(UInt8(ascii: "{")), bytes.last == UInt8(ascii: "}") else { return nil }
      if take(UInt8(ascii: "}")) { return position == bytes.count ? [] : nil }
      var elements: [String?] = []
      while true {
        guard let element = element() else { return nil }
        elements.append(element.text)
        if take(UInt8(ascii: ",")) { continue }
        return take(UInt8(ascii: "}")) && position == bytes.count ? elements : nil
      }
    }

    private mutating func element() -> (text: String?, Void)? {
      if take(UInt8(ascii: "\"")) {
        guard let quoted = quoted() else { return nil }
        return (quoted, ())
      }
      guard let plain = plain() else { return nil }
      return (plain == "NULL" ? nil : plain, ())
    }

    private mutating func quoted() -> String? {
      var content: [UInt8] = []
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        if byte == UInt8(ascii: "\"") { return String(decoding: content, as: UTF8.self) }
        if byte == UInt8(ascii: "\\") {
          guard position < bytes.count else { return nil }
          content.append(bytes[position])
          position += 1
        } else {
          content.append(byte)
        }
      }
      return nil
    }

    private mutating func plain() -> String? {
      let start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: ","), bytes[position] != UInt8(ascii: "}") {
        if bytes[position] == UInt8(ascii: "{") { return nil }
        position += 1
      }
      return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
      return true
    }
  }
}
