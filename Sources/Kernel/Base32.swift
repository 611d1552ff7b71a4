package import Foundation

/// Crockford's base32 for 128-bit values: 26 digits, most significant first.
package enum Base32 {
  private static let lower = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
  private static let upper = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 0xFF, count: 256)
    for (value, digit) in lower.enumerated() { table[Int(digit)] = UInt8(value) }
    return table
  }()

  package static func encode(_ uuid: UUID) -> String { digits(of: bits(of: uuid), lower) }

  /// The same without making a string of it.
  package static func append(_ uuid: UUID, to bytes: inout [UInt8]) {
    let value = bits(of: uuid)
    for shift in stride(from: UInt64(125), through: 0, by: -5) {
      bytes.append(lower[Int(truncatingIfNeeded: value >> UInt128(shift) & 31)])
    }
  }

  package static func encodeUppercase(_ uuid: UUID) -> String { digits(of: bits(of: uuid), upper) }

  /// Reads lower-case digits only: an identifier has one spelling.
  package static func decodeUUID(_ text: some StringProtocol) -> UUID? {
    let digits = Array(text.utf8)
    guard digits.count == 26, let first = digits.first, values[Int(first)] < 8 else { return nil }
    var value: UInt128 = 0
    for digit in digits {
      let bits = values[Int(digit)]
      guard bits != 0xFF else { return nil }
      value = value << 5 | UInt128(bits)
    }
    return uuid(of: value)
  }

  private static func digits(of value: UInt128, _ alphabet: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: 26) { buffer in
      var rest = value
      for position in stride(from: 25, through: 0, by: -1) {
        buffer[position] = alphabet[Int(truncatingIfNeeded: rest & 31)]
        rest >>= 5
      }
      return 26
    }
  }

  private static func bits(of uuid: UUID) -> UInt128 {
    withUnsafeBytes(of: uuid.uuid) { bytes in
      UInt128(UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))) << 64
        | UInt128(UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
  }

  private static func uuid(of value: UInt128) -> UUID {
    var bytes: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    withUnsafeMutableBytes(of: &bytes) { buffer in
      for index in 0..<16 {
        buffer[index] = UInt8(truncatingIfNeeded: value >> (8 * UInt128(15 - index)))
      }
    }
    return UUID(uuid: bytes)
  }
}
