import Database
import HTTPTypes
package import Kernel
package import Web

package enum BriefRoutes {
  package static func all(_ parts: StudioParts) -> [Route] {
    [
      create(parts), createAll(parts), list(parts), show(parts), edit(parts), archive(parts, true),
      archive(parts, false),
    ]
  }

  private static func create(_ parts: StudioParts) -> Route {
    .post(
      "/v1/briefs", "briefs:create", "Write a brief", tag: "Briefs", body: NewBrief.self, reply: BriefReply.self,
      status: .created, errors: [.conflict]
    ) { context, body in
      try await context.perform { tx in
        BriefReply(
          try await CreateBrief(parts).run(
            body.content, brand: body.brandID, campaign: body.campaign, template: body.template, in: tx))
      }
    }
  }

  private static func createAll(_ parts: StudioParts) -> Route {
    .post(
      "/v1/briefs/batch", "briefs:create", "Write many briefs at once: all, or none with every reason", tag: "Briefs",
      body: BriefBatch.self, reply: BriefBatchReply.self, status: .created, errors: [.conflict],
      options: [.bodyLimit(BriefBatch.Limits.csv * 2)]
    ) { context, body in
      let entries = try body.entries()
      return try await context.perform { tx in
        let made = try await CreateBriefs(parts).run(
          entries, brand: body.brandID, campaign: body.campaignID, template: body.templateID, in: tx)
        return BriefBatchReply(items: made.map(BriefReply.init))
      }
    }
  }

  private static func list(_ parts: StudioParts) -> Route {
    .get(
      "/v1/briefs", "briefs:read", "List briefs", tag: "Briefs", reply: List<BriefReply>.self,
      query: ListFilter.query + [QueryParameter("campaign_id", .id(CampaignID.self), "Only this campaign's.")],
      options: [.paged]
    ) { context in
      let keyset = try Keyset("briefs", ListFilter(context.parameters), context.paging)
      return try context.list(try await parts.briefs(keyset, as: context.tenant).map(BriefReply.init))
    }
  }

  private static func show(_ parts: StudioParts) -> Route {
    .get("/v1/briefs/{brief_id}", "briefs:read", "Show a brief", tag: "Briefs", reply: BriefReply.self) { context in
      BriefReply(try await parts.brief(context.id("brief_id"), as: context.tenant))
    }
  }

  private static func edit(_ parts: StudioParts) -> Route {
    .patch(
      "/v1/briefs/{brief_id}", "briefs:update", "Change a brief", tag: "Briefs", body: BriefEdit.self,
      reply: BriefReply.self, errors: [.conflict], options: [.ifMatch]
    ) { context, body in
      try await context.perform { tx in
        BriefReply(
          try await EditBrief(parts).run(context.id("brief_id"), body, expected: context.expectedVersion, in: tx))
      }
    }
  }

  private static func archive(_ parts: StudioParts, _ archived: Bool) -> Route {
    .post(
      archived ? "/v1/briefs/{brief_id}/archive" : "/v1/briefs/{brief_id}/restore", "briefs:update",
      archived ? "Put a brief away" : "Bring a brief back", tag: "Briefs", body: NoBody.self, reply: BriefReply.self
    ) { context, _ in
      try await context.perform { tx in
        BriefReply(try await EditBrief(parts).archive(context.id("brief_id"), archived: archived, in: tx))
      }
    }
  }
}

extension StudioParts {
  /// Throws `Problem(.notFound)` for one that is absent or that the tenant cannot see.
  package func brief(_ id: BriefID, as tenant: TenantContext) async throws -> Brief {
    guard let brief = try await database.first(BriefStatements.byID, id, as: tenant) else {
      throw Problem.notFound("brief")
    }
    return brief
  }

  func briefs(_ keyset: Keyset<ListFilter>, as tenant: TenantContext) async throws -> Page<Brief> {
    let statement = keyset.filter.brand == nil ? BriefStatements.page : BriefStatements.pageOfBrand
    return keyset.page("briefs", try await database.query(statement, keyset, as: tenant)) { $0.id }
  }
}
