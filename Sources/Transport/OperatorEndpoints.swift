import Synchronization

/// The host and port pairs that may have a private address and plain http: services that this program
/// supervises and those named in the operator's configuration. An org's settings never add to it.
package final class OperatorEndpoints: Sendable {
  package struct Endpoint: Sendable, Hashable {
    /// Lower case, an IPv6 address without brackets.
    package var host: String
    package var port: Int

    package init(host: String, port: Int) {
      self.host = host.lowercased()
      self.port = port
    }
  }

  private let endpoints: Mutex<Set<Endpoint>>

  package init(_ endpoints: Set<Endpoint> = []) { self.endpoints = Mutex(endpoints) }

  package func allow(host: String, port: Int) {
    endpoints.withLock { _ = $0.insert(Endpoint(host: host, port: port)) }
  }

  /// Takes a base URL as operators write it; false when it has no host.
  @discardableResult
  package func allow(url: String) -> Bool {
    guard let target = try? Target(url) else { return false }
    allow(host: target.host, port: target.port)
    return true
  }

  package func forget(host: String, port: Int) {
    endpoints.withLock { _ = $0.remove(Endpoint(host: host, port: port)) }
  }

  package func contains(host: String, port: Int) -> Bool {
    endpoints.withLock { $0.contains(Endpoint(host: host, port: port)) }
  }
}
