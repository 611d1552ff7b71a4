package import Foundation
package import Logging
import Transport

/// Why a call to a platform did not do what it should. Made from status and error codes, never from the words of
/// a message; what to do about it follows from the kind.
package struct PublishFailure: Error, Sendable, Equatable {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    /// The platform looked at the content and refuses it.
    case rejected
    /// The access token has run out; a refresh may help.
    case tokenExpired = "token-expired"
    /// The token is revoked or wrong: a person connects again.
    case tokenDead = "token-dead"
    /// The token may not do this: a person connects again with the scopes.
    case scopeMissing = "scope-missing"
    /// The platform has blocked, suspended or deactivated the account.
    case accountBlocked = "account-blocked"
    case rateLimited = "rate-limited"
    /// What was asked about is not there.
    case notFound = "not-found"
    /// The platform is away or failed on its side.
    case unavailable
    /// The request did not get out: name, connection, handshake.
    case unreachable
    /// The request got out and no whole answer came back.
    case noAnswer = "no-answer"
    /// The answer makes no sense.
    case unreadable
    /// Our own gate said no: fence, deadline, pause.
    case withheld
    /// The server is not what it was said to be, or an address that we do not call.
    case misconfigured
  }

  /// Whether a create call that failed so can have made a post.
  package enum Effect: String, Sendable, Codable { case none, unknown }

  package enum Retry: Sendable, Equatable {
    case never
    case soon
    case notBefore(Date)
    case afterReconnect
  }

  package enum TokenVerdict: Sendable { case good, refresh, reconnect }

  package var kind: Kind
  package var effect: Effect
  /// HTTP status, 0 where there was none.
  package var status: Int
  /// The platform's own code, `ERR_…` or `ExpiredToken`; empty where it has none.
  package var code: String
  /// When the platform says that calls are taken again.
  package var retryAt: Date?

  package init(_ kind: Kind, effect: Effect, status: Int = 0, code: String = "", retryAt: Date? = nil) {
    self.kind = kind
    self.effect = effect
    self.status = status
    self.code = code
    self.retryAt = retryAt
  }

  package var retry: Retry {
    switch kind {
    case .rejected, .accountBlocked, .misconfigured, .notFound: .never
    case .tokenDead, .scopeMissing: .afterReconnect
    case .rateLimited: retryAt.map(Retry.notBefore) ?? .soon
    case .tokenExpired, .unavailable, .unreachable, .noAnswer, .unreadable, .withheld: .soon
    }
  }

  /// A network blip says nothing about the token.
  package var token: TokenVerdict {
    switch kind {
    case .tokenExpired: .refresh
    case .tokenDead, .scopeMissing: .reconnect
    default: .good
    }
  }

  package var logLevel: Logger.Level {
    switch kind {
    case .rateLimited, .unreachable, .withheld, .notFound: .info
    case .unavailable, .noAnswer, .tokenExpired: .notice
    case .rejected, .tokenDead, .scopeMissing, .accountBlocked, .unreadable, .misconfigured: .warning
    }
  }

  /// What happened and what to do, for the person whose post it is.
  package var userMessage: String {
    switch kind {
    case .rejected: "The platform refused the content\(codeInWords). Change the text and schedule it again."
    case .tokenExpired: "The connection's access had run out. It is being renewed."
    case .tokenDead: "The platform no longer accepts this connection. Connect the account again."
    case .scopeMissing: "The connection may not post. Connect the account again and allow posting."
    case .accountBlocked: "The platform has suspended or deactivated the account. Sign in there to see why."
    case .rateLimited: "The platform asks us to slow down. The post waits and goes out as soon as it may."
    case .notFound: "The platform does not know it."
    case .unavailable: "The platform reported a fault of its own."
    case .unreachable: "The platform could not be reached. Nothing was sent; it is tried again."
    case .noAnswer: "The platform did not answer. We are looking whether the post is out."
    case .unreadable: "The platform answered something we cannot read. We are looking whether the post is out."
    case .withheld: "Nothing was sent: the post was stopped, changed or taken over at the last moment."
    case .misconfigured: "This address is not a server of that platform, or not one that may be called."
    }
  }

  private var codeInWords: String { code.isEmpty ? "" : " (\(code))" }
}

extension PublishFailure {
  /// The failure of a call without a whole reply. Only `bytesLeft` decides about the effect.
  init(_ error: TransportError) {
    let effect: Effect = error.bytesLeft ? .unknown : .none
    switch error.kind {
    case .invalidRequest, .blocked: self.init(.misconfigured, effect: effect, code: error.kind.rawValue)
    case .dns, .refused, .tls: self.init(.unreachable, effect: effect, code: error.kind.rawValue)
    case .withheld: self.init(.withheld, effect: effect, code: error.kind.rawValue)
    case .timeout, .reset, .cancelled:
      self.init(error.bytesLeft ? .noAnswer : .unreachable, effect: effect, code: error.kind.rawValue)
    case .tooLarge, .malformed: self.init(.unreadable, effect: effect, code: error.kind.rawValue)
    }
  }
}
