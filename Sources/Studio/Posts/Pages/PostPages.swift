import Database
import Foundation
import HTTPTypes
import Kernel
import Text
package import Web

package enum PostPages {
  package static func all(_ parts: StudioParts, _ slots: StudioSlots) -> [Route] {
    [
      list(parts), show(parts, slots), edit(parts, slots), fix(parts, slots), rewrite(parts, slots),
      translate(parts, slots),
      act(parts, "choose"), act(parts, "keep"),
      act(parts, "archive"), act(parts, "restore"), retry(parts), comment(parts, slots),
    ] + CommentPages.all(parts)
  }

  private static func list(_ parts: StudioParts) -> Route {
    .page(
      "/posts", "posts:read",
      query: [
        QueryParameter("state", .choice(of: PostState.self), "Only posts in this state."),
        QueryParameter("cursor", .verbatim(1...200), "The last post of the page before."),
      ]
    ) { context in
      let filter = PostFilter(brand: context.shell?.current, state: context.parameters.choice("state"))
      let before = context.parameters.string("cursor").flatMap { PostID($0) }
      let after = before.map { Cursor(list: "posts", values: [$0.uuid.uuidString]) }
      let page = try await parts.posts(try Keyset("posts", filter, Paging(limit: 30, after: after)), as: context.tenant)
      return .page(listPage(page, parts, context))
    }
  }

  private static func listPage(_ page: Page<Post>, _ parts: StudioParts, _ context: PageContext) -> PageValue {
    let shown: PostState? = context.parameters.choice("state")
    return PageValue("Posts", section: .posts) {
      pageHead("Posts", "Every post has one state, a reason and a next step.")
      nav(.class("tabs"), .aria("label", "States")) {
        tab("All", "/posts", isOpen: shown == nil)
        for state in PostState.allCases {
          tab(PostView.words(state), "/posts?state=\(state.rawValue)", isOpen: shown == state)
        }
      }
      if page.items.isEmpty {
        emptyState(
          "No posts here", "Posts are written from a brief.", action: linkButton("New brief", "/briefs/new", .primary))
      } else {
        dataTable("Posts", columns: ["Text", "Platform", "Language", "State"], rows: page.items) { post in
          td { a(.href("/posts/\(post.id)")) { post.excerpt.isEmpty ? "(not written yet)" : post.excerpt } }
          td { parts.rules[post.platform]?.name ?? post.platform }
          td { post.language }
          td {
            PostView.stateBadge(post)
            if post.blocked { badge("Stopped by a rule", .bad) }
          }
        }
        if page.next != nil, let last = page.items.last { linkButton("Older", "/posts?cursor=\(last.id)") }
      }
    }
  }

  private static func tab(_ label: String, _ url: PageURL, isOpen: Bool) -> HTML {
    isOpen ? a(.href(url), .aria("current", "page")) { label } : a(.href(url)) { label }
  }

  private static func show(_ parts: StudioParts, _ slots: StudioSlots) -> Route {
    .page(
      "/posts/{post_id}", "posts:read",
      query: [QueryParameter("rewriting", .id(VariantID.self), "A variant that is being rewritten.")]
    ) { context in
      .page(try await page(parts, slots, context, context.id("post_id"), nil))
    }
  }

  /// `refused` is an edit that was not saved, with the reason; `instruction` what its variant was to be rewritten by,
  /// `language` what it was to be translated into.
  private static func page(
    _ parts: StudioParts, _ slots: StudioSlots, _ context: PageContext, _ id: PostID,
    _ refused: (variant: VariantID, text: String, problem: Problem)?,
    comment: (body: String, problem: Problem)? = nil, instruction: String = "", language: String = ""
  ) async throws -> PageValue {
    let post = try await parts.post(id, as: context.tenant)
    let brand = try await parts.brand(post.brand, as: context.tenant)
    let variants = try await parts.database.query(VariantStatements.ofPost, id, as: context.tenant)
    let versions = try await parts.database.query(VariantVersionStatements.ofPost, id, as: context.tenant)
    let enrichment = try await parts.database.first(EnrichmentStatements.ofPost, id, as: context.tenant)
    let beside = try await slots.besidePost(id, context)
    let hasModel = try await parts.hasModel(for: .rewrite, as: context.tenant)
    let translates = try await parts.hasModel(for: .translate, as: context.tenant)
    let rewriting: VariantID? = context.parameters.queryID("rewriting")
    let comments = try await CommentBoard.load(post, variants, parts, as: context.tenant)
    let shown = variants.first { $0.id == post.chosen } ?? variants.first
    let picture = try await coverPicture(post, shown, brand.profile, parts, context)
    let platform = parts.rules[post.platform]
    return PageValue(
      post.excerpt.isEmpty ? "Post" : post.excerpt, section: .posts, layout: .wide, brand: post.brand,
      status: refused == nil && comment == nil ? .ok : .unprocessableContent
    ) {
      head(post, parts, context)
      div(.class("columns")) {
        div(
          .id("texts"), .data("live", id.description), .data("live-subject", "gen,policy"),
          .data("live-from", "/posts/\(id)")
        ) {
          if let shown, let platform { preview(shown, post, brand.profile, platform, picture) }
          for variant in variants {
            if variant.id == rewriting {
              notice(.info, "Variant \(variant.ordinal) is being rewritten. It changes here when the text is there.")
            }
            editor(variant, of: post, refused?.variant == variant.id ? refused : nil, context) { typed in
              platform.map { PreviewView.whole(typed, post.language, by: brand.profile, on: $0) } ?? .empty
            } beside: {
              HTML {
                if context.may("posts:generate") {
                  RewritePages.form(
                    variant, language: post.language, hasModel: hasModel,
                    typed: refused?.variant == variant.id ? instruction : "", context)
                }
                if context.may("posts:generate") {
                  TranslatePages.form(
                    variant, of: post, brand: brand.profile, hasModel: translates,
                    typed: refused?.variant == variant.id ? language : "", context)
                }
                VersionPages.links(variant, among: variants, versions.filter { $0.variant == variant.id }, context)
              }
            }
          }
          if variants.isEmpty {
            emptyState("Not written yet", post.reason.isEmpty ? "The first variant is on its way." : post.reason)
          }
        }
        aside {
          beside
          comments.card(context, refused: comment)
          hashtagCard(enrichment?.hashtags)
          imageCard(enrichment?.imagePrompt, post, picture)
        }
      }
    }
  }

  private static func head(_ post: Post, _ parts: StudioParts, _ context: PageContext) -> HTML {
    HTML {
      pageHead(
        PostView.title(post, parts.rules), nil,
        actions: HTML {
          linkButton("Brief", "/briefs/\(post.brief)")
          actionForm(post, post.state == .archived ? "restore" : "archive", nil, context)
        })
      p {
        PostView.stateBadge(post)
        if !post.reason.isEmpty { " \(post.reason)" }
      }
    }
  }

  private static func editor(
    _ variant: Variant, of post: Post, _ refused: (variant: VariantID, text: String, problem: Problem)?,
    _ context: PageContext, preview: (String) -> HTML, beside: () -> HTML
  ) -> HTML {
    card("Variant \(variant.ordinal)") {
      problemNotice(refused?.problem)
      VariantView.labels(variant, isChosen: post.chosen == variant.id)
      div(.data("variant", variant.id.description)) { VariantView.marked(variant) }
      VariantView.lengthBar(variant)
      VariantView.scoreLine(variant.judged.scores)
      VariantView.reasons(variant.judged.scores, in: variant.judged.text)
      VariantView.findings(variant) { place, finding in
        let isMendable = post.state != .archived && context.may("posts:update")
        return isMendable ? fixForm(variant, place, finding, context) : .empty
      }
      if post.state != .archived {
        let typed = refused?.text ?? variant.judged.text
        editForm(variant, typed, preview(typed), context)
        beside()
        div(.class("actions")) {
          if post.state != .ready || post.chosen != variant.id { actionForm(post, "keep", variant.id, context) }
          if post.chosen != variant.id { actionForm(post, "choose", variant.id, context) }
        }
      }
    }
  }

  private static func fixForm(
    _ variant: Variant, _ place: Int, _ finding: Finding, _ context: PageContext
  ) -> HTML {
    form("/variants/\(variant.id)/fix", in: context, .class("fix")) {
      hidden("version", String(variant.version))
      hidden("finding", String(place))
      submit(VariantView.proposal(finding, times: variant.judged.findings.alike(finding).count), .secondary)
    }
  }

  /// The preview follows what is typed.
  private static func editForm(
    _ variant: Variant, _ content: String, _ preview: HTML, _ context: PageContext
  ) -> HTML {
    details {
      summary { "Edit" }
      form("/variants/\(variant.id)/edit", in: context, .data("lint", "/v1/variants/\(variant.id)/score")) {
        hidden("version", String(variant.version))
        textArea(
          Field(
            "text", "Text of variant \(variant.ordinal)", value: content, required: true, id: "text-\(variant.id)"),
          rows: 8, problem: nil,
          .maxLength(Variant.Limits.text))
        preview
        submit("Save the text")
      }
    }
  }

  private static func actionForm(
    _ post: Post, _ action: String, _ variant: VariantID?, _ context: PageContext
  ) -> HTML {
    let label =
      ["keep": "Keep this one", "choose": "Choose", "archive": "Put away", "restore": "Bring back"][action] ?? action
    return form("/posts/\(post.id)/\(action)", in: context) {
      if let variant { hidden("variant_id", variant.description) }
      submit(label, action == "keep" ? .primary : .quiet)
    }
  }

  private static func edit(_ parts: StudioParts, _ slots: StudioSlots) -> Route {
    .form("/variants/{variant_id}/edit", "posts:update") { context in
      let id: VariantID = try context.id("variant_id")
      let before = try await parts.variant(id, as: context.tenant)
      let content = FormText(form: context.form).text("text")
      let version = context.form["version"].flatMap { Int($0) } ?? 0
      return try await retrying {
        _ = try await EditVariant(parts).run(id, text: content, expected: version, as: context.tenant)
        return .redirect("/posts/\(before.post)")
      } again: {
        .page(try await page(parts, slots, context, before.post, (id, content, $0)))
      }
    }
  }

  private static func fix(_ parts: StudioParts, _ slots: StudioSlots) -> Route {
    .form("/variants/{variant_id}/fix", "posts:update") { context in
      let id: VariantID = try context.id("variant_id")
      let before = try await parts.variant(id, as: context.tenant)
      let finding = context.form["finding"].flatMap { Int($0) } ?? -1
      let version = context.form["version"].flatMap { Int($0) } ?? 0
      return try await retrying {
        _ = try await parts.act(as: context.tenant) { tx in
          try await FixVariant(parts).run(id, finding: finding, expected: version, in: tx)
        }
        return .redirect("/posts/\(before.post)")
      } again: {
        .page(try await page(parts, slots, context, before.post, (id, before.judged.text, $0)))
      }
    }
  }

  private static func rewrite(_ parts: StudioParts, _ slots: StudioSlots) -> Route {
    .form("/variants/{variant_id}/rewrite", "posts:generate", channel: .named("generate")) { context in
      let id: VariantID = try context.id("variant_id")
      let before = try await parts.variant(id, as: context.tenant)
      return try await retrying {
        try await RewritePages.begin(id, parts, context)
      } again: {
        .page(
          try await page(
            parts, slots, context, before.post, (id, before.judged.text, $0),
            instruction: FormText(form: context.form).text("instruction")))
      }
    }
  }

  private static func translate(_ parts: StudioParts, _ slots: StudioSlots) -> Route {
    .form("/variants/{variant_id}/translate", "posts:generate", channel: .named("generate")) { context in
      let id: VariantID = try context.id("variant_id")
      let before = try await parts.variant(id, as: context.tenant)
      return try await retrying {
        try await TranslatePages.begin(id, parts, context)
      } again: {
        .page(
          try await page(
            parts, slots, context, before.post, (id, before.judged.text, $0),
            language: FormText(form: context.form).text("language")))
      }
    }
  }

  private static func act(_ parts: StudioParts, _ action: String) -> Route {
    let needed: Access = ["archive", "restore"].contains(action) ? "posts:archive" : "posts:update"
    return .form("/posts/{post_id}/\(action)", needed) { context in
      let post: PostID = try context.id("post_id")
      let variant = context.form["variant_id"].flatMap { VariantID($0) }
      _ = try await ChangePost(parts).run(try change(action, variant), on: post, as: context.tenant)
      return .redirect("/posts/\(post)")
    }
  }

  private static func retry(_ parts: StudioParts) -> Route {
    .form("/posts/{post_id}/retry", "posts:generate") { context in
      let id: PostID = try context.id("post_id")
      let post = try await parts.act(as: context.tenant) { try await RetryWriting(parts).run(id, in: $0) }
      return .redirect("/briefs/\(post.brief)")
    }
  }

  private static func comment(_ parts: StudioParts, _ slots: StudioSlots) -> Route {
    .form("/posts/{post_id}/comments", "comments:create") { context in
      let post: PostID = try context.id("post_id")
      return try await retrying {
        try await CommentPages.write(context.form, on: post, parts, context)
        return .redirect("/posts/\(post)")
      } again: {
        .page(
          try await page(parts, slots, context, post, nil, comment: (FormText(form: context.form).text("body"), $0)))
      }
    }
  }

  private static func change(_ action: String, _ variant: VariantID?) throws -> ChangePost.Act {
    switch action {
    case "keep": return .keep(variant)
    case "archive": return .archive
    case "restore": return .restore
    default:
      guard let variant else { throw Problem.invalid("/variant_id", "Choose one of the variants.") }
      return .choose(variant)
    }
  }

  private static func hashtagCard(_ tags: [HashtagSuggestion]?) -> HTML {
    guard let tags, !tags.isEmpty else { return .empty }
    return card("Hashtags") {
      ul {
        for tag in tags {
          li {
            strong { tag.tag }
            small { " \(tag.reason)" }
          }
        }
      }
    }
  }

  private static func preview(
    _ variant: Variant, _ post: Post, _ brand: BrandProfile, _ platform: PlatformLimits, _ picture: HTML
  ) -> HTML {
    PreviewView.whole(variant.judged.text, post.language, by: brand, on: platform, picture: picture)
  }

  /// Drawn when the browser asks for it: a page never waits for a picture.
  private static func coverPicture(
    _ post: Post, _ shown: Variant?, _ brand: BrandProfile, _ parts: StudioParts, _ context: PageContext
  ) async throws -> HTML {
    guard parts.cards != nil, let shown else { return .empty }
    let brief = try await parts.brief(post.brief, as: context.tenant).content
    return CardPages.image(post, PostCard.design(post, brief, brand, text: shown.judged.text))
  }

  private static func imageCard(_ prompt: ImagePrompt?, _ post: Post, _ picture: HTML) -> HTML {
    guard prompt != nil || !picture.bytes.isEmpty else { return .empty }
    return card("Picture") {
      if !picture.bytes.isEmpty {
        p { a(.href("/posts/\(post.id)/card")) { picture } }
        p { linkButton("Cover card", "/posts/\(post.id)/card") }
      }
      if let prompt {
        p { prompt.prompt }
        facts([("Shape", text(prompt.aspect)), ("Alt text", text(prompt.altText))])
      }
    }
  }
}
