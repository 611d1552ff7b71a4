import Contracts
package import Database
package import Kernel

package struct EditCampaign: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(
    _ id: CampaignID, _ edit: CampaignEdit, expected: Int?, in tx: Transaction
  ) async throws -> Campaign {
    try await change(id, "campaign.update", tx) { campaign in
      try Stale.check(expected, current: CampaignReply(campaign), "campaign")
      try campaign.assertActive()
      campaign.content = edit.applied(to: campaign.content)
      try campaign.content.check()
    }
  }

  package func archive(_ id: CampaignID, archived: Bool, in tx: Transaction) async throws -> Campaign {
    try await change(id, archived ? "campaign.archive" : "campaign.restore", tx) { campaign in
      if archived != (campaign.archived != nil) { campaign.archived = archived ? parts.time.now() : nil }
    }
  }

  private func change(
    _ id: CampaignID, _ action: String, _ tx: Transaction, _ rule: (inout Campaign) throws -> Void
  ) async throws -> Campaign {
    guard let before = try await tx.first(CampaignStatements.lock, id) else { throw Problem.notFound("campaign") }
    var campaign = before
    try rule(&campaign)
    guard campaign != before else { return before }
    campaign.version += 1
    campaign.updated = parts.time.now()
    try await tx.execute(CampaignStatements.update, (campaign, by: try tx.acting.actor.label))
    try await parts.audit.record(
      AuditEntry(
        action, resource: id.description, brand: campaign.brand,
        facts: ["version": .number(Int64(campaign.version))]),
      in: tx)
    return campaign
  }
}
