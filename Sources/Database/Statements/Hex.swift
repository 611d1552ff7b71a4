import Foundation

/// Hexadecimal digits as Postgres writes them in `uuid` and `bytea`.
enum Hex {
  static func digit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
  }

  static func value(_ digit: UInt8) -> UInt8? {
    let number = digit &- UInt8(ascii: "0")
    if number < 10 { return number }
    let letter = (digit | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? letter + 10 : nil
  }

  /// As Postgres writes it: 8, 4, 4, 4 and 12 digits with hyphens between them.
  static func uuid(_ text: UnsafeBufferPointer<UInt8>) -> UUID? {
    let hyphen = UInt8(ascii: "-")
    guard text.count == 36, text[8] == hyphen, text[13] == hyphen, text[18] == hyphen, text[23] == hyphen,
      let a = number(text, 0, 8), let b = number(text, 9, 4), let c = number(text, 14, 4), let d = number(text, 19, 4),
      let e = number(text, 24, 12)
    else { return nil }
    let (high, low) = (a << 32 | b << 16 | c, d << 48 | e)
    return withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
  }

  /// At most 16 digits.
  private static func number(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> UInt64? {
    var number: UInt64 = 0
    for index in start..<start + count {
      guard let digit = value(text[index]) else { return nil }
      number = number << 4 | UInt64(digit)
    }
    return number
  }

  /// Nil for an odd number of digits or anything that is not one.
  static func bytes(_ digits: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in digits {
      guard let value = value(digit) else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return high == nil ? bytes : nil
  }
}
