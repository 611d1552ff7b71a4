package import Kernel

/// What a request carries to prove who is calling. A request with a bearer token is never judged by its cookie.
package enum Credentials: Sendable {
  /// Value of the session cookie.
  case session(Redacted<String>)
  /// From `Authorization: Bearer`: an access token or an access key.
  case bearer(Redacted<String>)
}

/// Recognises callers; Accounts implements it.
package protocol Authenticator: Sendable {
  /// Throws `Problem(.unauthenticated)` for credentials that are unknown, expired, revoked or tampered with,
  /// and `Problem(.unavailable)` when that cannot be found out now.
  func authenticate(_ credentials: Credentials, requestID: String) async throws -> Principal
  /// The same caller as of now, for connections that stay open. Throws `Problem(.unauthenticated)` when the
  /// session ended or the membership is gone.
  func renew(_ principal: Principal) async throws -> Principal
  /// An element whenever what somebody may do has changed, in this process or another: live connections are then asked
  /// again at once.
  func changes() -> AsyncStream<Void>
}

extension Authenticator {
  /// For those who know of no change before they are asked: never an element.
  package func changes() -> AsyncStream<Void> { AsyncStream { _ in } }
}
