package import Kernel

/// The W3C `traceparent` header, version 00: https://www.w3.org/TR/trace-context/#traceparent-header
package struct TraceParent: Sendable, Hashable, LosslessStringConvertible {
  /// 32 lower-case hexadecimal digits, not all zero.
  package var trace: String
  /// 16 of them.
  package var span: String
  package var isSampled: Bool

  package init(trace: String, span: String, isSampled: Bool) {
    self.trace = trace
    self.span = span
    self.isSampled = isSampled
  }

  package static func fresh(_ random: RandomSource, isSampled: Bool = true) -> TraceParent {
    TraceParent(trace: hex(random.bytes(16)), span: hex(random.bytes(8)), isSampled: isSampled)
  }

  /// The same trace, another span.
  package func child(_ random: RandomSource) -> TraceParent {
    TraceParent(trace: trace, span: Self.hex(random.bytes(8)), isSampled: isSampled)
  }

  /// Nil for what the standard calls invalid. A later version is read by the rules of this one.
  package init?(_ header: String) {
    let parts = header.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 4, Self.isHex(parts[0], 2), parts[0] != "ff", parts[0] != "00" || parts.count == 4,
      Self.isHex(parts[1], 32), parts[1].contains(where: { $0 != "0" }),
      Self.isHex(parts[2], 16), parts[2].contains(where: { $0 != "0" }),
      Self.isHex(parts[3], 2), let flags = UInt8(parts[3], radix: 16)
    else { return nil }
    self.init(trace: String(parts[1]), span: String(parts[2]), isSampled: flags & 1 == 1)
  }

  package var description: String { "00-\(trace)-\(span)-\(isSampled ? "01" : "00")" }

  private static func isHex(_ text: Substring, _ count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
