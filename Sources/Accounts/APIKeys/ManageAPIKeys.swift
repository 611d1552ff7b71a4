import Contracts
package import Database
package import Foundation
package import Kernel
package import Web

package struct ManageAPIKeys: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package func create(
    name: String, scopes: [String], expires: Date?, by caller: Principal, requestID: String?
  ) async throws -> (key: APIKey, text: Redacted<String>) {
    try await services.db.transaction(as: services.tenant(of: caller, requestID: requestID)) { tx in
      try await create(name: name, scopes: scopes, expires: expires, by: caller, in: tx)
    }
  }

  /// The key's text is shown this once.
  package func create(
    name: String, scopes: [String], expires: Date?, by caller: Principal, in tx: Transaction
  ) async throws -> (key: APIKey, text: Redacted<String>) {
    if case .apiKey = caller.proof {
      throw Problem(.forbidden, "An access key cannot make another one. Sign in as a person.")
    }
    if let expires, expires <= services.time.now() { throw Problem.invalid("/expires_at", "This day has passed.") }
    let token = Token.make(.apiKey, random: services.random)
    let key = APIKey(
      id: services.ids.new(), user: caller.user, name: name, hint: token.hint, scopes: scopes,
      createdAt: services.time.now(), expiresAt: expires, usedAt: nil)
    try await tx.execute(APIKeyStatements.insert, (key, token.hash))
    try await services.audit.record(
      AuditEntry("api_key.create", resource: key.id.description, facts: ["user": .id(caller.user)]), in: tx)
    return (key, token.text)
  }

  package func revoke(_ id: APIKeyID, by caller: Principal, managesPeople: Bool, requestID: String?) async throws {
    try await services.db.transaction(as: services.tenant(of: caller, requestID: requestID)) { tx in
      try await revoke(id, by: caller, managesPeople: managesPeople, in: tx)
    }
  }

  /// Own keys for everybody; those of others for whoever manages people.
  package func revoke(
    _ id: APIKeyID, by caller: Principal, managesPeople: Bool, in tx: Transaction
  ) async throws {
    let revoked = try await tx.execute(
      APIKeyStatements.revoke, (id, managesPeople ? nil : caller.user, services.time.now(), caller.actor.label))
    guard revoked > 0 else { throw Problem.notFound("access key") }
    try await services.audit.record(AuditEntry("api_key.revoke", resource: id.description), in: tx)
    services.accessChanges(in: tx)
  }
}
