import Database
import Jobs
import Kernel
package import Web

/// Deletes an org with everything in it. Only an owner can, and only for the demo in one click; the
/// deletion of a real org asks for its name.
package struct RemoveOrg: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package func callAsFunction(confirming name: String?, by caller: Principal) async throws {
    let tenant = TenantContext(org: caller.org, brands: .all, actor: caller.actor)
    guard let org = try await services.db.first(OrgStatements.current, as: tenant) else {
      throw Problem.notFound("org")
    }
    guard caller.memberAccess == .everywhere(.owner) else {
      throw Problem(.forbidden, "Only an owner can remove an organisation.")
    }
    guard org.isDemo || name == org.name else {
      throw Problem.invalid("/name", "Type the organisation's name, \(org.name), to confirm.")
    }
    try await services.removeOrg(org.id)
  }
}

extension AccountServices {
  /// False when it was gone already. Jobs of the org that run meanwhile may get in its way a few times. Its files are
  /// deleted by upkeep, which is started in the same transaction.
  @discardableResult
  func removeOrg(_ org: OrgID) async throws -> Bool {
    var left = 20
    while true {
      do {
        return try await db.systemTransaction { tx in
          guard try await tx.first(OrgStatements.remove, org) == true else { return false }
          try await tx.enqueue(system: UpkeepArgs(), ids: ids)
          accessChanges(in: tx)
          return true
        }
      } catch DatabaseError.serialization where left > 0 {
        left -= 1
        try await time.sleep(.milliseconds(50))
      }
    }
  }
}
