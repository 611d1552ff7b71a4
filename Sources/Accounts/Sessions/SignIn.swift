import Contracts
import Database
import Foundation
package import Kernel

/// Checks mail and password and opens a session in one of the person's orgs.
package struct SignIn: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  /// The person, or `.unauthenticated` with the same words and after the same time for a wrong password
  /// and an unknown address.
  package func person(mail: String, password: Redacted<String>) async throws -> UserID {
    let user: UserID? =
      if let address = MailAddress(mail) {
        try await services.db.first(PersonStatements.byMail, services.keys.mailHash(address))
      } else { nil }
    let stored: String? = if let user { try await services.db.first(PersonStatements.password, user) } else { nil }
    guard try await services.hasher.verify(password, against: stored.flatMap(PasswordHash.init)), let user else {
      throw Problem(.unauthenticated, "Mail address or password is wrong.")
    }
    return user
  }

  /// The org to enter: the one asked for, or the one joined first.
  package func org(for user: UserID, wanted: OrgID?) async throws -> OrgID {
    let orgs = try await services.db.query(PersonStatements.orgs, user)
    if let wanted {
      guard orgs.contains(wanted) else { throw Problem.notFound("org") }
      return wanted
    }
    guard let first = orgs.first else {
      throw Problem(.forbidden, "You belong to no organisation any more. Ask for an invitation.")
    }
    return first
  }

  /// A session for the pages; the token is the cookie's value.
  package func openPageSession(
    user: UserID, org: OrgID, agent: String, requestID: String?
  ) async throws -> (token: Token, session: SessionID) {
    let token = Token.make(.session, random: services.random)
    let session = services.ids.new(SessionID.self)
    try await open(
      session, kind: "page", user: user, org: org, hash: token.hash, agent: agent, lifetime: SessionLifetime.page,
      requestID: requestID
    ) { _ in }
    return (token, session)
  }

  /// A session for an API client with its first refresh token.
  package func openAPISession(
    user: UserID, org: OrgID, agent: String, requestID: String?
  ) async throws -> (refresh: Token, session: SessionID) {
    let token = Token.make(.refresh, random: services.random)
    let session = services.ids.new(SessionID.self)
    let refresh = services.ids.new(RefreshTokenID.self)
    let now = services.time.now()
    try await open(
      session, kind: "api", user: user, org: org, hash: nil, agent: agent, lifetime: SessionLifetime.refresh,
      requestID: requestID
    ) { tx in
      try await tx.execute(
        SessionStatements.insertRefresh,
        (refresh, session, token.hash, now, now.addingTimeInterval(SessionLifetime.refresh), nil))
    }
    return (token, session)
  }

  private func open(
    _ session: SessionID, kind: String, user: UserID, org: OrgID, hash: [UInt8]?, agent: String,
    lifetime: TimeInterval, requestID: String?, also: (Transaction) async throws -> Void
  ) async throws {
    let now = services.time.now()
    let tenant = TenantContext(org: org, brands: .all, actor: .user(user), requestID: requestID)
    try await services.db.transaction(as: tenant) { tx in
      try await tx.execute(
        SessionStatements.insert,
        (session, user, kind, hash, String(agent.prefix(200)), now, now.addingTimeInterval(lifetime)))
      try await also(tx)
      try await services.audit.record(
        AuditEntry("session.open", resource: session.description, facts: ["user": .id(user), "kind": .word(kind)]),
        in: tx)
    }
  }
}
