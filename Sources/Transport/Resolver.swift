package import NIOCore
import NIOPosix

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Turns a name into addresses. A struct of closures so that a test can play a name server that lies.
package struct Resolver: Sendable {
  package var resolve: @Sendable (_ host: String, _ port: Int) async throws -> [SocketAddress]

  package init(resolve: @escaping @Sendable (_ host: String, _ port: Int) async throws -> [SocketAddress]) {
    self.resolve = resolve
  }

  /// The system's resolver, on NIO's thread pool since it blocks.
  package static let system = Resolver { host, port in
    try await NIOThreadPool.singleton.runIfActive { try lookUp(host, port) }
  }

  private struct LookupFailed: Error {}

  private static func lookUp(_ host: String, _ port: Int) throws -> [SocketAddress] {
    var hints = addrinfo()
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &list) == 0 else { throw LookupFailed() }
    defer { freeaddrinfo(list) }
    return sequence(first: list, next: { $0?.pointee.ai_next }).compactMap { entry in
      guard let entry, let raw = entry.pointee.ai_addr else { return nil }
      return address(raw, family: entry.pointee.ai_family)
    }
  }

  private static func address(_ raw: UnsafeMutablePointer<sockaddr>, family: Int32) -> SocketAddress? {
    switch family {
    case AF_INET: raw.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { SocketAddress($0.pointee) }
    case AF_INET6: raw.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { SocketAddress($0.pointee) }
    default: nil
    }
  }
}
