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

  /// The same into memory that has room for its 26 digits.
  package static func write(_ uuid: UUID, to digits: UnsafeMutablePointer<UInt8>) {
    lower.withUnsafeBufferPointer { write(bits(of: uuid), to: digits, $0) }
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
      guard let start = buffer.baseAddress else { return 0 }
      alphabet.withUnsafeBufferPointer { write(value, to: start, $0) }
      return 26
    }
  }

  /// 13 digits from the low 65 bits, 13 from the rest.
  private static func write(
    _ value: UInt128, to digits: UnsafeMutablePointer<UInt8>, _ alphabet: UnsafeBufferPointer<UInt8>
  ) {
    var low = UInt64(truncatingIfNeeded: value)
    var high = UInt64(truncatingIfNeeded: value >> 65)
    let middle = low >> 60 | UInt64(truncatingIfNeeded: value >> 64 & 1) << 4
    for place in 0..<12 {
      digits[25 - place] = alphabet[Int(low & 31)]
      low >>= 5
    }
    digits[13] = alphabet[Int(middle)]
    for place in 0..<13 {
      digits[12 - place] = alphabet[Int(high & 31)]
      high >>= 5
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
