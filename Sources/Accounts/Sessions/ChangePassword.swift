import Contracts
import Database
import Foundation
package import Kernel
package import Web

/// A new password ends every session of the person, in every org; access keys stay.
package struct ChangePassword: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package func callAsFunction(
    current: Redacted<String>, new: Redacted<String>, by caller: Principal, requestID: String?
  ) async throws {
    let tenant = TenantContext(org: caller.org, brands: .all, actor: caller.actor, requestID: requestID)
    guard let person = try await services.db.first(PersonStatements.profile, caller.user, as: tenant),
      let stored = try await services.db.first(PersonStatements.password, caller.user)
    else { throw Problem.notFound("person") }
    guard try await services.hasher.verify(current, against: PasswordHash(stored)) else {
      throw Problem.invalid("/current", "This is not your current password.")
    }
    let faults = PasswordRules.faults(of: new.reveal(), mail: person.mail)
    guard faults.isEmpty else {
      throw Problem(.invalid, faults.joined(separator: " "), fields: faults.map { .init("/new", $0) })
    }
    let hash = try await services.hasher.hash(new)
    try await services.db.transaction(as: tenant) { tx in
      try await tx.execute(PersonStatements.setPassword, (caller.user, hash.text, services.time.now()))
      try await services.audit.record(AuditEntry("password.change", resource: caller.user.description), in: tx)
    }
    services.sessions.forget(user: caller.user)
  }
}
