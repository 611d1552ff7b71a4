import Contracts
package import Database
package import Kernel

package struct CreateCampaign: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(
    _ content: CampaignContent, brand: BrandID, as tenant: TenantContext
  ) async throws -> Campaign {
    try await parts.act(as: tenant) { try await run(content, brand: brand, in: $0) }
  }

  package func run(_ content: CampaignContent, brand: BrandID, in tx: Transaction) async throws -> Campaign {
    try content.check()
    let now = parts.time.now()
    let campaign = Campaign(
      id: parts.ids.new(), brand: brand, version: 1, content: content, created: now, updated: now, archived: nil)
    try await tx.activeBrand(brand)
    try await tx.execute(CampaignStatements.insert, (campaign, by: try tx.acting.actor.label))
    try await parts.audit.record(
      AuditEntry("campaign.create", resource: campaign.id.description, brand: brand), in: tx)
    return campaign
  }
}

extension Transaction {
  /// The brand, if new things may be made in it. Throws `Problem(.invalid)` on `/brand_id` for one that is absent
  /// or that the tenant cannot see, and `.conflict` for an archived one.
  @discardableResult
  func activeBrand(_ id: BrandID) async throws -> Brand {
    guard let brand = try await first(BrandStatements.byID, id) else {
      throw Problem.invalid("/brand_id", "There is no such brand, or you have no access to it.")
    }
    try brand.assertActive()
    return brand
  }
}
