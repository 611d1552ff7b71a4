import Contracts
import Database
package import Kernel
package import Web

/// Closes an invitation that nobody has used. A used, old or unknown one is absent.
package struct RevokeInvitation: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package func callAsFunction(_ id: InvitationID, by caller: Principal, requestID: String?) async throws {
    let tenant = TenantContext(org: caller.org, brands: .all, actor: caller.actor, requestID: requestID)
    try await services.db.transaction(as: tenant) { tx in
      let revoked = try await tx.execute(InvitationStatements.revoke, (id, services.time.now(), caller.actor.label))
      guard revoked > 0 else { throw Problem.notFound("open invitation") }
      try await services.audit.record(AuditEntry("invitation.revoke", resource: id.description), in: tx)
    }
  }
}
