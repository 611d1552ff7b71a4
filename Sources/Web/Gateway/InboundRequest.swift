package import HTTPTypes

/// A request as the server hands it over.
package struct InboundRequest: Sendable {
  package var method: HTTPRequest.Method
  /// Path and query, as sent.
  package var target: String
  package var host: String
  package var headers: HTTPFields
  package var peer: String
  package var isTLS: Bool
  /// Reads the body up to a number of bytes; throws `.tooLarge` beyond.
  package var body: @Sendable (Int) async throws -> [UInt8]

  package init(
    _ method: HTTPRequest.Method, _ target: String, host: String = "localhost", headers: HTTPFields = [:],
    peer: String = "127.0.0.1", isTLS: Bool = false, body: @escaping @Sendable (Int) async throws -> [UInt8]
  ) {
    self.method = method
    self.target = target
    self.host = host
    self.headers = headers
    self.peer = peer
    self.isTLS = isTLS
    self.body = body
  }

  /// With a body that is there already.
  package init(
    _ method: HTTPRequest.Method, _ target: String, host: String = "localhost", headers: HTTPFields = [:],
    bytes: [UInt8] = []
  ) {
    self.init(method, target, host: host, headers: headers) { limit in
      guard bytes.count <= limit else { throw BodyLimit.problem(limit) }
      return bytes
    }
  }
}
