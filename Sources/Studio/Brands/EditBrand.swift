import Contracts
package import Database
import Jobs
package import Kernel

/// Changes a brand's profile; every version is kept.
package struct EditBrand: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  /// `expected` is the version that was read; nil takes whatever is there.
  package func run(
    _ id: BrandID, _ edit: BrandEdit, expected: Int?, as tenant: TenantContext
  ) async throws -> Brand {
    try await parts.act(as: tenant) { try await run(id, edit, expected: expected, in: $0) }
  }

  package func run(_ id: BrandID, _ edit: BrandEdit, expected: Int?, in tx: Transaction) async throws -> Brand {
    guard var brand = try await tx.first(BrandStatements.lock, id) else { throw Problem.notFound("brand") }
    try Stale.check(expected, current: BrandReply(brand), "brand")
    try brand.assertActive()
    let profile = edit.applied(to: brand.profile)
    guard profile != brand.profile else { return brand }
    try profile.checkLogo(was: brand.profile.logo)
    try profile.check(zones: parts.zones)
    let changesRules = profile.rulesDiffer(from: brand.profile)
    brand.profile = profile
    try await save(&brand, try tx.acting, tx)
    if changesRules { try await tx.enqueue(PolicyCheckArgs(brand: id), priority: .background, ids: parts.ids) }
    return brand
  }

  private func save(_ brand: inout Brand, _ tenant: TenantContext, _ tx: Transaction) async throws {
    brand.version += 1
    brand.updated = parts.time.now()
    let saved = brand
    try await named { try await tx.execute(BrandStatements.update, saved) }
    try await tx.execute(BrandStatements.saveVersion, (brand, by: tenant.actor.label))
    try await parts.audit.record(
      AuditEntry(
        "brand.update", resource: brand.id.description, brand: brand.id,
        facts: ["version": .number(Int64(brand.version)), "mode": .word(brand.profile.mode.rawValue)]),
      in: tx)
  }
}

extension BrandProfile {
  /// Nothing can be uploaded yet, so a picture that the brand does not have is one that nobody has.
  func checkLogo(was known: AssetID?) throws {
    guard let logo, logo != known else { return }
    throw Problem.invalid("/logo", "There is no picture with this id. Leave the logo out.")
  }

  /// Whether texts are judged differently now.
  func rulesDiffer(from other: BrandProfile) -> Bool {
    never != other.never || always != other.always || facts != other.facts || glossary != other.glossary
      || name != other.name || formality != other.formality
  }
}
