import Database
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
    _ = try await services.db.first(OrgStatements.remove, org.id)
    services.sessions.forget(org: org.id)
  }
}
