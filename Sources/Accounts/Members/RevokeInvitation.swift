import Contracts
package import Database
package import Kernel
package import Web

/// Closes an invitation that nobody has used. A used, old or unknown one is absent, and so is one that reaches
/// beyond the brands in which the caller may close them.
package struct RevokeInvitation: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package func callAsFunction(
    _ id: InvitationID, by caller: Principal, in scope: BrandScope = .all, requestID: String?
  ) async throws {
    try await services.db.transaction(as: services.tenant(of: caller, requestID: requestID)) { tx in
      try await self(id, by: caller, in: scope, tx)
    }
  }

  package func callAsFunction(
    _ id: InvitationID, by caller: Principal, in scope: BrandScope, _ tx: Transaction
  ) async throws {
    guard let invitation = try await tx.first(InvitationStatements.lock, id), invitation.access.lies(within: scope)
    else { throw Self.absent }
    guard scope != .all || caller.memberAccess.mayGrant(invitation.access) else {
      throw Problem(.forbidden, "You can take back only what you may give: this invitation goes beyond your rights.")
    }
    let revoked = try await tx.execute(InvitationStatements.revoke, (id, services.time.now(), caller.actor.label))
    guard revoked > 0 else { throw Self.absent }
    try await services.audit.record(AuditEntry("invitation.revoke", resource: id.description), in: tx)
  }

  private static var absent: Problem { Problem.notFound("open invitation") }
}
