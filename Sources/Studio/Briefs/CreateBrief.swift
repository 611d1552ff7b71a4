import Contracts
package import Database
package import Kernel

package struct CreateBrief: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(
    _ content: BriefContent, brand: BrandID, campaign: CampaignID? = nil, as tenant: TenantContext
  ) async throws -> Brief {
    try await parts.act(as: tenant) { try await run(content, brand: brand, campaign: campaign, in: $0) }
  }

  package func run(
    _ content: BriefContent, brand: BrandID, campaign: CampaignID?, in tx: Transaction
  ) async throws -> Brief {
    try content.check(known: parts.platforms)
    let now = parts.time.now()
    let brief = Brief(
      id: parts.ids.new(), brand: brand, campaign: campaign, version: 1, content: content, created: now,
      updated: now, archived: nil)
    try await tx.activeBrand(brand)
    try await tx.activeCampaign(campaign, of: brand)
    try await tx.execute(BriefStatements.insert, (brief, by: try tx.acting.actor.label))
    try await tx.publish(
      BriefCreated(brief: brief.id, campaign: campaign, version: 1), brand: brand, resource: brief.id.description,
      ids: parts.ids)
    try await parts.audit.record(
      AuditEntry("brief.create", resource: brief.id.description, brand: brand), in: tx)
    return brief
  }
}

extension Transaction {
  /// Throws `Problem(.invalid)` on `/campaign_id` for a campaign that is absent, out of sight or another brand's.
  func activeCampaign(_ id: CampaignID?, of brand: BrandID) async throws {
    guard let id else { return }
    guard let campaign = try await first(CampaignStatements.byID, id), campaign.brand == brand else {
      throw Problem.invalid("/campaign_id", "This brand has no such campaign.")
    }
    try campaign.assertActive()
  }
}
