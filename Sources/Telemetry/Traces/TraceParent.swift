import Kernel
import Synchronization

/// The W3C `traceparent` header, version 00: https://www.w3.org/TR/trace-context/#traceparent-header
package struct TraceParent: Sendable, Hashable, LosslessStringConvertible {
  /// Never zero.
  private var traceNumber: UInt128
  /// Never zero.
  private var spanNumber: UInt64
  package var isSampled: Bool

  init(trace: UInt128, span: UInt64, isSampled: Bool) {
    traceNumber = trace
    spanNumber = span
    self.isSampled = isSampled
  }

  /// 32 lower-case hexadecimal digits.
  package var trace: String { Self.hex(UInt64(traceNumber >> 64)) + Self.hex(UInt64(truncatingIfNeeded: traceNumber)) }
  /// 16 of them.
  package var span: String { Self.hex(spanNumber) }

  /// 16 bytes, as OTLP has them.
  var traceBytes: [UInt8] { withUnsafeBytes(of: traceNumber.bigEndian) { Array($0) } }
  /// 8 bytes.
  var spanBytes: [UInt8] { withUnsafeBytes(of: spanNumber.bigEndian) { Array($0) } }

  /// The same trace, another span.
  func child(_ span: UInt64) -> TraceParent { TraceParent(trace: traceNumber, span: span, isSampled: isSampled) }

  /// Nil for what the standard calls invalid. A later version is read by the rules of this one.
  package init?(_ header: String) {
    let parts = header.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 4, Self.isHex(parts[0], 2), parts[0] != "ff", parts[0] != "00" || parts.count == 4,
      Self.isHex(parts[1], 32), let trace = UInt128(parts[1], radix: 16), trace != 0,
      Self.isHex(parts[2], 16), let span = UInt64(parts[2], radix: 16), span != 0,
      Self.isHex(parts[3], 2), let flags = UInt8(parts[3], radix: 16)
    else { return nil }
    self.init(trace: trace, span: span, isSampled: flags & 1 == 1)
  }

  package var description: String {
    String(unsafeUninitializedCapacity: 55) { text in
      text.initialize(repeating: UInt8(ascii: "-"))
      for place in [0, 1, 53, 54] { text[place] = UInt8(ascii: "0") }
      if isSampled { text[54] = UInt8(ascii: "1") }
      Self.write(UInt64(traceNumber >> 64), to: text, at: 3)
      Self.write(UInt64(truncatingIfNeeded: traceNumber), to: text, at: 19)
      Self.write(spanNumber, to: text, at: 36)
      return 55
    }
  }

  private static func isHex(_ text: Substring, _ count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  private static func hex(_ number: UInt64) -> String {
    String(unsafeUninitializedCapacity: 16) { digits in
      write(number, to: digits, at: 0)
      return 16
    }
  }

  private static func write(_ number: UInt64, to digits: UnsafeMutableBufferPointer<UInt8>, at start: Int) {
    for place in 0..<16 {
      let nibble = UInt8(truncatingIfNeeded: number >> (60 - 4 * UInt64(place))) & 15
      digits[start + place] = nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    }
  }
}

/// Numbers for traces and spans. They must be unlike others', not secret, and are needed several times for each
/// request, so only the first comes from the system: then SplitMix64 (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", 2014), which repeats none of its numbers before all 2^64 have come.
final class TraceNumbers: Sendable {
  private let state: Atomic<UInt64>

  init(_ random: RandomSource) { state = Atomic(random.bytes(8).reduce(0) { $0 << 8 | UInt64($1) }) }

  /// Never zero.
  func next() -> UInt64 {
    var number = state.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
    number = (number ^ number >> 30) &* 0xBF58_476D_1CE4_E5B9
    number = (number ^ number >> 27) &* 0x94D0_49BB_1331_11EB
    number ^= number >> 31
    return number == 0 ? next() : number
  }

  func place(isSampled: Bool) -> TraceParent {
    TraceParent(trace: UInt128(next()) << 64 | UInt128(next()), span: next(), isSampled: isSampled)
  }
}
