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
      let start = UnsafeRawPointer(text.baseAddress)
    else { return nil }
    func digits(_ place: Int) -> UInt64 {
      UInt64(UInt32(bigEndian: start.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
    }
    guard let a = number(digits(0) << 32 | digits(4)), let b = number(digits(9) << 32 | digits(14)),
      let c = number(digits(19) << 32 | digits(24)), let d = number(digits(28) << 32 | digits(32))
    else { return nil }
    let halves = ((a << 32 | b).bigEndian, (c << 32 | d).bigEndian)
    return withUnsafeBytes(of: halves) { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
  }

  /// The 32 bits that eight digits stand for, all at once: the first digit is the highest byte.
  private static func number(_ digits: UInt64) -> UInt64? {
    let letters = digits >> 6 & 0x0101_0101_0101_0101
    var number = (digits & 0x0F0F_0F0F_0F0F_0F0F) &+ letters &* 9
    // They were digits if writing them again gives the same, but for capitals.
    let aboveNine = (number &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    guard number & 0xF0F0_F0F0_F0F0_F0F0 == 0,
      number &+ 0x3030_3030_3030_3030 &+ aboveNine &* 0x27 == digits | letters << 5
    else { return nil }
    number = (number | number >> 4) & 0x00FF_00FF_00FF_00FF
    number = (number | number >> 8) & 0x0000_FFFF_0000_FFFF
    return (number | number >> 16) & 0xFFFF_FFFF
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
