import NIOCore

/// Which network addresses the world can reach (IANA special-purpose address registries, RFC 6890).
enum AddressRules {
  static func isPublic(_ address: SocketAddress) -> Bool {
    switch address {
    case .v4: isPublic(v4: bytes(of: address, at: 4, count: 4))
    case .v6: isPublic(v6: bytes(of: address, at: 8, count: 16))
    case .unixDomainSocket: false
    }
  }

  /// `sin_addr` lies at byte 4 of its structure and `sin6_addr` at byte 8, on Linux and on macOS.
  private static func bytes(of address: SocketAddress, at offset: Int, count: Int) -> [UInt8] {
    address.withSockAddr { pointer, size in
      Array(UnsafeRawBufferPointer(start: pointer, count: size).dropFirst(offset).prefix(count))
    }
  }

  private static let reservedV4: [(base: UInt32, bits: UInt32)] = [
    (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16),
    (0xAC10_0000, 12), (0xC000_0000, 24), (0xC000_0200, 24), (0xC058_6300, 24), (0xC0A8_0000, 16),
    (0xC612_0000, 15), (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 4), (0xF000_0000, 4),
  ]

  static func isPublic(v4 bytes: [UInt8]) -> Bool {
    let address = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return !reservedV4.contains { address >> (32 - $0.bits) == $0.base >> (32 - $0.bits) }
  }

  /// Only global unicast 2000::/3 without its special blocks, and NAT64 of a public IPv4 address.
  static func isPublic(v6 bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) { return isPublic(v4: Array(bytes[12...])) }
    let head = bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let documentation = head == 0x2001_0DB8 || head >> 12 == 0x3FFF0
    let protocolAssignments = head >> 9 == 0x2001_0000 >> 9
    let sixToFour = head >> 16 == 0x2002
    return head >> 29 == 1 && !documentation && !protocolAssignments && !sixToFour
  }
}
