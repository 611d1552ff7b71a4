import Contracts
package import Database
import Foundation
package import Kernel
package import Web

/// Changes what a member may do, and lets members go.
package struct ManageMembers: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package func change(
    _ id: MembershipID, to access: MemberAccess, version: Int?, by caller: Principal, requestID: String?
  ) async throws -> Member {
    try await services.db.transaction(as: services.tenant(of: caller, requestID: requestID)) { tx in
      try await change(id, to: access, version: version, by: caller, in: tx)
    }
  }

  /// Throws `.stale`, with the member as they are now, when somebody changed them since `version` was read; nil
  /// accepts every version.
  package func change(
    _ id: MembershipID, to access: MemberAccess, version: Int?, by caller: Principal, in tx: Transaction
  ) async throws -> Member {
    let member = try await manageable(id, by: caller, in: tx)
    guard caller.memberAccess.mayGrant(access) else { throw Self.tooMuch }
    try Self.check(version, member)
    if member.access == .everywhere(.owner), access != .everywhere(.owner) { try await keepAnOwner(id, in: tx) }
    guard try await tx.first(MemberStatements.setRole, (id, access.storedRole, member.version)) != nil else {
      throw Self.stale(try await manageable(id, by: caller, in: tx))
    }
    try await tx.execute(MemberStatements.clearBrands, id)
    if !access.brandRoles.isEmpty { try await tx.execute(MemberStatements.addBrands, (id, access.brandRoles)) }
    try await services.audit.record(
      AuditEntry("member.change", resource: id.description, facts: ["role": .word(access.storedRole ?? "by-brand")]),
      in: tx)
    services.accessChanges(in: tx)
    guard let changed = try await tx.first(MemberStatements.byID, id) else { throw Problem.notFound("member") }
    return changed
  }

  package func remove(
    _ id: MembershipID, version: Int? = nil, by caller: Principal, requestID: String?
  ) async throws {
    try await services.db.transaction(as: services.tenant(of: caller, requestID: requestID)) { tx in
      try await remove(id, version: version, by: caller, in: tx)
    }
  }

  /// Ends their sessions and revokes their keys at once; what they wrote stays. Whoever is invited again begins
  /// without any. Throws `.stale` as `change` does.
  package func remove(
    _ id: MembershipID, version: Int?, by caller: Principal, in tx: Transaction
  ) async throws {
    let member = try await manageable(id, by: caller, in: tx)
    try Self.check(version, member)
    if member.access == .everywhere(.owner) { try await keepAnOwner(id, in: tx) }
    let now = services.time.now()
    guard let user = try await tx.first(MemberStatements.remove, (id, now, caller.actor.label)) else {
      throw Problem.notFound("member")
    }
    try await tx.execute(SessionStatements.endAllOf, (user, now, "removed"))
    let keys = try await tx.query(APIKeyStatements.revokeAllOf, (user, now, caller.actor.label))
    try await services.audit.record(
      AuditEntry(
        "member.remove", resource: id.description, facts: ["user": .id(user), "keys": .number(Int64(keys.count))]),
      in: tx)
    services.accessChanges(in: tx)
  }

  /// Somebody whom the caller does not see is absent.
  private func manageable(_ id: MembershipID, by caller: Principal, in tx: Transaction) async throws -> Member {
    guard let member = try await tx.first(MemberStatements.byID, id),
      member.user == caller.user || member.access.touches(caller.memberAccess.scope)
    else { throw Problem.notFound("member") }
    let leaves = member.user == caller.user
    guard leaves || caller.memberAccess.mayGrant(member.access) else { throw Self.tooMuch }
    return member
  }

  private static func check(_ version: Int?, _ member: Member) throws {
    if let version, version != member.version { throw stale(member) }
  }

  private static func stale(_ now: Member) -> Problem {
    Problem(
      .stale,
      "Somebody else changed this person's access since you read it. Compare it with what you chose, and save again.",
      current: (try? JSONBytes.encode(MemberModel(now))).map { String(decoding: $0, as: UTF8.self) })
  }

  private func keepAnOwner(_ id: MembershipID, in tx: Transaction) async throws {
    guard try await !tx.query(MemberStatements.otherOwners, id).isEmpty else {
      throw Problem(.conflict, "Every organisation needs an owner. Make somebody else an owner first.")
    }
  }

  private static var tooMuch: Problem {
    Problem(.forbidden, "You can only change people whose rights do not go beyond yours.")
  }
}
