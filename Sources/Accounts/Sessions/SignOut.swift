import Contracts
package import Database
import Kernel
package import Web

/// Ends the session that the caller came with. Twice is fine. An access key has no session to end.
package struct SignOut: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package func callAsFunction(_ caller: Principal, requestID: String?) async throws {
    try await services.db.transaction(as: services.tenant(of: caller, requestID: requestID)) { tx in
      try await self(caller, in: tx)
    }
  }

  package func callAsFunction(_ caller: Principal, in tx: Transaction) async throws {
    guard case .session(let session) = caller.proof.cacheProof else {
      throw Problem(.conflict, "An access key has no session. Revoke the key to shut it out.")
    }
    services.accessChanges(in: tx)
    let ended = try await tx.execute(SessionStatements.end, (session, services.time.now(), "logout"))
    guard ended > 0 else { return }
    try await services.audit.record(AuditEntry("session.close", resource: session.description), in: tx)
  }
}
