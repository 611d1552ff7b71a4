/// Comma-separated values by RFC 4180: CRLF, quotes doubled, every row ended. Text that a spreadsheet would take for a
/// formula gets an apostrophe in front; numbers are written as they are.
package struct CSV: Sendable {
  package enum Cell: Sendable, Equatable {
    case text(String)
    case number(Int)
    case empty
  }

  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func add(_ row: [Cell]) {
    for (index, cell) in row.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch cell {
      case .text(let text): quote(Self.harmless(text))
      case .number(let number): bytes += String(number).utf8
      case .empty: break
      }
    }
    bytes += [0x0D, 0x0A]
  }

  /// OWASP's list: a cell that begins with = + - @, tab or carriage return can run in a spreadsheet.
  private static func harmless(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r＝＋－＠".unicodeScalars.contains(first) else { return text }
    return "'" + text
  }

  private mutating func quote(_ text: String) {
    guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
      bytes += text.utf8
      return
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
