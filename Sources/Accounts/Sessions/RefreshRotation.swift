package import Foundation
package import Kernel

/// What the database knows of a presented refresh token.
package struct RefreshTokenState: Sendable, Equatable {
  package var id: RefreshTokenID
  package var session: SessionID
  package var expiresAt: Date
  package var usedAt: Date?
  /// Whether a token made from this one has been used itself.
  package var hasUsedChild: Bool
  package var sessionEnded: Bool
}

/// What to do with it. Each use makes a new token; a token that comes back after that was stolen or
/// lost on the way. Two tabs, or a reply that never arrived, show the last token again within seconds:
/// they get another child instead of a closed session.
package enum RefreshDecision: Sendable, Equatable {
  case rotate
  case expired
  case ended
  /// Somebody else has the family: end the session.
  case reuse

  /// How long the last token may come again.
  package static let grace: TimeInterval = 30

  package static func of(_ token: RefreshTokenState, at now: Date) -> RefreshDecision {
    if token.sessionEnded { return .ended }
    if let usedAt = token.usedAt {
      return now.timeIntervalSince(usedAt) <= grace && !token.hasUsedChild ? .rotate : .reuse
    }
    return now < token.expiresAt ? .rotate : .expired
  }
}
