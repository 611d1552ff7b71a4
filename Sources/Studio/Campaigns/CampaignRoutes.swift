import Database
import HTTPTypes
import Kernel
package import Web

package enum CampaignRoutes {
  package static func all(_ parts: StudioParts) -> [Route] {
    [create(parts), list(parts), show(parts), edit(parts), archive(parts, true), archive(parts, false)]
  }

  private static func create(_ parts: StudioParts) -> Route {
    .post(
      "/v1/campaigns", "campaigns:create", "Make a campaign", tag: "Campaigns", body: NewCampaign.self,
      reply: CampaignReply.self, status: .created, errors: [.conflict]
    ) { context, body in
      try await context.perform { tx in
        CampaignReply(try await CreateCampaign(parts).run(body.content, brand: body.brandID, in: tx))
      }
    }
  }

  private static func list(_ parts: StudioParts) -> Route {
    .get(
      "/v1/campaigns", "campaigns:read", "List campaigns", tag: "Campaigns", reply: List<CampaignReply>.self,
      query: ListFilter.query, options: [.paged]
    ) { context in
      let keyset = try Keyset("campaigns", ListFilter(context.parameters), context.paging)
      let rows = try await parts.database.query(CampaignStatements.page, keyset, as: context.tenant)
      return try context.list(keyset.page("campaigns", rows) { $0.id }.map(CampaignReply.init))
    }
  }

  private static func show(_ parts: StudioParts) -> Route {
    .get(
      "/v1/campaigns/{campaign_id}", "campaigns:read", "Show a campaign", tag: "Campaigns", reply: CampaignReply.self
    ) { context in
      let id: CampaignID = try context.id("campaign_id")
      guard let campaign = try await parts.database.first(CampaignStatements.byID, id, as: context.tenant) else {
        throw Problem.notFound("campaign")
      }
      return CampaignReply(campaign)
    }
  }

  private static func edit(_ parts: StudioParts) -> Route {
    .patch(
      "/v1/campaigns/{campaign_id}", "campaigns:update", "Change a campaign", tag: "Campaigns",
      body: CampaignEdit.self, reply: CampaignReply.self, errors: [.conflict], options: [.ifMatch]
    ) { context, body in
      try await context.perform { tx in
        CampaignReply(
          try await EditCampaign(parts).run(
            context.id("campaign_id"), body, expected: context.expectedVersion, in: tx))
      }
    }
  }

  private static func archive(_ parts: StudioParts, _ archived: Bool) -> Route {
    .post(
      archived ? "/v1/campaigns/{campaign_id}/archive" : "/v1/campaigns/{campaign_id}/restore", "campaigns:update",
      archived ? "Put a campaign away" : "Bring a campaign back", tag: "Campaigns", body: NoBody.self,
      reply: CampaignReply.self
    ) { context, _ in
      try await context.perform { tx in
        CampaignReply(try await EditCampaign(parts).archive(context.id("campaign_id"), archived: archived, in: tx))
      }
    }
  }
}
