import Contracts
package import Database
import Foundation
package import Kernel
import Platforms

extension Publishing {
  package func delete(_ id: PublicationID, as tenant: TenantContext) async throws -> Publication {
    try await deleteOnPlatform(id, as: tenant)
    return try await database.transaction(as: tenant) { tx in try await deleted(id, in: tx) }
  }

  /// Deletes the post on the platform. Deleting what is gone already is fine, so this may be done again.
  package func deleteOnPlatform(_ id: PublicationID, as tenant: TenantContext) async throws {
    let publication = try await publication(id, as: tenant)
    guard [.published, .deleted].contains(publication.state), let external = publication.externalID else {
      throw Problem(.conflict, "It is \(publication.state.rawValue): there is nothing on the platform to delete.")
    }
    try await checkReachable(publication, as: tenant)
    do {
      let open = try await parts.freshSession(publication.connector, database, as: tenant)
      try await parts.client(publication.platform).delete(external, open.session)
    } catch let failure as PublishFailure {
      throw Problem(.unavailable, "The platform did not delete it. \(failure.userMessage)")
    }
  }

  /// Says that it has been deleted, once.
  package func deleted(_ id: PublicationID, in tx: Transaction) async throws -> Publication {
    guard let publication = try await tx.first(LedgerStatements.lockedByID, id) else {
      throw Problem.notFound("publication")
    }
    let input = LedgerStatements.OutcomeInput(
      id: id, fence: publication.fence, from: [.published], to: .deleted, reason: "person")
    guard let deleted = try await tx.first(LedgerStatements.outcome, input) else {
      throw Problem(.conflict, "It is \(publication.state.rawValue): there is nothing on the platform to delete.")
    }
    try await parts.announce(deleted, from: .published, in: tx)
    try await parts.audit.record(
      AuditEntry("publication.delete", resource: deleted.resource, brand: deleted.brand), in: tx)
    return deleted
  }
}
