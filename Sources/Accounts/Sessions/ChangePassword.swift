import Contracts
package import Database
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
    let hash = try await checked(current: current, new: new, by: caller)
    try await services.db.transaction(as: services.tenant(of: caller, requestID: requestID)) { tx in
      try await store(hash, by: caller, in: tx)
    }
  }

  /// The hash to store, once both passwords have passed. It takes a while, so it is not made in the transaction.
  package func checked(
    current: Redacted<String>, new: Redacted<String>, by caller: Principal
  ) async throws -> PasswordHash {
    let tenant = services.tenant(of: caller, requestID: nil)
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
    return try await services.hasher.hash(new)
  }

  package func store(_ hash: PasswordHash, by caller: Principal, in tx: Transaction) async throws {
    try await tx.execute(PersonStatements.setPassword, (caller.user, hash.text, services.time.now()))
    try await services.audit.record(AuditEntry("password.change", resource: caller.user.description), in: tx)
    services.accessChanges(in: tx)
  }
}
