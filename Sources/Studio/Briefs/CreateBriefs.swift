package import Database
package import Kernel
import Text

/// Makes many briefs at once: all of them, or none with every reason. A table that was half taken in could not be sent
/// again without making some of its briefs twice.
package struct CreateBriefs: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(
    _ entries: [BatchEntry], brand: BrandID, campaign: CampaignID? = nil, template: TemplateID? = nil,
    as tenant: TenantContext
  ) async throws -> [Brief] {
    try await parts.act(as: tenant) {
      try await run(entries, brand: brand, campaign: campaign, template: template, in: $0)
    }
  }

  package func run(
    _ entries: [BatchEntry], brand: BrandID, campaign: CampaignID?, template: TemplateID? = nil,
    in tx: Transaction
  ) async throws -> [Brief] {
    try check(entries, template: try await tx.usable(template, of: brand))
    var briefs: [Brief] = []
    for entry in entries {
      briefs.append(
        try await CreateBrief(parts).run(
          entry.content, brand: brand, campaign: campaign, template: template, in: tx))
    }
    return briefs
  }

  /// Throws `Problem(.invalid)` with the faults of all entries, a hundred at most.
  package func check(_ entries: [BatchEntry], template: PostTemplate? = nil) throws(Problem) {
    guard entries.count <= BriefBatch.Limits.briefs else {
      throw Problem.invalid(
        "/briefs", "has \(entries.count) briefs: at most \(BriefBatch.Limits.briefs) at once. Send the rest after them."
      )
    }
    var faults: [Problem.Field] = []
    for entry in entries {
      do throws(Problem) {
        try entry.content.check(known: parts.platforms)
        if let template { try template.check(entry.content.slots) }
      } catch {
        faults += error.fields.map(entry.named)
      }
    }
    guard faults.isEmpty else { throw BriefTable.refusal(faults) }
  }
}
