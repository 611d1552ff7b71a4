import Contracts
import Database
package import Kernel

/// Puts a brand away, or brings it back. Everything of it stays readable.
package struct ArchiveBrand: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(_ id: BrandID, archived: Bool, as tenant: TenantContext) async throws -> Brand {
    try await named {
      try await parts.database.transaction(as: tenant) { tx in
        guard var brand = try await tx.first(BrandStatements.lock, id) else { throw Problem.notFound("brand") }
        guard archived != (brand.archived != nil) else { return brand }
        brand.version += 1
        brand.updated = parts.time.now()
        brand.archived = archived ? brand.updated : nil
        try await tx.execute(BrandStatements.archive, (brand, by: tenant.actor.label))
        try await tx.execute(BrandStatements.saveVersion, (brand, by: tenant.actor.label))
        try await parts.audit.record(
          AuditEntry(archived ? "brand.archive" : "brand.restore", resource: id.description, brand: id), in: tx)
        return brand
      }
    }
  }
}
