import Database
package import Foundation
import Kernel
package import Web

/// Recognises people by the pages' cookie, an access token or an access key.
package struct AccountAuthenticator: Authenticator {
  private let services: AccountServices
  private let tokens: AccessTokens

  package init(services: AccountServices, tokens: AccessTokens) {
    self.services = services
    self.tokens = tokens
  }

  package func authenticate(_ credentials: Credentials, requestID: String) async throws -> Principal {
    switch credentials {
    case .session(let text): try await bySession(text)
    case .bearer(let text):
      if let key = Token(text.reveal(), purpose: .apiKey) {
        try await byKey(key)
      } else {
        try await byAccessToken(text)
      }
    }
  }

  package func renew(_ principal: Principal) async throws -> Principal {
    let key = CallerKey(org: principal.org, proof: principal.proof.cacheProof)
    return try await self.principal(key, proof: principal.proof, expires: principal.expires)
  }

  package func changes() -> AsyncStream<Void> { services.sessions.watch() }

  private func bySession(_ text: Redacted<String>) async throws -> Principal {
    guard let token = Token(text.reveal(), purpose: .session),
      let found = try await services.db.first(SessionStatements.byToken, token.hash)
    else { throw Self.signInAgain }
    let key = CallerKey(org: found.org, proof: .session(found.session))
    let caller = try await principal(key, proof: .session(found.session), expires: nil)
    try await slide(caller, found.session)
    return caller
  }

  private func byAccessToken(_ text: Redacted<String>) async throws -> Principal {
    let claims = try await tokens.check(text)
    let key = CallerKey(org: claims.org, proof: .session(claims.session))
    return try await principal(key, proof: .accessToken(claims.session), expires: claims.expires)
  }

  private func byKey(_ key: Token) async throws -> Principal {
    guard let found = try await services.db.first(APIKeyStatements.byHash, key.hash) else {
      throw Problem(
        .unauthenticated, "This access key is unknown or was revoked. Make a new one under Settings, Access keys.")
    }
    let cacheKey = CallerKey(org: found.org, proof: .apiKey(found.key))
    return try await principal(cacheKey, proof: .apiKey(found.key), expires: nil)
  }

  private func principal(_ key: CallerKey, proof: Principal.Proof, expires: Date?) async throws -> Principal {
    let standing = try await services.sessions.standing(of: key) { try await load(key) }
    guard let standing, services.time.now() < standing.expires else { throw Self.signInAgain }
    return Principal(
      org: key.org, actor: key.proof.actor(of: standing.user), user: standing.user, grants: standing.access.grants,
      scopes: standing.scopes, proof: proof, version: standing.version,
      expires: min(expires ?? standing.expires, standing.expires))
  }

  private func load(_ key: CallerKey) async throws -> CallerStanding? {
    let tenant = services.doorkeeper(key.org)
    switch key.proof {
    case .session(let session):
      return try await services.db.first(SessionStatements.standing, session, as: tenant).map {
        CallerStanding(user: $0.user, access: $0.access, scopes: nil, version: $0.version, expires: $0.expires)
      }
    case .apiKey(let id):
      let standing = try await services.db.first(APIKeyStatements.standing, id, as: tenant)
      if standing != nil {
        try await services.db.execute(APIKeyStatements.touch, (id, services.time.now()), as: tenant)
      }
      return standing
    }
  }

  /// A page session lasts as long as it is used; the row is written at most once an hour.
  private func slide(_ caller: Principal, _ session: SessionID) async throws {
    let now = services.time.now()
    let full = SessionLifetime.page
    guard caller.expires.timeIntervalSince(now) < full - 3600 else { return }
    try await services.db.execute(
      SessionStatements.touch, (session, now, now.addingTimeInterval(full)), as: services.doorkeeper(caller.org))
    services.sessions.forget(CallerKey(org: caller.org, proof: .session(session)))
  }

  static var signInAgain: Problem { Problem(.unauthenticated, "Your session has ended. Sign in again.") }
}

/// Seconds.
package enum SessionLifetime {
  /// Sliding: 14 days after the last visit.
  package static let page: TimeInterval = 14 * 86_400
  /// A refresh token, and with it an API session that is not used.
  package static let refresh: TimeInterval = 30 * 86_400
}

extension Principal.Proof {
  var cacheProof: CallerKey.Proof {
    switch self {
    case .session(let id), .accessToken(let id): .session(id)
    case .apiKey(let id): .apiKey(id)
    }
  }
}

extension CallerKey.Proof {
  fileprivate func actor(of user: UserID) -> Actor {
    switch self {
    case .session: .user(user)
    case .apiKey(let id): .apiKey(id)
    }
  }
}
