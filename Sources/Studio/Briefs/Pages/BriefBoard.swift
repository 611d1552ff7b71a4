import Database
import Jobs
import Kernel
import Web

/// All posts of a brief with their variants, side by side.
enum BriefBoard {
  struct Content: Sendable {
    var posts: [Post]
    var variants: [PostID: [Variant]]
    /// Posts of which something could not be written.
    var failed: Set<PostID>
  }

  static func load(_ brief: BriefID, _ parts: StudioParts, _ context: PageContext) async throws -> Content {
    let posts = try await parts.database.query(PostStatements.ofBrief, brief, as: context.tenant)
    let variants = try await parts.database.query(VariantStatements.ofBrief, brief, as: context.tenant)
    let failed = try await parts.database.failedBranches(
      of: GenerateArgs.kind, about: brief.description, as: context.tenant)
    return Content(
      posts: posts, variants: Dictionary(grouping: variants, by: \.post),
      failed: Set(posts.filter { !WritingBranch.failed(failed, of: $0).isEmpty }.map(\.id)))
  }

  /// The live module loads it again with every event of the brief, and shows drafts as they grow.
  static func html(_ brief: Brief, _ content: Content, _ parts: StudioParts, _ context: PageContext) -> HTML {
    div(
      .id("board"), .data("live", brief.id.description), .data("live-subject", "gen"),
      .data("live-from", "/briefs/\(brief.id)/board"), .aria("live", "polite")
    ) {
      if content.posts.isEmpty {
        emptyState("Nothing written yet", "Write the posts of this brief below.")
      }
      for post in content.posts { postCard(post, content, parts, context) }
    }
  }

  private static func postCard(
    _ post: Post, _ content: Content, _ parts: StudioParts, _ context: PageContext
  ) -> HTML {
    let variants = content.variants[post.id] ?? []
    return card(PostView.title(post, parts.rules), actions: linkButton("Open", "/posts/\(post.id)")) {
      stateLine(post, variants.count)
      if content.failed.contains(post.id), post.state != .archived, context.may("posts:generate") {
        form("/posts/\(post.id)/retry", in: context) { submit("Try again", .secondary) }
      }
      div(.class("variants")) {
        for variant in variants { VariantView.compact(variant, of: post) }
        if post.state != .archived { for ordinal in missing(post, variants) { growing(post, ordinal) } }
      }
    }
  }

  /// Variants that were asked for and are not there yet. After a failure or a cancel they never come, which the
  /// post's reason says.
  private static func missing(_ post: Post, _ variants: [Variant]) -> [Int] {
    guard post.planned > 0, post.reason.isEmpty else { return [] }
    let there = Set(variants.map(\.ordinal))
    return (1...post.planned).filter { !there.contains($0) }
  }

  private static func growing(_ post: Post, _ ordinal: Int) -> HTML {
    article(.class("variant"), .aria("busy", "true")) {
      p(.class("hint")) { "Variant \(ordinal) is being written." }
      p(.class("post-text writing"), .data("stream", VariantPreview.resource(post.id, ordinal))) { "" }
    }
  }

  private static func stateLine(_ post: Post, _ count: Int) -> HTML {
    p {
      PostView.stateBadge(post)
      if !post.reason.isEmpty { " \(post.reason)" }
      small { " \(count) of \(post.planned) written" }
    }
  }
}
