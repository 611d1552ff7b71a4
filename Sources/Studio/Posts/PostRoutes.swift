import Database
import HTTPTypes
package import Kernel
package import Web

package enum PostRoutes {
  package static func all(_ parts: StudioParts) -> [Route] {
    [
      generate(parts), generateAll(parts), list(parts), show(parts), retry(parts), choose(parts), keep(parts),
      archive(parts),
      restore(parts),
    ]
  }

  private static func generate(_ parts: StudioParts) -> Route {
    .post(
      "/v1/posts/generate", "posts:generate", "Write the posts of a brief", tag: "Posts", body: GenerateBody.self,
      reply: AcceptedReply.self, status: .accepted, errors: [.conflict],
      options: [.channel(.named("generate")), .preferWait]
    ) { context, body in
      try await parts.accepted(context) { tx in
        let variants = body.variants ?? 3
        let begun = try await GeneratePosts(parts).run(
          body.briefID, variants: variants, seed: body.seed.map(UInt64.init), in: tx)
        return AcceptedReply(begun: begun.operation, kind: GenerateArgs.kind, total: begun.total)
      }
    }
  }

  private static func generateAll(_ parts: StudioParts) -> Route {
    .post(
      "/v1/posts/generate-all", "posts:generate", "Write the posts of many briefs: of all, or of none with the reason",
      tag: "Posts", body: GenerateAllBody.self, reply: GenerateAllReply.self, status: .accepted, errors: [.conflict],
      options: [.channel(.named("generate"))]
    ) { context, body in
      try await context.perform { tx in
        let begun = try await GenerateAll(parts).run(body.briefIDs, variants: body.variants ?? 3, in: tx)
        return GenerateAllReply(
          items: begun.map {
            AcceptedReply(begun: $0.begun.operation, kind: GenerateArgs.kind, total: $0.begun.total)
          })
      }
    }
  }

  private static func list(_ parts: StudioParts) -> Route {
    .get(
      "/v1/posts", "posts:read", "List posts", tag: "Posts", reply: List<PostReply>.self,
      query: [
        QueryParameter("brand_id", .id(BrandID.self), "Only this brand's."),
        QueryParameter("state", .choice(of: PostState.self), "Only posts in this state."),
        QueryParameter("platform", .slug(1...32), "Only posts for this platform."),
      ], options: [.paged]
    ) { context in
      let parameters = context.parameters
      let filter = PostFilter(
        brand: parameters.queryID("brand_id"), state: parameters.choice("state"),
        platform: parameters.string("platform"))
      let keyset = try Keyset("posts", filter, context.paging)
      return try context.list(try await parts.posts(keyset, as: context.tenant).map(PostReply.init))
    }
  }

  private static func show(_ parts: StudioParts) -> Route {
    .get(
      "/v1/posts/{post_id}", "posts:read", "Show a post with its variants", tag: "Posts", reply: PostDetailReply.self
    ) { context in try await parts.postDetail(context.id("post_id"), as: context.tenant) }
  }

  private static func retry(_ parts: StudioParts) -> Route {
    .post(
      "/v1/posts/{post_id}/retry", "posts:generate", "Write what of a post could not be written, and only that",
      tag: "Posts", body: NoBody.self, reply: PostReply.self, errors: [.conflict],
      options: [.channel(.named("generate"))]
    ) { context, _ in
      try await context.perform { tx in PostReply(try await RetryWriting(parts).run(context.id("post_id"), in: tx)) }
    }
  }

  private static func choose(_ parts: StudioParts) -> Route {
    .post(
      "/v1/posts/{post_id}/choose", "posts:update", "Choose a variant", tag: "Posts", body: ChooseBody.self,
      reply: PostReply.self, errors: [.conflict], options: [.ifMatch]
    ) { context, body in
      try await change(.choose(body.variantID), parts, context)
    }
  }

  private static func keep(_ parts: StudioParts) -> Route {
    .post(
      "/v1/posts/{post_id}/keep", "posts:update", "Keep the chosen text: the post is ready", tag: "Posts",
      body: KeepBody.self, reply: PostReply.self, errors: [.conflict], options: [.ifMatch]
    ) { context, body in
      try await change(.keep(body.variantID), parts, context)
    }
  }

  private static func archive(_ parts: StudioParts) -> Route {
    .post(
      "/v1/posts/{post_id}/archive", "posts:archive", "Put a post away", tag: "Posts", body: NoBody.self,
      reply: PostReply.self, errors: [.conflict]
    ) { context, _ in
      try await change(.archive, parts, context)
    }
  }

  private static func restore(_ parts: StudioParts) -> Route {
    .post(
      "/v1/posts/{post_id}/restore", "posts:archive", "Bring a post back", tag: "Posts", body: NoBody.self,
      reply: PostReply.self, errors: [.conflict]
    ) { context, _ in
      try await change(.restore, parts, context)
    }
  }
}

extension PostRoutes {
  private static func change(
    _ act: ChangePost.Act, _ parts: StudioParts, _ context: EndpointContext
  ) async throws -> PostReply {
    try await context.perform { tx in
      PostReply(
        try await ChangePost(parts).run(act, on: context.id("post_id"), expected: context.expectedVersion, in: tx))
    }
  }
}

extension StudioParts {
  /// Throws `Problem(.notFound)` for one that is absent or that the tenant cannot see.
  package func post(_ id: PostID, as tenant: TenantContext) async throws -> Post {
    guard let post = try await database.first(PostStatements.byID, id, as: tenant) else {
      throw Problem.notFound("post")
    }
    return post
  }

  /// One indexed statement, whichever filter narrows it.
  func posts(_ keyset: Keyset<PostFilter>, as tenant: TenantContext) async throws -> Page<Post> {
    let statement =
      keyset.filter.brand != nil
      ? PostStatements.pageOfBrand : keyset.filter.state != nil ? PostStatements.pageOfState : PostStatements.page
    return keyset.page("posts", try await database.query(statement, keyset, as: tenant)) { $0.id }
  }

  func postDetail(_ id: PostID, as tenant: TenantContext) async throws -> PostDetailReply {
    let post = try await post(id, as: tenant)
    let variants = try await database.query(VariantStatements.ofPost, id, as: tenant)
    let enrichment = try await database.first(EnrichmentStatements.ofPost, id, as: tenant)
    return PostDetailReply(
      post: PostReply(post), variants: variants.map { VariantReply($0) }, hashtags: enrichment?.hashtags,
      imagePrompt: enrichment?.imagePrompt)
  }
}
