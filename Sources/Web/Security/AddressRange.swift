import Foundation

/// A CIDR block of IPv4 or IPv6: `10.0.0.0/8`, `::1`.
package struct AddressRange: Sendable, Hashable {
  private let prefix: [UInt8]
  private let bits: Int

  /// Nil unless the text is an address with an optional prefix length.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1)
    guard let first = parts.first, let bytes = Self.bytes(String(first)) else { return nil }
    let width = bytes.count * 8
    guard let bits = parts.count == 2 ? Int(parts[1]) : width, (0...width).contains(bits) else { return nil }
    prefix = bytes
    self.bits = bits
  }

  package func contains(_ address: String) -> Bool {
    guard let bytes = Self.bytes(address), bytes.count == prefix.count else { return false }
    return (0..<bits).allSatisfy { bit in
      (bytes[bit / 8] ^ prefix[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
    }
  }

  /// 4 or 16 bytes; an IPv4 address inside IPv6 counts as IPv4.
  private static func bytes(_ address: String) -> [UInt8]? {
    var v4 = in_addr()
    if inet_pton(AF_INET, address, &v4) == 1 { return withUnsafeBytes(of: &v4) { Array($0) } }
    var v6 = in6_addr()
    guard inet_pton(AF_INET6, address, &v6) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: &v6) { Array($0) }
    let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    return isMapped ? Array(bytes[12...]) : bytes
  }
}
