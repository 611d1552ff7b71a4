import Foundation

/// Hexadecimal digits as Postgres writes them in `uuid` and `bytea`.
enum Hex {
  static func digit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
  }

  static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// 32 digits, with hyphens anywhere between them.
  static func uuid(_ text: UnsafeBufferPointer<UInt8>) -> UUID? {
    var (high, low) = (UInt64(0), UInt64(0))
    var count = 0
    for byte in text where byte != UInt8(ascii: "-") {
      guard count < 32, let value = value(byte) else { return nil }
      (high, low) = (high << 4 | low >> 60, low << 4 | UInt64(value))
      count += 1
    }
    guard count == 32 else { return nil }
    return withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
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
