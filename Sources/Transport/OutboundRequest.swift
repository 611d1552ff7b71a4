package import HTTPTypes

/// One HTTP request to somebody else's server.
package struct OutboundRequest: Sendable {
  /// How long each part may take, counted from `send`.
  package struct Timeouts: Sendable, Equatable {
    /// Resolving, connecting and the TLS handshake together.
    package var connect: Duration
    /// From the last byte of the request to the first of the reply.
    package var firstByte: Duration
    /// Everything, the body of the reply included.
    package var total: Duration

    package init(
      connect: Duration = .seconds(10), firstByte: Duration = .seconds(20), total: Duration = .seconds(30)
    ) {
      self.connect = connect
      self.firstByte = firstByte
      self.total = total
    }
  }

  package var method: HTTPRequest.Method
  package var url: String
  package var headers: HTTPFields
  package var body: [UInt8]
  /// Names the call in logs, spans and metrics, such as `mastodon.create`: a fixed word, never user data.
  package var purpose: String
  package var timeouts: Timeouts
  /// The largest body of a reply that is read into memory or streamed.
  package var maxReplyBytes: Int
  /// Runs when the connection stands and before the first byte of the request is written. When it throws,
  /// nothing is written and `send` throws `withheld`. The first byte is not written after the instant it returns,
  /// which is checked in the same turn of the event loop as the write. A ledger commits "sent" here.
  package typealias Gate = @Sendable () async throws -> ContinuousClock.Instant?

  package var gate: Gate?

  package init(
    _ method: HTTPRequest.Method, _ url: String, headers: HTTPFields = [:], body: [UInt8] = [], purpose: String,
    timeouts: Timeouts = Timeouts(), maxReplyBytes: Int = 4 << 20,
    gate: Gate? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.purpose = purpose
    self.timeouts = timeouts
    self.maxReplyBytes = maxReplyBytes
    self.gate = gate
  }
}
