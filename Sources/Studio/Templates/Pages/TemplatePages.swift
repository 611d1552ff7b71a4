import Database
import HTTPTypes
import Kernel
import Text
package import Web

package enum TemplatePages {
  package static func all(_ parts: StudioParts) -> [Route] {
    [
      list(parts), new(parts), create(parts), show(parts), edit(parts), save(parts), archive(parts, true),
      archive(parts, false),
    ]
  }

  private static func list(_ parts: StudioParts) -> Route {
    .page("/brands/{brand_id}/templates", "briefs:read") { context in
      let brand = try await parts.brand(context.id("brand_id"), as: context.tenant)
      let keyset = try Keyset("templates", ListFilter(brand: brand.id, archived: true), Paging(limit: 100))
      let templates = try await parts.templates(keyset, as: context.tenant).items
      let used = templates.filter { $0.archived == nil }
      let away = templates.filter { $0.archived != nil }
      let new =
        context.may("briefs:create")
        ? linkButton("New template", "/brands/\(brand.id)/templates/new", .primary) : HTML.empty
      return .page(
        PageValue("Templates of \(brand.profile.name)", section: .brands, brand: brand.id) {
          pageHead(
            "Templates of \(brand.profile.name)",
            "Forms for posts that come again: what stays, and what each brief fills.",
            actions: used.isEmpty ? .empty : new)
          if used.isEmpty {
            emptyState(
              "No template yet",
              "A weekly offer, an event, a new arrival: write its form once, and fill it in a minute.",
              action: new)
          } else {
            table("Templates", used)
          }
          if !away.isEmpty { card("Put away") { table("Put away", away) } }
        })
    }
  }

  private static func table(_ caption: String, _ templates: [PostTemplate]) -> HTML {
    dataTable(caption, columns: ["Name", "What it is for", "Places"], rows: templates) { template in
      td { a(.href("/templates/\(template.id)")) { template.name } }
      td { template.content.purpose }
      td { template.content.slots.map(\.title).joined(separator: ", ") }
    }
  }

  private static func new(_ parts: StudioParts) -> Route {
    .page("/brands/{brand_id}/templates/new", "briefs:create") { context in
      let brand = try await parts.brand(context.id("brand_id"), as: context.tenant)
      return editor(parts, brand, TemplateDraft(), "/brands/\(brand.id)/templates", context)
    }
  }

  private static func create(_ parts: StudioParts) -> Route {
    .form("/brands/{brand_id}/templates", "briefs:create", bodyLimit: 1 << 20) { context in
      let brand = try await parts.brand(context.id("brand_id"), as: context.tenant)
      let draft = TemplateDraft(context.form)
      let target: PageURL = "/brands/\(brand.id)/templates"
      if isUnfinished(draft, context) { return editor(parts, brand, draft, target, context) }
      return try await retrying {
        let made = try await EditTemplate(parts).create(
          draft.content, name: draft.name, brand: brand.id, as: context.tenant)
        return .redirect("/templates/\(made.id)")
      } again: {
        editor(parts, brand, draft.with($0), target, context)
      }
    }
  }

  private static func show(_ parts: StudioParts) -> Route {
    .page("/templates/{template_id}", "briefs:read") { context in
      let template = try await parts.template(context.id("template_id"), as: context.tenant)
      let brand = try await parts.brand(template.brand, as: context.tenant)
      return .page(
        PageValue(template.name, section: .brands, brand: brand.id) {
          pageHead(template.name, template.content.purpose, actions: actions(template, context))
          if template.archived != nil {
            message(.info, "Put away: it cannot be chosen. Briefs that have it go on as they are.")
          }
          looks(template.content, brand, parts)
          places(template.content)
          if template.archived == nil, context.may("briefs:update") {
            form("/templates/\(template.id)/archive", in: context) { submit("Put it away", .secondary) }
          }
        })
    }
  }

  @HTMLBuilder private static func actions(_ template: PostTemplate, _ context: PageContext) -> HTML {
    if template.archived != nil, context.may("briefs:update") {
      form("/templates/\(template.id)/restore", in: context) { submit("Bring it back") }
    }
    if template.archived == nil {
      if context.may("briefs:create") {
        linkButton(
          "Use it", "/briefs/new?brand_id=\(template.brand)&template_id=\(template.id)", .primary)
      }
      if context.may("briefs:update") { linkButton("Edit", "/templates/\(template.id)/edit") }
    }
    linkButton("All templates", "/brands/\(template.brand)/templates")
  }

  private static func edit(_ parts: StudioParts) -> Route {
    .page("/templates/{template_id}/edit", "briefs:update") { context in
      let template = try await parts.template(context.id("template_id"), as: context.tenant)
      let brand = try await parts.brand(template.brand, as: context.tenant)
      let draft = TemplateDraft(name: template.name, content: template.content, version: template.version)
      return editor(parts, brand, draft, "/templates/\(template.id)/edit", context)
    }
  }

  private static func save(_ parts: StudioParts) -> Route {
    .form("/templates/{template_id}/edit", "briefs:update", bodyLimit: 1 << 20) { context in
      let template = try await parts.template(context.id("template_id"), as: context.tenant)
      let brand = try await parts.brand(template.brand, as: context.tenant)
      let draft = TemplateDraft(context.form)
      let target: PageURL = "/templates/\(template.id)/edit"
      if isUnfinished(draft, context) { return editor(parts, brand, draft, target, context) }
      return try await retrying {
        let edit = TemplateEdit(
          name: draft.name, purpose: draft.content.purpose, slots: draft.content.slots, forms: draft.content.forms)
        _ = try await EditTemplate(parts).run(template.id, edit, expected: draft.version, as: context.tenant)
        return .redirect("/templates/\(template.id)")
      } again: { problem in
        var draft = draft.with(problem)
        // After a conflict the next save is meant for what is there now, and the notice says so.
        if problem.kind == .stale { draft.version = template.version }
        return editor(parts, brand, draft, target, context)
      }
    }
  }

  private static func archive(_ parts: StudioParts, _ archived: Bool) -> Route {
    .form(archived ? "/templates/{template_id}/archive" : "/templates/{template_id}/restore", "briefs:update") {
      context in
      let id: TemplateID = try context.id("template_id")
      _ = try await EditTemplate(parts).archive(id, archived: archived, as: context.tenant)
      return .redirect("/templates/\(id)")
    }
  }

  /// Only looked at, or with places that nobody has described yet.
  private static func isUnfinished(_ draft: TemplateDraft, _ context: PageContext) -> Bool {
    context.form["look"] != nil || !draft.added.isEmpty
  }

  private static func editor(
    _ parts: StudioParts, _ brand: Brand, _ draft: TemplateDraft, _ target: PageURL, _ context: PageContext
  ) -> PageReply {
    let title = draft.version == 0 ? "New template" : "Edit “\(draft.name)”"
    let status: HTTPResponse.Status = draft.problem == nil ? .ok : .unprocessableContent
    return .page(
      PageValue(title, section: .brands, brand: brand.id, status: status) {
        pageHead(title, "For \(brand.profile.name).")
        if !draft.added.isEmpty, draft.problem == nil {
          message(
            .info,
            "Say what \(draft.added.map { "{\($0)}" }.joined(separator: ", ")) \(draft.added.count == 1 ? "holds" : "hold"), then save."
          )
        }
        card {
          form(target, in: context) {
            TemplateFields(draft: draft, platforms: parts.rules.all).html
            div(.class("form-end")) {
              submit("Save the template")
              button(.type("submit"), .class("button button-secondary"), .name("look"), .value("true")) {
                "Look at it"
              }
            }
          }
        }
        if !draft.content.forms.isEmpty { looks(draft.content, brand, parts) }
      })
  }

  /// The texts with samples in their places, on every platform that has one.
  private static func looks(_ content: TemplateContent, _ brand: Brand, _ parts: StudioParts) -> HTML {
    let values = Dictionary(content.slots.map { ($0.name, $0.sample) }, uniquingKeysWith: { first, _ in first })
    let brief = BriefContent(
      topic: "What the brief is about", audience: "Readers", platforms: [], offer: "The offer",
      link: "https://example.com/page", callToAction: "What readers should do", slots: values)
    let forms = content.forms.filter { (try? TemplateText($0.text)) != nil }
    return card("How it looks") {
      for form in forms {
        let language = form.language ?? brand.profile.locales.first ?? "en"
        let shown = parts.rules.all.filter { form.platform == nil || $0.id == form.platform }
        if let platform = shown.first {
          let look = TryTemplate(parts).show(
            TemplateContent(slots: content.slots, forms: [form]), brief, brand, platform, language)
          h3 {
            [form.platform == nil ? "Every platform" : platform.name, form.language].compactMap(\.self).joined(
              separator: ", ")
          }
          p(.class("post-text"), .dir("auto"), .lang(language)) { look.text }
          p(.class("hint")) {
            look.isOpen ? "… is written anew for each post. " : "Nothing is left to write: one post, ready at once. "
            form.platform == nil ? "" : "\(look.length) of \(look.limit) characters are taken, with these samples."
          }
        }
      }
    }
  }

  private static func places(_ content: TemplateContent) -> HTML {
    guard !content.slots.isEmpty else { return .empty }
    return card("Places") {
      dataTable("Places", columns: ["Place", "Kind", "Must be filled", "Otherwise"], rows: content.slots) { slot in
        td { slot.title }
        td { slot.kind == .choice ? slot.choices.joined(separator: ", ") : slot.kind.title }
        td { slot.isRequired ? "Yes" : "No" }
        td { slot.fallback ?? "" }
      }
    }
  }
}

extension TemplateDraft {
  fileprivate func with(_ problem: Problem) -> TemplateDraft {
    var draft = self
    draft.problem = problem
    return draft
  }
}
