import Contracts
package import Database
import Foundation
package import Kernel
import Platforms

extension PublishingParts {
  private static let leaseSeconds = 60.0

  /// Renews the credential, by one refresher for each account. Whoever does not get the lease goes on with what is
  /// stored. A lost reply makes the connector `refresh_unknown`: the old token is used once more, and only the
  /// platform's own word that it is dead makes it `lost`. A network blip changes nothing.
  package func refreshed(
    _ open: OpenSession, _ database: Database, as tenant: TenantContext
  ) async throws -> OpenSession {
    let connector = open.connector
    let ask = (connector.id, connector.tokenGeneration, Self.leaseSeconds)
    guard let lease = try await database.first(ConnectorStatements.takeRefresh, ask, as: tenant) else {
      return try await session(connector.id, database, as: tenant)
    }
    let current = try await session(connector.id, database, as: tenant)
    do {
      let renewed = try await client(connector.platform).refresh(current.session)
      return try await store(renewed, current, lease, database, as: tenant)
    } catch let failure as PublishFailure {
      try await refreshFailed(failure, current, lease, database, as: tenant)
      return current
    }
  }

  private func store(
    _ renewed: Credential, _ current: OpenSession, _ lease: Int64, _ database: Database, as tenant: TenantContext
  ) async throws -> OpenSession {
    let sealed = try await seal.seal(renewed, tenant.org, current.connector.id)
    let input = ConnectorStatements.Refreshed(
      id: current.connector.id, generation: current.connector.tokenGeneration, lease: lease, sealed: sealed,
      expiresAt: renewed.expiresAt, refreshAfter: renewed.refreshAfter)
    guard let stored = try await database.first(ConnectorStatements.storeRefreshed, input, as: tenant) else {
      return try await session(current.connector.id, database, as: tenant)
    }
    return OpenSession(
      connector: stored, session: PlatformSession(account: stored.account, credential: renewed))
  }

  private func refreshFailed(
    _ failure: PublishFailure, _ current: OpenSession, _ lease: Int64, _ database: Database, as tenant: TenantContext
  ) async throws {
    _ = try await database.execute(ConnectorStatements.dropRefresh, (current.connector.id, lease), as: tenant)
    if try await learn(failure, current.connector, database, as: tenant) { return }
    if failure.effect == .unknown {
      try await move(current.connector, to: .refreshUnknown, failure, database, as: tenant)
    }
  }

  /// Marks the connector as lost, once, and tells people. Nothing happens when it was connected anew meanwhile.
  func lose(
    _ connector: Connector, _ failure: PublishFailure, _ database: Database, as tenant: TenantContext
  ) async throws {
    try await move(connector, to: .lost, failure, database, as: tenant)
  }

  private func move(
    _ connector: Connector, to state: Connector.State, _ failure: PublishFailure, _ database: Database,
    as tenant: TenantContext
  ) async throws {
    let input = ConnectorStatements.StateInput(
      id: connector.id, state: state, reason: failure.kind.rawValue, generation: connector.tokenGeneration)
    try await database.transaction(as: tenant) { tx in
      guard let changed = try await tx.first(ConnectorStatements.setState, input) else { return }
      try await tx.publish(
        ConnectorChanged(
          connector: changed.id, platform: changed.platform, state: state.rawValue, reason: failure.kind.rawValue),
        brand: changed.brand, resource: changed.id.description, ids: ids)
      guard state == .lost else { return }
      try await notifier.notify(
        Notice(
          kind: .connectorBroken, audience: .roles(["owner", "admin", "editor"]), brand: changed.brand,
          resource: changed.id.description, title: "The connection to \(changed.account.handle) is lost.",
          detail: failure.userMessage, dedupKey: "\(changed.id)/lost/\(changed.version)"), in: tx)
    }
  }
}
