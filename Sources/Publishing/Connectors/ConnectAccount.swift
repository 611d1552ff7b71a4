import Contracts
package import Database
import Foundation
import Jobs
package import Kernel
package import Platforms

/// How a person connects an account: what they typed, by platform.
package struct ConnectWish: Sendable {
  package var brand: BrandID
  package var platform: String
  package var grant: ConnectionGrant

  package init(brand: BrandID, platform: String, grant: ConnectionGrant) {
    self.brand = brand
    self.platform = platform
    self.grant = grant
  }
}

/// An account that the platform has confirmed, ready to be stored.
package struct Connection: Sendable {
  fileprivate var row: ConnectorStatements.Upsert
  fileprivate var isKnown: Bool
}

extension Publishing {
  package func connect(_ wish: ConnectWish, as tenant: TenantContext) async throws -> Connector {
    let connection = try await connection(wish, as: tenant)
    return try await database.transaction(as: tenant) { tx in try await store(connection, in: tx) }
  }

  /// Asks the platform who this is. Stores nothing.
  package func connection(_ wish: ConnectWish, as tenant: TenantContext) async throws -> Connection {
    guard let mode = try await database.first(LedgerStatements.brandMode, wish.brand, as: tenant) else {
      throw Problem.notFound("brand")
    }
    // Asked first: a sandbox may be called once its addresses were looked up.
    let sandbox = parts.sandbox()
    let connected: ConnectedAccount
    do {
      connected = try await parts.client(wish.platform).connect(wish.grant)
    } catch let failure as PublishFailure {
      throw Self.refusal(of: failure, now: parts.time.now())
    }
    let rehearsal = sandbox.contains(connected.account.baseURL)
    guard rehearsal == (mode == "rehearsal") else {
      throw Problem(
        .conflict,
        rehearsal
          ? "This is an account of the sandbox and the brand is live. Use a brand in rehearsal."
          : "This is a live account and the brand is in rehearsal. Switch the brand to live first.")
    }
    return try await sealed(wish, connected, rehearsal, as: tenant)
  }

  private func sealed(
    _ wish: ConnectWish, _ connected: ConnectedAccount, _ rehearsal: Bool, as tenant: TenantContext
  ) async throws -> Connection {
    let key = Connector.accountKey(wish.platform, connected.account)
    let known = try await database.first(ConnectorStatements.idOfKey, key, as: tenant)
    let id = known ?? parts.ids.new()
    let row = ConnectorStatements.Upsert(
      id: id, brand: wish.brand, platform: wish.platform, key: key, connected: connected, rehearsal: rehearsal,
      sealed: try await parts.seal.seal(connected.credential, tenant.org, id), actor: tenant.actor.label)
    return Connection(row: row, isKnown: known != nil)
  }

  /// The same account again is a reconnect of the same row.
  package func store(_ connection: Connection, in tx: Transaction) async throws -> Connector {
    guard let stored = try await tx.first(ConnectorStatements.upsert, connection.row), stored.id == connection.row.id
    else { throw Problem(.conflict, "This account is connected to another brand, or is being connected right now.") }
    try await announce(stored, connection.isKnown ? "connector.reconnect" : "connector.connect", in: tx)
    return stored
  }

  func announce(_ connector: Connector, _ action: String, in tx: Transaction) async throws {
    try await tx.publish(
      ConnectorChanged(
        connector: connector.id, platform: connector.platform, state: connector.state.rawValue,
        reason: connector.disabledAt == nil ? nil : "disabled"),
      brand: connector.brand, resource: connector.id.description, ids: parts.ids)
    try await parts.audit.record(
      AuditEntry(action, resource: connector.id.description, brand: connector.brand), in: tx)
  }

  /// The person named the server: when it does not answer, that is theirs to correct and no fault of ours.
  private static func refusal(of failure: PublishFailure, now: Date) -> Problem {
    switch failure.kind {
    case .unreachable, .noAnswer, .unavailable, .unreadable:
      Problem.invalid(
        "/server", "This server does not answer as it should. Check its address; if it is right, try again later.")
    case .rateLimited:
      Problem(.conflict, "The platform takes no more sign-ins for now. Try again later.", retryAfter: .seconds(60))
    default: problem(of: failure, now: now)
    }
  }

  static func problem(of failure: PublishFailure, now: Date) -> Problem {
    switch failure.kind {
    case .misconfigured: Problem.invalid("/server", "There is no such server, or not one that may be called from here.")
    case .tokenDead, .tokenExpired, .scopeMissing:
      Problem.invalid(
        "/secret", "The platform does not accept this. Check account and password or token, and its rights.")
    case .accountBlocked, .rejected: Problem(.conflict, failure.userMessage)
    case .rateLimited:
      Problem(
        .unavailable, failure.userMessage,
        retryAfter: .seconds(failure.retryAt.map { max(1, $0.timeIntervalSince(now)) } ?? 60))
    default: Problem(.unavailable, "The platform could not be asked. \(failure.userMessage)", retryAfter: .seconds(10))
    }
  }
}
