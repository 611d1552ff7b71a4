import Contracts
import Database
import Foundation
package import Kernel
import Platforms

extension Publishing {
  /// Deletes the post on the platform, then says so. Deleting what is gone already is fine.
  package func delete(_ id: PublicationID, as tenant: TenantContext) async throws -> Publication {
    guard let publication = try await database.first(LedgerStatements.byID, id, as: tenant) else {
      throw Problem.notFound("publication")
    }
    guard publication.state == .published, let external = publication.externalID else {
      throw Problem(.conflict, "It is \(publication.state.rawValue): there is nothing on the platform to delete.")
    }
    do {
      let open = try await parts.freshSession(publication.connector, database, as: tenant)
      try await parts.client(publication.platform).delete(external, open.session)
    } catch let failure as PublishFailure {
      throw Problem(.unavailable, "The platform did not delete it. \(failure.userMessage)")
    }
    return try await store(publication, as: tenant)
  }

  private func store(_ publication: Publication, as tenant: TenantContext) async throws -> Publication {
    let input = LedgerStatements.OutcomeInput(
      id: publication.id, fence: publication.fence, from: [.published], to: .deleted, reason: "person")
    return try await database.transaction(as: tenant) { tx in
      guard let deleted = try await tx.first(LedgerStatements.outcome, input) else {
        throw Problem(.conflict, "Somebody changed it meanwhile. Look again.")
      }
      try await parts.announce(deleted, from: .published, in: tx)
      try await parts.audit.record(
        AuditEntry("publication.delete", resource: deleted.resource, brand: deleted.brand), in: tx)
      return deleted
    }
  }
}
