import Contracts
import Database
import Foundation
package import Kernel
package import Web

/// Changes what a member may do, and lets members go.
package struct ManageMembers: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  /// Throws `.stale` when somebody changed the member since `version` was read.
  package func change(
    _ id: MembershipID, to access: MemberAccess, version: Int, by caller: Principal, requestID: String?
  ) async throws -> Member {
    let changed = try await services.db.transaction(as: tenant(caller, requestID)) { tx in
      let member = try await manageable(id, by: caller, in: tx)
      guard caller.memberAccess.mayGrant(access) else { throw Self.tooMuch }
      if member.access == .everywhere(.owner), access != .everywhere(.owner) { try await keepAnOwner(id, in: tx) }
      guard try await tx.first(MemberStatements.setRole, (id, access.storedRole, version)) != nil else {
        throw Problem(.stale, "Somebody else changed this person's access. Look at it again before you save.")
      }
      try await tx.execute(MemberStatements.clearBrands, id)
      if !access.brandRoles.isEmpty { try await tx.execute(MemberStatements.addBrands, (id, access.brandRoles)) }
      try await services.audit.record(
        AuditEntry("member.change", resource: id.description, facts: ["role": .word(access.storedRole ?? "by-brand")]),
        in: tx)
      guard let changed = try await tx.first(MemberStatements.byID, id) else { throw Problem.notFound("member") }
      return changed
    }
    services.sessions.forget(user: changed.user)
    return changed
  }

  /// Ends their sessions and keys at once; what they wrote stays.
  package func remove(_ id: MembershipID, by caller: Principal, requestID: String?) async throws {
    let user = try await services.db.transaction(as: tenant(caller, requestID)) { tx in
      let member = try await manageable(id, by: caller, in: tx)
      if member.access == .everywhere(.owner) { try await keepAnOwner(id, in: tx) }
      let now = services.time.now()
      guard let user = try await tx.first(MemberStatements.remove, (id, now, caller.actor.label)) else {
        throw Problem.notFound("member")
      }
      try await tx.execute(SessionStatements.endAllOf, (user, now, "removed"))
      try await services.audit.record(
        AuditEntry("member.remove", resource: id.description, facts: ["user": .id(user)]), in: tx)
      return user
    }
    services.sessions.forget(user: user)
  }

  private func manageable(_ id: MembershipID, by caller: Principal, in tx: Transaction) async throws -> Member {
    guard let member = try await tx.first(MemberStatements.byID, id) else { throw Problem.notFound("member") }
    let leaves = member.user == caller.user
    guard leaves || caller.memberAccess.mayGrant(member.access) else { throw Self.tooMuch }
    return member
  }

  private func keepAnOwner(_ id: MembershipID, in tx: Transaction) async throws {
    guard try await !tx.query(MemberStatements.otherOwners, id).isEmpty else {
      throw Problem(.conflict, "Every organisation needs an owner. Make somebody else an owner first.")
    }
  }

  private func tenant(_ caller: Principal, _ requestID: String?) -> TenantContext {
    TenantContext(org: caller.org, brands: .all, actor: caller.actor, requestID: requestID)
  }

  private static var tooMuch: Problem {
    Problem(.forbidden, "You can only change people whose rights do not go beyond yours.")
  }
}
