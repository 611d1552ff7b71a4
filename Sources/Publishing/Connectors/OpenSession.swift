package import Database
import Foundation
package import Kernel
package import Platforms

/// A connector with what opens it, at one generation of its credential.
package struct OpenSession: Sendable {
  package var connector: Connector
  package var session: PlatformSession
}

extension PublishingParts {
  package func session(
    _ id: ConnectorID, _ database: Database, as tenant: TenantContext
  ) async throws -> OpenSession {
    guard let (connector, sealed) = try await database.first(ConnectorStatements.credential, id, as: tenant) else {
      throw Problem.notFound("connector")
    }
    let credential = try await seal.open(sealed, tenant.org, id)
    return OpenSession(
      connector: connector, session: PlatformSession(account: connector.account, credential: credential))
  }

  /// Whether this process can reach the account's server: the sandbox of a rehearsal runs on one machine only.
  func reaches(_ connector: Connector) -> Bool {
    !connector.rehearsal || sandbox().contains(connector.account.baseURL)
  }

  /// Throws a failure that says nothing was sent and that another try helps.
  func demandReach(_ connector: Connector) throws(PublishFailure) {
    guard reaches(connector) else { throw PublishFailure(.unreachable, effect: .none, code: "sandbox-away") }
  }

  /// A session whose token is renewed first when half of its life is over. After a renewal whose reply was lost the
  /// old token is used to its end: asking again with a spent one could end a connection that still works.
  package func freshSession(
    _ id: ConnectorID, _ database: Database, as tenant: TenantContext
  ) async throws -> OpenSession {
    let open = try await session(id, database, as: tenant)
    guard reaches(open.connector), let after = open.connector.refreshAfter, after <= time.now() else { return open }
    let isUnsure = open.connector.state == .refreshUnknown
    if isUnsure, let end = open.connector.tokenExpiresAt, end > time.now() { return open }
    return try await refreshed(open, database, as: tenant)
  }
}
