import Contracts
package import Database
package import Kernel

/// Makes a brand. Only members of the whole org may: one who sees some brands cannot add another.
package struct CreateBrand: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(_ profile: BrandProfile, as tenant: TenantContext) async throws -> Brand {
    try await parts.act(as: tenant) { try await run(profile, in: $0) }
  }

  package func run(_ profile: BrandProfile, in tx: Transaction) async throws -> Brand {
    let tenant = try tx.acting
    try profile.check(zones: parts.zones)
    try profile.checkLogo(was: nil)
    guard tenant.brands == .all else {
      throw Problem(.forbidden, "You may work on some brands of this organisation only, so you cannot add one.")
    }
    let now = parts.time.now()
    let brand = Brand(
      id: parts.ids.new(), version: 1, profile: profile, created: now, updated: now, archived: nil)
    try await named { try await tx.execute(BrandStatements.insert, brand) }
    try await tx.execute(BrandStatements.saveVersion, (brand, by: tenant.actor.label))
    try await parts.audit.record(
      AuditEntry(
        "brand.create", resource: brand.id.description, brand: brand.id,
        facts: ["mode": .word(profile.mode.rawValue)]),
      in: tx)
    return brand
  }
}

extension Transaction {
  /// On whose behalf it runs. Studio's acts need somebody.
  var acting: TenantContext {
    get throws {
      guard let tenant else { throw Problem(.internal, "This act needs an organisation.") }
      return tenant
    }
  }
}

/// Two active brands of one org cannot share a name.
@discardableResult
func named<Value>(_ body: () async throws -> Value) async throws -> Value {
  do {
    return try await body()
  } catch DatabaseError.uniqueViolation(constraint: "brands_name") {
    throw Problem(
      .conflict, "There is a brand of this name already.",
      fields: [Problem.Field("/name", "is taken by another brand of this organisation")])
  }
}
