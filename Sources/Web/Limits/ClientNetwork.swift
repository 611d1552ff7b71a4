import Foundation

/// What one client can choose among, as far as limits by address go.
enum ClientNetwork {
  /// An IPv4 address by itself; of an IPv6 one its first 64 bits, since a client has all addresses below them
  /// (RFC 4291 section 2.5.1, RFC 6177). What is no address stays as it is.
  static func of(_ address: String) -> String {
    var parsed = in6_addr()
    guard inet_pton(AF_INET6, address, &parsed) == 1 else { return address }
    let bytes = withUnsafeBytes(of: parsed) { Array($0) }
    // ::ffff:192.0.2.1 is IPv4 in another dress.
    if bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) {
      return bytes[12...].map { String($0) }.joined(separator: ".")
    }
    return bytes[..<8].map { String($0, radix: 16) }.joined(separator: ":") + "::/64"
  }
}
