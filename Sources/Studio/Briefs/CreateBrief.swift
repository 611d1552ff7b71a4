import Contracts
package import Database
package import Kernel

package struct CreateBrief: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(
    _ content: BriefContent, brand: BrandID, campaign: CampaignID? = nil, template: TemplateID? = nil,
    as tenant: TenantContext
  ) async throws -> Brief {
    try await parts.act(as: tenant) {
      try await run(content, brand: brand, campaign: campaign, template: template, in: $0)
    }
  }

  package func run(
    _ content: BriefContent, brand: BrandID, campaign: CampaignID?, template: TemplateID? = nil, in tx: Transaction
  ) async throws -> Brief {
    try content.check(known: parts.platforms)
    let now = parts.time.now()
    let brief = Brief(
      id: parts.ids.new(), brand: brand, campaign: campaign, template: template, version: 1, content: content,
      created: now, updated: now, archived: nil)
    try await tx.activeBrand(brand)
    try await tx.activeCampaign(campaign, of: brand)
    try await tx.check(content.slots, fill: template, of: brand)
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

  /// Throws as `usable` does, and `Problem(.invalid)` for values that do not fill the template's slots.
  func check(_ slots: [String: String], fill id: TemplateID?, of brand: BrandID) async throws {
    if let template = try await usable(id, of: brand) { return try template.check(slots) }
    guard slots.isEmpty else {
      throw Problem.invalid("/slots", "Slots belong to a template: name one in template_id, or leave them out.")
    }
  }

  /// Throws `Problem(.invalid)` on `/template_id` for a template that is absent, out of sight or another brand's, and
  /// `.conflict` for one that is put away.
  func usable(_ id: TemplateID?, of brand: BrandID) async throws -> PostTemplate? {
    guard let id else { return nil }
    guard let template = try await first(TemplateStatements.byID, id), template.brand == brand else {
      throw Problem.invalid("/template_id", "This brand has no such template.")
    }
    try template.assertActive()
    return template
  }
}
