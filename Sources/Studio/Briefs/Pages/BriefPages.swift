import Database
import HTTPTypes
import Kernel
import Text
package import Web

package enum BriefPages {
  package static func all(_ parts: StudioParts) -> [Route] {
    [
      list(parts), new(parts), create(parts), show(parts), board(parts), generate(parts), edit(parts), save(parts),
    ]
  }

  private static func list(_ parts: StudioParts) -> Route {
    .page("/briefs", "briefs:read") { context in
      let keyset = try Keyset("briefs", ListFilter(brand: context.shell?.current), Paging(limit: 50))
      let briefs = try await parts.briefs(keyset, as: context.tenant).items
      return .page(
        PageValue("Briefs", section: .briefs) {
          pageHead(
            "Briefs", "What you want said.",
            actions: HTML {
              linkButton("Import", "/briefs/import")
              linkButton("Step by step", "/briefs/steps")
              linkButton("New brief", "/briefs/new", .primary)
            })
          if briefs.isEmpty {
            emptyState(
              "No brief yet", "Say once what it is about. Posts for every platform follow.",
              action: linkButton("Write the first brief", "/briefs/new", .primary))
          } else {
            dataTable("Briefs", columns: ["Topic", "Platforms", "Languages"], rows: briefs) { brief in
              td { a(.href("/briefs/\(brief.id)")) { Post.excerpt(of: brief.content.topic) } }
              td { brief.content.platforms.map { parts.rules[$0]?.name ?? $0 }.joined(separator: ", ") }
              td { brief.content.languages.joined(separator: ", ") }
            }
          }
        })
    }
  }

  private static func new(_ parts: StudioParts) -> Route {
    .page(
      "/briefs/new", "briefs:create",
      query: [
        QueryParameter("brand_id", .id(BrandID.self), "The brand to write for."),
        QueryParameter("template_id", .id(TemplateID.self), "The template to write in."),
      ]
    ) { context in
      let brand: BrandID? = context.parameters.queryID("brand_id") ?? context.shell?.current
      return try await newForm(
        parts, context, brand, context.parameters.queryID("template_id"),
        BriefContent(topic: "", platforms: defaults(parts)), nil)
    }
  }

  /// What a new brief writes for unless told otherwise: the platforms of the first release.
  static func defaults(_ parts: StudioParts) -> [String] {
    ["x", "linkedin", "bluesky", "mastodon"].filter(parts.platforms.contains)
  }

  private static func newForm(
    _ parts: StudioParts, _ context: PageContext, _ brand: BrandID?, _ template: TemplateID?,
    _ content: BriefContent, _ problem: Problem?
  ) async throws -> PageReply {
    let keyset = try Keyset("brands", false, Paging(limit: 100))
    let brands = try await parts.database.query(BrandStatements.page, keyset, as: context.tenant)
    guard !brands.isEmpty else { return .redirect("/brands/new") }
    let chosen = brands.first { $0.id == brand } ?? brands[0]
    let choice = try await TemplateChoice.load(parts, context, brand: nil, brands: brands, chosen: template)
    return .page(
      PageValue("New brief", section: .briefs, status: problem == nil ? .ok : .unprocessableContent) {
        pageHead(
          "New brief", "One brief, a post for every platform.", actions: linkButton("Step by step", "/briefs/steps"))
        card {
          form("/briefs", in: context) {
            selectField(
              Field("brand_id", "Brand", value: chosen.id.description, required: true),
              options: brands.map { ($0.id.description, $0.profile.name) }, problem: problem)
            BriefForm(brief: content, platforms: parts.rules.all, choice: choice, problem: problem).all
            selectField(
              Field("variants", "Variants for each post", value: context.form["variants"] ?? "3", required: true),
              options: (1...5).map { (String($0), String($0)) })
            submit("Write the posts")
          }
        }
      })
  }

  private static func create(_ parts: StudioParts) -> Route {
    .form("/briefs", "briefs:create") { context in
      var content = BriefForm.read(context.form)
      let brand = context.form["brand_id"].flatMap { BrandID($0) }
      let template = TemplateChoice.id(context.form)
      if template == nil { content.slots = [:] }
      return try await retrying { [content] in
        guard let brand else { throw Problem.invalid("/brand_id", "Choose a brand.") }
        if let news = try await news(template, parts, context) { throw news }
        let variants = context.form["variants"].flatMap { Int($0) } ?? 3
        // Both or none: a form that is sent again must not make a second brief.
        let made = try await parts.act(as: context.tenant) { tx in
          let brief = try await CreateBrief(parts).run(
            content, brand: brand, campaign: nil, template: template, in: tx)
          _ = try await GeneratePosts(parts).run(brief.id, variants: variants, seed: nil, in: tx)
          return brief.id
        }
        return .redirect("/briefs/\(made)")
      } again: {
        try await newForm(parts, context, brand, template, content, $0)
      }
    }
  }

  /// A template was just chosen: its slots are to be filled before anything is saved.
  private static func news(
    _ template: TemplateID?, _ parts: StudioParts, _ context: PageContext
  ) async throws -> Problem? {
    guard let template else { return nil }
    let choice = try await TemplateChoice.load(parts, context, brand: nil, brands: [], chosen: template)
    guard choice.isNews(context.form), let chosen = choice.chosen else { return nil }
    return Problem(.invalid, "Fill in what “\(chosen.name)” needs, then go on.")
  }

  private static func show(_ parts: StudioParts) -> Route {
    .page("/briefs/{brief_id}", "briefs:read") { context in
      let brief = try await parts.brief(context.id("brief_id"), as: context.tenant)
      let board = try await BriefBoard.load(brief.id, parts, context)
      let hasModel = try await parts.hasModel(for: .write, as: context.tenant)
      var template: PostTemplate?
      if let id = brief.template { template = try await parts.template(id, as: context.tenant) }
      return .page(
        PageValue(Post.excerpt(of: brief.content.topic), section: .briefs, layout: .wide, brand: brief.brand) {
          pageHead(
            Post.excerpt(of: brief.content.topic), nil,
            actions: linkButton("Edit the brief", "/briefs/\(brief.id)/edit"))
          for notice in BriefNotices.of(brief.content) { message(.warn, notice) }
          if !hasModel {
            message(
              .info,
              "No model is connected: these are composed drafts, made of the brief's own words. Improve before posting."
            )
          }
          BriefBoard.html(brief, board, parts, context)
          again(brief, context)
          about(brief, template)
        })
    }
  }

  /// The part that changes while posts are written, for the live module and for a plain reload.
  private static func board(_ parts: StudioParts) -> Route {
    .page("/briefs/{brief_id}/board", "briefs:read") { context in
      let brief = try await parts.brief(context.id("brief_id"), as: context.tenant)
      return .fragment(BriefBoard.html(brief, try await BriefBoard.load(brief.id, parts, context), parts, context))
    }
  }

  private static func again(_ brief: Brief, _ context: PageContext) -> HTML {
    card("More variants") {
      form("/briefs/\(brief.id)/generate", in: context) {
        hidden("variants", "1")
        p { "One more variant of every post, with another angle." }
        submit("Write one more", .secondary)
      }
    }
  }

  private static func about(_ brief: Brief, _ template: PostTemplate?) -> HTML {
    let content = brief.content
    return card("The brief") {
      p { content.topic }
      facts([
        ("For", text(content.audience)), ("Tone", text(content.tone)), ("Offer", text(content.offer)),
        ("Link", text(content.link ?? "")), ("Call to action", text(content.callToAction)),
        ("Not to be named", text(content.competitors.joined(separator: ", "))),
      ])
      ul { for fact in content.facts { li { fact } } }
      if let template {
        p {
          "In the form of "
          a(.href("/templates/\(template.id)")) { template.name }
          "."
        }
        facts(
          template.content.slots.compactMap { slot in
            content.slots[slot.name].map { (slot.title, text($0)) }
          })
      }
    }
  }

  private static func generate(_ parts: StudioParts) -> Route {
    .form("/briefs/{brief_id}/generate", "posts:generate") { context in
      let brief: BriefID = try context.id("brief_id")
      let variants = context.form["variants"].flatMap { Int($0) } ?? 1
      _ = try await GeneratePosts(parts).run(brief, variants: variants, as: context.tenant)
      return .redirect("/briefs/\(brief)")
    }
  }

  private static func edit(_ parts: StudioParts) -> Route {
    .page("/briefs/{brief_id}/edit", "briefs:update") { context in
      let brief = try await parts.brief(context.id("brief_id"), as: context.tenant)
      return try await editForm(
        parts, brief, brief.content, brief.template, version: brief.version, nil, context)
    }
  }

  private static func editForm(
    _ parts: StudioParts, _ brief: Brief, _ content: BriefContent, _ template: TemplateID?, version: Int,
    _ problem: Problem?, _ context: PageContext
  ) async throws -> PageReply {
    let choice = try await TemplateChoice.load(parts, context, brand: brief.brand, brands: [], chosen: template)
    return .page(
      PageValue(
        "Edit brief", section: .briefs, brand: brief.brand, status: problem == nil ? .ok : .unprocessableContent
      ) {
        pageHead("Edit the brief", "Posts that are written stay as they are until you write again.")
        card {
          form("/briefs/\(brief.id)/edit", in: context) {
            hidden("version", String(version))
            BriefForm(brief: content, platforms: parts.rules.all, choice: choice, problem: problem).all
            submit("Save")
          }
        }
      })
  }

  private static func save(_ parts: StudioParts) -> Route {
    .form("/briefs/{brief_id}/edit", "briefs:update") { context in
      let brief = try await parts.brief(context.id("brief_id"), as: context.tenant)
      let content = BriefForm.read(context.form)
      let version = context.form["version"].flatMap { Int($0) } ?? 0
      let template = TemplateChoice.id(context.form)
      return try await retrying {
        if let news = try await news(template, parts, context) { throw news }
        let edit = BriefEdit(all: content, template: template)
        _ = try await EditBrief(parts).run(brief.id, edit, expected: version, as: context.tenant)
        return .redirect("/briefs/\(brief.id)")
      } again: { problem in
        let next = problem.kind == .stale ? brief.version : version
        return try await editForm(parts, brief, content, template, version: next, problem, context)
      }
    }
  }
}

extension BriefEdit {
  /// An edit that sets everything but the campaign.
  init(all content: BriefContent, template: TemplateID?) {
    self.init(
      templateID: template.map { .set($0) } ?? .clear, topic: content.topic, audience: content.audience,
      tone: content.tone, languages: content.languages,
      platforms: content.platforms, regions: content.regions, competitors: content.competitors,
      competitorPosts: content.competitorPosts, constraints: content.constraints, facts: content.facts,
      offer: content.offer,
      link: content.link.map { .set($0) } ?? .clear, callToAction: content.callToAction, paid: content.paid,
      slots: template == nil ? [:] : content.slots)
  }
}
