import Database
import HTTPTypes
import Kernel
package import Web

package enum TemplateRoutes {
  package static func all(_ parts: StudioParts) -> [Route] {
    [
      create(parts), list(parts), show(parts), edit(parts), archive(parts, true), archive(parts, false), preview(parts),
    ]
  }

  private static func create(_ parts: StudioParts) -> Route {
    .post(
      "/v1/templates", "briefs:create", "Make a template", tag: "Templates", body: NewTemplate.self,
      reply: TemplateReply.self, status: .created, errors: [.conflict]
    ) { context, body in
      try await context.perform { tx in
        TemplateReply(
          try await EditTemplate(parts).create(body.content, name: body.name, brand: body.brandID, in: tx))
      }
    }
  }

  private static func list(_ parts: StudioParts) -> Route {
    .get(
      "/v1/templates", "briefs:read", "List templates", tag: "Templates", reply: List<TemplateReply>.self,
      query: ListFilter.query, options: [.paged]
    ) { context in
      let keyset = try Keyset("templates", ListFilter(context.parameters), context.paging)
      return try context.list(try await parts.templates(keyset, as: context.tenant).map(TemplateReply.init))
    }
  }

  private static func show(_ parts: StudioParts) -> Route {
    .get("/v1/templates/{template_id}", "briefs:read", "Show a template", tag: "Templates", reply: TemplateReply.self) {
      context in
      TemplateReply(try await parts.template(context.id("template_id"), as: context.tenant))
    }
  }

  private static func edit(_ parts: StudioParts) -> Route {
    .patch(
      "/v1/templates/{template_id}", "briefs:update", "Change a template", tag: "Templates", body: TemplateEdit.self,
      reply: TemplateReply.self, errors: [.conflict], options: [.ifMatch]
    ) { context, body in
      try await context.perform { tx in
        TemplateReply(
          try await EditTemplate(parts).run(
            context.id("template_id"), body, expected: context.expectedVersion, in: tx))
      }
    }
  }

  private static func archive(_ parts: StudioParts, _ archived: Bool) -> Route {
    .post(
      archived ? "/v1/templates/{template_id}/archive" : "/v1/templates/{template_id}/restore", "briefs:update",
      archived ? "Put a template away" : "Bring a template back", tag: "Templates", body: NoBody.self,
      reply: TemplateReply.self, errors: [.conflict]
    ) { context, _ in
      try await context.perform { tx in
        TemplateReply(try await EditTemplate(parts).archive(context.id("template_id"), archived: archived, in: tx))
      }
    }
  }

  private static func preview(_ parts: StudioParts) -> Route {
    .post(
      "/v1/templates/{template_id}/try", "briefs:read", "See a template filled, without saving anything",
      tag: "Templates", body: TemplateTrialBody.self, reply: TemplateTrialReply.self
    ) { context, body in
      let brief = BriefContent(
        topic: body.topic ?? "", platforms: [body.platform], link: body.link, callToAction: body.callToAction ?? "",
        slots: body.slots ?? [:])
      let shown = try await TryTemplate(parts).run(
        context.id("template_id"), brief, platform: body.platform, language: body.language ?? "en",
        as: context.tenant)
      return TemplateTrialReply(
        text: shown.text, length: shown.length, limit: shown.limit, isOpen: shown.isOpen,
        missing: shown.missing.map(\.name))
    }
  }
}
