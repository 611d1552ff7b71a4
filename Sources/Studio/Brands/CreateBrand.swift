import Contracts
import Database
package import Kernel

/// Makes a brand. Only members of the whole org may: one who sees some brands cannot add another.
package struct CreateBrand: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(_ profile: BrandProfile, as tenant: TenantContext) async throws -> Brand {
    try profile.check(zones: parts.zones)
    guard tenant.brands == .all else {
      throw Problem(.forbidden, "You may work on some brands of this organisation only, so you cannot add one.")
    }
    let now = parts.time.now()
    let brand = Brand(
      id: parts.ids.new(), version: 1, profile: profile, created: now, updated: now, archived: nil)
    try await named {
      try await parts.database.transaction(as: tenant) { tx in
        try await tx.execute(BrandStatements.insert, brand)
        try await tx.execute(BrandStatements.saveVersion, (brand, by: tenant.actor.label))
        try await parts.audit.record(
          AuditEntry(
            "brand.create", resource: brand.id.description, brand: brand.id,
            facts: ["mode": .word(profile.mode.rawValue)]),
          in: tx)
      }
    }
    return brand
  }
}

/// Two active brands of one org cannot share a name.
func named<Value>(_ body: () async throws -> Value) async throws -> Value {
  do {
    return try await body()
  } catch DatabaseError.uniqueViolation(constraint: "brands_name") {
    throw Problem(
      .conflict, "There is a brand of this name already.",
      fields: [Problem.Field("/name", "is taken by another brand of this organisation")])
  }
}
