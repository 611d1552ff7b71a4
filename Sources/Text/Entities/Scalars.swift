/// A text as an array of scalar values, which entity rules index at random.
struct Scalars: Sendable {
  let values: [UInt32]

  init(_ text: String) {
    var text = text
    values = text.withUTF8 { Self.decode($0) }
  }

  var count: Int { values.count }
  subscript(index: Int) -> UInt32 { values[index] }

  /// The scalar there, or nil outside of the text.
  func at(_ index: Int) -> UInt32? { index >= 0 && index < values.count ? values[index] : nil }

  func string(_ range: Range<Int>) -> String { Self.string(values[range]) }

  static func string(_ values: ArraySlice<UInt32>) -> String {
    var result = String.UnicodeScalarView()
    for value in values { if let scalar = Unicode.Scalar(value) { result.append(scalar) } }
    return String(result)
  }

  func string(_ span: Span) -> String { string(span.range) }

  func asciiLowercased(_ index: Int) -> UInt32 { ASCII.lower(values[index]) }

  func hasPrefix(_ prefix: StaticString, at start: Int) -> Bool {
    guard start + prefix.utf8CodeUnitCount <= values.count else { return false }
    return prefix.withUTF8Buffer { bytes in
      bytes.indices.allSatisfy { ASCII.lower(values[start + $0]) == UInt32(bytes[$0]) }
    }
  }

  /// UTF-8 byte offset of every scalar, and of the end.
  func byteOffsets() -> [Int] { offsets { $0 < 0x80 ? 1 : $0 < 0x800 ? 2 : $0 < 0x10000 ? 3 : 4 } }

  /// UTF-16 offset of every scalar, and of the end.
  func utf16Offsets() -> [Int] { offsets { $0 < 0x10000 ? 1 : 2 } }

  private func offsets(_ width: (UInt32) -> Int) -> [Int] {
    var result = [0]
    result.reserveCapacity(values.count + 1)
    var position = 0
    for value in values {
      position += width(value)
      result.append(position)
    }
    return result
  }

  /// A `String`'s bytes are valid UTF-8, so this only shifts them together.
  private static func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: bytes.count) { output, count in
      var index = 0
      while index < bytes.count {
        let lead = UInt32(bytes[index])
        let width = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var value = width == 1 ? lead : lead & (0x7F >> UInt32(width))
        for next in 1..<max(width, 1) where width > 1 { value = value << 6 | UInt32(bytes[index + next]) & 0x3F }
        output[count] = value
        count += 1
        index += width
      }
    }
  }
}

enum ASCII {
  @inline(__always) static func lower(_ c: UInt32) -> UInt32 { c >= 65 && c <= 90 ? c + 32 : c }
  @inline(__always) static func isDigit(_ c: UInt32) -> Bool { c >= 48 && c <= 57 }
  @inline(__always) static func isLetter(_ c: UInt32) -> Bool { (c | 32) >= 97 && (c | 32) <= 122 && c < 128 }
  @inline(__always) static func isAlphanumeric(_ c: UInt32) -> Bool { isDigit(c) || isLetter(c) }
  /// Letter, digit or underscore.
  @inline(__always) static func isWord(_ c: UInt32) -> Bool { isAlphanumeric(c) || c == 95 }
}
