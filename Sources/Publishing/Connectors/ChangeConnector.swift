import Contracts
import Database
import Foundation
package import Kernel
import Platforms

extension Publishing {
  package func connector(_ id: ConnectorID, as tenant: TenantContext) async throws -> Connector {
    guard let found = try await database.first(ConnectorStatements.byID, id, as: tenant) else {
      throw Problem.notFound("connector")
    }
    return found
  }

  /// Asks the platform now. A network blip is reported and changes nothing.
  package func check(_ id: ConnectorID, as tenant: TenantContext) async throws -> Connector {
    let open = try await parts.freshSession(id, database, as: tenant)
    do {
      let client = try parts.client(open.connector.platform)
      let now = try await client.check(open.session)
      return try await database.first(ConnectorStatements.checked, (id, now), as: tenant) ?? open.connector
    } catch let failure as PublishFailure {
      if failure.token == .refresh { _ = try await parts.refreshed(open, database, as: tenant) }
      if failure.token == .reconnect { try await parts.lose(open.connector, failure, database, as: tenant) }
      return try await connector(id, as: tenant)
    }
  }

  package func setEnabled(_ id: ConnectorID, _ enabled: Bool, as tenant: TenantContext) async throws -> Connector {
    try await database.transaction(as: tenant) { tx in
      let input = (id, enabled, tenant.actor.label)
      guard let changed = try await tx.first(ConnectorStatements.setEnabled, input) else {
        throw Problem.notFound("connector")
      }
      try await announce(changed, enabled ? "connector.enable" : "connector.disable", in: tx)
      return changed
    }
  }

  /// Forgets what opens the account. The row stays for the ledger.
  package func remove(_ id: ConnectorID, as tenant: TenantContext) async throws {
    let empty = try await parts.seal.seal(Credential(accessToken: ""), tenant.org, id)
    try await database.transaction(as: tenant) { tx in
      guard let removed = try await tx.first(ConnectorStatements.remove, (id, empty)) else {
        throw Problem.notFound("connector")
      }
      try await announce(removed, "connector.remove", in: tx)
    }
  }
}
