import Contracts
package import Database
import Foundation
import Jobs
package import Kernel
import Platforms

/// What is needed to forget an account: nothing, sealed where its access was.
package struct Removal: Sendable {
  fileprivate var connector: ConnectorID
  fileprivate var sealedNothing: [UInt8]
}

extension Publishing {
  package func connector(_ id: ConnectorID, as tenant: TenantContext) async throws -> Connector {
    guard let found = try await database.first(ConnectorStatements.byID, id, as: tenant) else {
      throw Problem.notFound("connector")
    }
    return found
  }

  /// The account of a publication, also when it was removed since.
  package func account(of publication: Publication, as tenant: TenantContext) async throws -> Connector {
    guard let found = try await database.first(ConnectorStatements.anyByID, publication.connector, as: tenant) else {
      throw Problem.notFound("connector")
    }
    return found
  }

  /// Asks the platform now. A network blip is reported and changes nothing; what the platform says of the account is
  /// stored. Throws `Problem(.unavailable)` when it could not be asked.
  package func check(_ id: ConnectorID, as tenant: TenantContext) async throws -> Connector {
    let open = try await parts.freshSession(id, database, as: tenant)
    do {
      return try await parts.looked(at: open, database, as: tenant)
    } catch let failure as PublishFailure {
      guard try await parts.learn(failure, open.connector, database, as: tenant) else {
        throw Self.problem(of: failure, now: parts.time.now())
      }
      return try await connector(id, as: tenant)
    }
  }

  package func setEnabled(_ id: ConnectorID, _ enabled: Bool, as tenant: TenantContext) async throws -> Connector {
    try await database.transaction(as: tenant) { tx in try await setEnabled(id, enabled, in: tx) }
  }

  package func setEnabled(_ id: ConnectorID, _ enabled: Bool, in tx: Transaction) async throws -> Connector {
    let input = (id, enabled, try tx.acting.actor.label)
    guard let changed = try await tx.first(ConnectorStatements.setEnabled, input) else {
      throw Problem.notFound("connector")
    }
    try await announce(changed, enabled ? "connector.enable" : "connector.disable", in: tx)
    return changed
  }

  package func remove(_ id: ConnectorID, as tenant: TenantContext) async throws {
    let removal = try await removal(of: id, as: tenant)
    try await database.transaction(as: tenant) { tx in try await remove(removal, in: tx) }
  }

  package func removal(of id: ConnectorID, as tenant: TenantContext) async throws -> Removal {
    Removal(connector: id, sealedNothing: try await parts.seal.seal(Credential(accessToken: ""), tenant.org, id))
  }

  /// Forgets what opens the account. The row stays for the ledger. What was planned for it ends as failed, and what
  /// could not be settled yet waits for a person, since nobody can read the account any more.
  package func remove(_ removal: Removal, in tx: Transaction) async throws {
    let id = removal.connector
    guard let removed = try await tx.first(ConnectorStatements.remove, (id, removal.sealedNothing)) else {
      throw Problem.notFound("connector")
    }
    try await announce(removed, "connector.remove", in: tx)
    for (before, ended) in try await tx.query(LedgerStatements.endForRemoved, id) {
      _ = try await tx.cancelJobs(about: ended.resource, reason: "account-removed")
      try await parts.announce(ended, from: before, in: tx)
    }
  }
}

extension PublishingParts {
  /// Reads profile and limits anew and stores them. An access that ran out is renewed once.
  func looked(at open: OpenSession, _ database: Database, as tenant: TenantContext) async throws -> Connector {
    let client = try client(open.connector.platform)
    let now: ConnectedAccount
    do { now = try await client.check(open.session) } catch {
      guard error.token == .refresh else { throw error }
      now = try await client.check(try await refreshed(open, database, as: tenant).session)
    }
    return try await database.first(ConnectorStatements.checked, (open.connector.id, now), as: tenant)
      ?? open.connector
  }

  /// Stores what a failure says of the account: a person has to act. False when it says nothing of it.
  func learn(
    _ failure: PublishFailure, _ connector: Connector, _ database: Database, as tenant: TenantContext
  ) async throws -> Bool {
    guard failure.token == .reconnect || failure.kind == .accountBlocked else { return false }
    try await lose(connector, failure, database, as: tenant)
    return true
  }
}
