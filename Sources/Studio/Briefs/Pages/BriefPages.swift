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
      "/briefs/new", "briefs:create", query: [QueryParameter("brand_id", .id(BrandID.self), "The brand to write for.")]
    ) { context in
      let brand: BrandID? = context.parameters.queryID("brand_id") ?? context.shell?.current
      return try await newForm(parts, context, brand, BriefContent(topic: "", platforms: defaults(parts)), nil)
    }
  }

  /// What a new brief writes for unless told otherwise: the platforms of the first release.
  private static func defaults(_ parts: StudioParts) -> [String] {
    ["x", "linkedin", "bluesky", "mastodon"].filter(parts.platforms.contains)
  }

  private static func newForm(
    _ parts: StudioParts, _ context: PageContext, _ brand: BrandID?, _ content: BriefContent, _ problem: Problem?
  ) async throws -> PageReply {
    let keyset = try Keyset("brands", false, Paging(limit: 100))
    let brands = try await parts.database.query(BrandStatements.page, keyset, as: context.tenant)
    guard !brands.isEmpty else { return .redirect("/brands/new") }
    let chosen = brands.first { $0.id == brand } ?? brands[0]
    return .page(
      PageValue("New brief", section: .briefs, status: problem == nil ? .ok : .unprocessableContent) {
        pageHead("New brief", "One brief, a post for every platform.")
        card {
          form("/briefs", in: context) {
            selectField(
              Field("brand_id", "Brand", value: chosen.id.description, required: true),
              options: brands.map { ($0.id.description, $0.profile.name) }, problem: problem)
            BriefForm.fields(content, platforms: parts.rules.all, problem)
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
      let content = BriefForm.read(context.form)
      let brand = context.form["brand_id"].flatMap { BrandID($0) }
      return try await retrying {
        guard let brand else { throw Problem.invalid("/brand_id", "Choose a brand.") }
        let brief = try await CreateBrief(parts).run(content, brand: brand, as: context.tenant)
        let variants = context.form["variants"].flatMap { Int($0) } ?? 3
        _ = try await GeneratePosts(parts).run(brief.id, variants: variants, as: context.tenant)
        return .redirect("/briefs/\(brief.id)")
      } again: {
        try await newForm(parts, context, brand, content, $0)
      }
    }
  }

  private static func show(_ parts: StudioParts) -> Route {
    .page("/briefs/{brief_id}", "briefs:read") { context in
      let brief = try await parts.brief(context.id("brief_id"), as: context.tenant)
      let board = try await BriefBoard.load(brief.id, parts, context)
      return .page(
        PageValue(Post.excerpt(of: brief.content.topic), section: .briefs, layout: .wide, brand: brief.brand) {
          pageHead(
            Post.excerpt(of: brief.content.topic), nil,
            actions: linkButton("Edit the brief", "/briefs/\(brief.id)/edit"))
          if parts.writing == nil {
            message(
              .info,
              "No model is connected: these are composed drafts, made of the brief's own words. Improve before posting."
            )
          }
          BriefBoard.html(brief, board, parts, context)
          again(brief, context)
          about(brief)
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

  private static func about(_ brief: Brief) -> HTML {
    let content = brief.content
    return card("The brief") {
      p { content.topic }
      facts([
        ("For", text(content.audience)), ("Tone", text(content.tone)), ("Offer", text(content.offer)),
        ("Link", text(content.link ?? "")), ("Call to action", text(content.callToAction)),
        ("Not to be named", text(content.competitors.joined(separator: ", "))),
      ])
      ul { for fact in content.facts { li { fact } } }
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
      return editForm(parts, brief, brief.content, version: brief.version, nil, context)
    }
  }

  private static func editForm(
    _ parts: StudioParts, _ brief: Brief, _ content: BriefContent, version: Int, _ problem: Problem?,
    _ context: PageContext
  ) -> PageReply {
    .page(
      PageValue(
        "Edit brief", section: .briefs, brand: brief.brand, status: problem == nil ? .ok : .unprocessableContent
      ) {
        pageHead("Edit the brief", "Posts that are written stay as they are until you write again.")
        card {
          form("/briefs/\(brief.id)/edit", in: context) {
            hidden("version", String(version))
            BriefForm.fields(content, platforms: parts.rules.all, problem)
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
      return try await retrying {
        _ = try await EditBrief(parts).run(brief.id, BriefEdit(all: content), expected: version, as: context.tenant)
        return .redirect("/briefs/\(brief.id)")
      } again: { problem in
        let next = problem.kind == .stale ? brief.version : version
        return editForm(parts, brief, content, version: next, problem, context)
      }
    }
  }
}

extension BriefEdit {
  /// An edit that sets everything but the campaign.
  init(all content: BriefContent) {
    self.init(
      topic: content.topic, audience: content.audience, tone: content.tone, languages: content.languages,
      platforms: content.platforms, regions: content.regions, competitors: content.competitors,
      competitorPosts: content.competitorPosts, constraints: content.constraints, facts: content.facts,
      offer: content.offer,
      link: content.link.map { .set($0) } ?? .clear, callToAction: content.callToAction, paid: content.paid)
  }
}
