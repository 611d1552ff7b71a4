import Foundation

/// Where a request goes, taken apart once so that the check, the connection and the Host header agree.
struct Target: Sendable, Equatable {
  var tls: Bool
  /// Lower case; an IPv6 address without brackets.
  var host: String
  var port: Int
  /// Path and query as they go on the request line.
  var uri: String

  init(_ text: String) throws(TransportError) {
    guard !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }), let parts = URLComponents(string: text),
      let scheme = parts.scheme?.lowercased(), scheme == "https" || scheme == "http",
      let encodedHost = parts.encodedHost, !encodedHost.isEmpty
    else { throw TransportError(.invalidRequest, bytesLeft: false, "not an http or https address") }
    guard parts.user == nil, parts.password == nil else {
      throw TransportError(.invalidRequest, bytesLeft: false, "an address with a user name in it")
    }
    tls = scheme == "https"
    host = encodedHost.trimmingCharacters(in: CharacterSet(charactersIn: "[]")).lowercased()
    port = parts.port ?? (tls ? 443 : 80)
    guard (1...65535).contains(port) else {
      throw TransportError(.invalidRequest, bytesLeft: false, "a port outside 1 to 65535")
    }
    let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
    uri = path + (parts.percentEncodedQuery.map { "?" + $0 } ?? "")
  }

  /// The value of the Host header: the port only where it is not the scheme's own.
  var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (tls ? 443 : 80) ? name : "\(name):\(port)"
  }
}
