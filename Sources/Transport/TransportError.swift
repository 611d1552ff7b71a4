/// Why an outbound call brought no whole reply, and whether it can have had an effect.
///
/// `bytesLeft` decides whether a create call may be tried again. It is exact in one direction: false means
/// that no byte of the request was handed to the operating system (the handshake of TLS is not part of the
/// request), so the other side cannot have acted. True means that it may have.
package struct TransportError: Error, Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// The address or the request itself cannot be used.
    case invalidRequest = "invalid-request"
    /// The name has no address.
    case dns
    /// An address that this program does not call: private, local or reserved, or plain http to the world.
    case blocked
    /// Nobody listens there, or the network has no way to it.
    case refused
    /// The certificate or the handshake is not acceptable.
    case tls
    /// Connecting, the first byte or the whole reply took too long.
    case timeout
    /// The connection ended before the whole reply was there.
    case reset
    /// The reply is larger than the caller allows.
    case tooLarge = "too-large"
    /// What came back is not HTTP.
    case malformed
    /// The caller's own gate said no, or its deadline for the first byte had passed.
    case withheld
    case cancelled
  }

  package var kind: Kind
  package var bytesLeft: Bool
  /// For logs and for operators; never carries the URL's path or query, headers or bodies.
  package var detail: String

  package init(_ kind: Kind, bytesLeft: Bool, _ detail: String = "") {
    self.kind = kind
    self.bytesLeft = bytesLeft
    self.detail = detail
  }
}
