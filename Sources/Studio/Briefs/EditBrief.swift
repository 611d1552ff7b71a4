import Contracts
import Database
package import Kernel

/// Changes a brief. Posts that were written from it stay as they are until somebody generates again.
package struct EditBrief: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(
    _ id: BriefID, _ edit: BriefEdit, expected: Int?, as tenant: TenantContext
  ) async throws -> Brief {
    try await change(id, "brief.update", as: tenant) { brief, tx in
      try Stale.check(expected, current: BriefReply(brief), "brief")
      try brief.assertActive()
      brief.content = edit.applied(to: brief.content)
      try brief.content.check(known: parts.platforms)
      let campaign = edit.campaignID.applied(to: brief.campaign)
      if campaign != brief.campaign { try await tx.activeCampaign(campaign, of: brief.brand) }
      brief.campaign = campaign
    }
  }

  package func archive(_ id: BriefID, archived: Bool, as tenant: TenantContext) async throws -> Brief {
    try await change(id, archived ? "brief.archive" : "brief.restore", as: tenant) { brief, _ in
      if archived != (brief.archived != nil) { brief.archived = archived ? parts.time.now() : nil }
    }
  }

  private func change(
    _ id: BriefID, _ action: String, as tenant: TenantContext,
    _ rule: (inout Brief, Transaction) async throws -> Void
  ) async throws -> Brief {
    try await parts.database.transaction(as: tenant) { tx in
      guard let before = try await tx.first(BriefStatements.lock, id) else { throw Problem.notFound("brief") }
      var brief = before
      try await rule(&brief, tx)
      guard brief != before else { return before }
      brief.version += 1
      brief.updated = parts.time.now()
      try await tx.execute(BriefStatements.update, (brief, by: tenant.actor.label))
      try await tx.publish(
        BriefChanged(brief: id, version: brief.version), brand: brief.brand, resource: id.description)
      try await parts.audit.record(
        AuditEntry(
          action, resource: id.description, brand: brief.brand, facts: ["version": .number(Int64(brief.version))]),
        in: tx)
      return brief
    }
  }
}
