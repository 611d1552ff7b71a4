import Contracts
package import Database
package import Kernel

/// Puts a brand away, or brings it back. Everything of it stays readable.
package struct ArchiveBrand: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(_ id: BrandID, archived: Bool, as tenant: TenantContext) async throws -> Brand {
    try await parts.act(as: tenant) { try await run(id, archived: archived, in: $0) }
  }

  package func run(_ id: BrandID, archived: Bool, in tx: Transaction) async throws -> Brand {
    guard var brand = try await tx.first(BrandStatements.lock, id) else { throw Problem.notFound("brand") }
    guard archived != (brand.archived != nil) else { return brand }
    brand.version += 1
    brand.updated = parts.time.now()
    brand.archived = archived ? brand.updated : nil
    let (saved, by) = (brand, try tx.acting.actor.label)
    try await named { try await tx.execute(BrandStatements.archive, (saved, by: by)) }
    try await tx.execute(BrandStatements.saveVersion, (saved, by: by))
    try await parts.audit.record(
      AuditEntry(archived ? "brand.archive" : "brand.restore", resource: id.description, brand: id), in: tx)
    return saved
  }
}
