import Contracts
import Database
import Foundation
package import Kernel

/// Trades a refresh token for the next one.
package struct RefreshSession: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  /// Throws `.unauthenticated`; when the token was used before and the grace is over, the whole session
  /// ends, whoever holds it.
  package func callAsFunction(_ text: String, requestID: String?) async throws -> (
    org: OrgID, session: SessionID, refresh: Token
  ) {
    guard let token = Token(text, purpose: .refresh),
      let found = try await services.db.first(SessionStatements.refreshByHash, token.hash)
    else { throw AccountAuthenticator.signInAgain }
    let next = Token.make(.refresh, random: services.random)
    let tenant = services.doorkeeper(found.org, requestID: requestID)
    let outcome = try await services.db.transaction(as: tenant) { tx in
      try await decide(found.token, next: next, in: tx)
    }
    switch outcome.decision {
    case .rotate: return (found.org, outcome.session, next)
    case .reuse:
      throw Problem(
        .unauthenticated, "This refresh token was used before, so the session was ended to be safe. Sign in again.")
    case .expired, .ended: throw AccountAuthenticator.signInAgain
    }
  }

  private func decide(
    _ id: RefreshTokenID, next: Token, in tx: Transaction
  ) async throws -> (decision: RefreshDecision, session: SessionID) {
    guard let state = try await tx.first(SessionStatements.lockRefresh, id) else {
      throw AccountAuthenticator.signInAgain
    }
    let now = services.time.now()
    let decision = RefreshDecision.of(state, at: now)
    switch decision {
    case .rotate:
      let expires = now.addingTimeInterval(SessionLifetime.refresh)
      try await tx.execute(SessionStatements.useRefresh, (id, now))
      try await tx.execute(
        SessionStatements.insertRefresh, (services.ids.new(), state.session, next.hash, now, expires, id))
      try await tx.execute(SessionStatements.touch, (state.session, now, expires))
    case .reuse:
      try await tx.execute(SessionStatements.end, (state.session, now, "reuse"))
      services.accessChanges(in: tx)
      try await services.audit.record(AuditEntry("session.reuse_detected", resource: state.session.description), in: tx)
    case .expired, .ended: break
    }
    return (decision, state.session)
  }
}
