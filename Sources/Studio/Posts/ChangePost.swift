import Contracts
import Database
package import Kernel

/// What people do with a post's variants: choose one, keep it, put the post away.
package struct ChangePost: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func choose(
    _ variant: VariantID, for post: PostID, expected: Int? = nil, as tenant: TenantContext
  ) async throws -> Post {
    try await change(post, "post.choose", expected, tenant) { post, tx in
      try post.choosing(try await own(variant, of: post, tx))
    }
  }

  /// The post says what it should: it may be approved and scheduled. Nil keeps the chosen variant.
  package func keep(
    _ variant: VariantID? = nil, for post: PostID, expected: Int? = nil, as tenant: TenantContext
  ) async throws -> Post {
    try await change(post, "post.keep", expected, tenant) { post, tx in
      guard let variant = variant ?? post.chosen else {
        throw Problem(.conflict, "Choose one of the variants first.")
      }
      return try post.keeping(try await own(variant, of: post, tx))
    }
  }

  package func archive(_ post: PostID, expected: Int? = nil, as tenant: TenantContext) async throws -> Post {
    try await change(post, "post.archive", expected, tenant) { post, _ in
      post.state == .archived ? post : try post.archiving()
    }
  }

  package func restore(_ post: PostID, expected: Int? = nil, as tenant: TenantContext) async throws -> Post {
    try await change(post, "post.restore", expected, tenant) { post, _ in try post.restoring() }
  }

  private func change(
    _ id: PostID, _ action: String, _ expected: Int?, _ tenant: TenantContext,
    _ rule: (Post, Transaction) async throws -> Post
  ) async throws -> Post {
    try await parts.database.transaction(as: tenant) { tx in
      guard let before = try await tx.first(PostStatements.lock, id) else { throw Problem.notFound("post") }
      try Stale.check(expected, current: PostReply(before), "post")
      let after = try await parts.save(try await rule(before, tx), was: before, tenant, tx)
      guard after != before else { return before }
      try await parts.audit.record(
        AuditEntry(
          action, resource: id.description, brand: after.brand,
          facts: ["version": .number(Int64(after.version)), "state": .word(after.state.rawValue)]),
        in: tx)
      return after
    }
  }

  /// Throws `Problem(.invalid)` for a variant that is absent, out of sight or another post's.
  private func own(_ id: VariantID, of post: Post, _ tx: Transaction) async throws -> Variant {
    guard let variant = try await tx.first(VariantStatements.lock, id), variant.post == post.id else {
      throw Problem.invalid("/variant_id", "This post has no such variant.")
    }
    return variant
  }
}

extension StudioParts {
  /// Stores what changed in a post, and says so. A post that is as it was is left alone.
  @discardableResult
  func save(_ after: Post, was before: Post, _ tenant: TenantContext, _ tx: Transaction) async throws -> Post {
    guard after != before else { return before }
    var post = after
    post.version += 1
    post.updated = time.now()
    try await tx.execute(PostStatements.update, (post, by: tenant.actor.label))
    try await tx.publish(
      PostChanged(post: post.id, version: post.version, state: post.state.rawValue), brand: post.brand,
      resource: post.id.description, ids: ids)
    return post
  }
}
