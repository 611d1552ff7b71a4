import Contracts
package import Database
package import Kernel

/// Changes a brief. Posts that were written from it stay as they are until somebody generates again.
package struct EditBrief: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(
    _ id: BriefID, _ edit: BriefEdit, expected: Int?, as tenant: TenantContext
  ) async throws -> Brief {
    try await parts.act(as: tenant) { try await run(id, edit, expected: expected, in: $0) }
  }

  package func run(_ id: BriefID, _ edit: BriefEdit, expected: Int?, in tx: Transaction) async throws -> Brief {
    try await change(id, "brief.update", tx) { brief in
      try Stale.check(expected, current: BriefReply(brief), "brief")
      try brief.assertActive()
      brief.content = edit.applied(to: brief.content)
      try brief.content.check(known: parts.platforms)
      let campaign = edit.campaignID.applied(to: brief.campaign)
      if campaign != brief.campaign { try await tx.activeCampaign(campaign, of: brief.brand) }
      brief.campaign = campaign
      let template = edit.templateID.applied(to: brief.template)
      // Without a template there is nothing that old values could fill.
      if template == nil, edit.slots == nil { brief.content.slots = [:] }
      if template != brief.template || edit.slots != nil {
        try await tx.check(brief.content.slots, fill: template, of: brief.brand)
      }
      brief.template = template
    }
  }

  package func archive(_ id: BriefID, archived: Bool, in tx: Transaction) async throws -> Brief {
    try await change(id, archived ? "brief.archive" : "brief.restore", tx) { brief in
      if archived != (brief.archived != nil) { brief.archived = archived ? parts.time.now() : nil }
    }
  }

  private func change(
    _ id: BriefID, _ action: String, _ tx: Transaction, _ rule: (inout Brief) async throws -> Void
  ) async throws -> Brief {
    guard let before = try await tx.first(BriefStatements.lock, id) else { throw Problem.notFound("brief") }
    var brief = before
    try await rule(&brief)
    guard brief != before else { return before }
    brief.version += 1
    brief.updated = parts.time.now()
    try await tx.execute(BriefStatements.update, (brief, by: try tx.acting.actor.label))
    try await tx.publish(
      BriefChanged(brief: id, version: brief.version), brand: brief.brand, resource: id.description, ids: parts.ids)
    try await parts.audit.record(
      AuditEntry(
        action, resource: id.description, brand: brief.brand, facts: ["version": .number(Int64(brief.version))]),
      in: tx)
    return brief
  }
}
