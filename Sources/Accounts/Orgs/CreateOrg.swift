import Contracts
import Database
import Foundation
package import Kernel
import Web

/// Makes an org with its first owner. The only way an org begins.
package struct CreateOrg: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  /// - Parameter id: chosen before, for what must be found again after a kill; nil draws one.
  @discardableResult
  package func callAsFunction(
    id: OrgID? = nil, name: String, isDemo: Bool = false, owner: UserID, requestID: String?
  ) async throws -> Org {
    let org = Org(id: id ?? services.ids.new(), name: name, isDemo: isDemo, version: 1, createdAt: services.time.now())
    let tenant = TenantContext(org: org.id, brands: .all, actor: .user(owner), requestID: requestID)
    try await services.db.transaction(as: tenant) { tx in
      try await tx.execute(OrgStatements.insert, org)
      try await services.addMember(owner, access: .everywhere(.owner), in: tx)
      try await services.audit.record(
        AuditEntry("org.create", resource: org.id.description, facts: ["demo": .flag(isDemo)]), in: tx)
    }
    return org
  }

  /// An account and its org in one go, for the first run and the demo.
  package func withOwner(
    orgName: String, isDemo: Bool = false, ownerName: String, mail: String, zone: String, password: Redacted<String>,
    requestID: String?
  ) async throws -> (org: Org, owner: UserID) {
    let address = try MailAddress.parse(mail, at: "/mail")
    let owner = try await services.createPerson(mail: address, name: ownerName, zone: zone, password: password)
    return (try await self(name: orgName, isDemo: isDemo, owner: owner, requestID: requestID), owner)
  }

  /// A person with access, without an invitation: for the demo's people.
  package func addPerson(
    to org: OrgID, name: String, mail: String, zone: String, password: Redacted<String>, access: MemberAccess
  ) async throws -> UserID {
    let address = try MailAddress.parse(mail, at: "/mail")
    let user = try await services.createPerson(mail: address, name: name, zone: zone, password: password)
    try await add(user, to: org, access: access)
    return user
  }

  func add(_ user: UserID, to org: OrgID, access: MemberAccess) async throws {
    try await services.db.transaction(as: services.doorkeeper(org)) { tx in
      try await services.addMember(user, access: access, in: tx)
      try await services.audit.record(
        AuditEntry("member.add", resource: user.description, facts: ["role": .word(access.storedRole ?? "by-brand")]),
        in: tx)
    }
  }
}
