import Contracts
package import Database
package import Kernel
import Text

/// What people do with a post's variants: choose one, keep it, put the post away.
package struct ChangePost: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package enum Act: Sendable, Equatable {
    case choose(VariantID)
    /// The post says what it should: it may be approved and scheduled. Nil keeps the chosen variant, or the one that
    /// fits the brand best where none is chosen yet.
    case keep(VariantID?)
    case archive, restore

    /// Choosing and keeping settle what goes out; putting the post away or back does not.
    var decidesText: Bool {
      switch self {
      case .choose, .keep: true
      case .archive, .restore: false
      }
    }

    /// Its name in the audit.
    var action: String {
      switch self {
      case .choose: "post.choose"
      case .keep: "post.keep"
      case .archive: "post.archive"
      case .restore: "post.restore"
      }
    }
  }

  package func run(
    _ act: Act, on post: PostID, expected: Int? = nil, as tenant: TenantContext
  ) async throws -> Post {
    try await parts.act(as: tenant) { try await run(act, on: post, expected: expected, in: $0) }
  }

  package func run(_ act: Act, on id: PostID, expected: Int?, in tx: Transaction) async throws -> Post {
    guard let before = try await tx.first(PostStatements.lock, id) else { throw Problem.notFound("post") }
    try Stale.check(expected, current: PostReply(before), "post")
    let changed = try await apply(act, to: before, tx)
    if act.decidesText, changed != before { try await parts.assertNotOut(before, tx) }
    let after = try await parts.save(changed, was: before, try tx.acting, tx)
    guard after != before else { return before }
    try await parts.audit.record(
      AuditEntry(
        act.action, resource: id.description, brand: after.brand,
        facts: ["version": .number(Int64(after.version)), "state": .word(after.state.rawValue)]),
      in: tx)
    return after
  }

  private func apply(_ act: Act, to post: Post, _ tx: Transaction) async throws -> Post {
    switch act {
    case .choose(let variant): return try post.choosing(try await own(variant, of: post, tx))
    case .keep(let variant):
      guard let variant = variant ?? post.chosen else { return try post.keeping(try await best(of: post, tx)) }
      return try post.keeping(try await own(variant, of: post, tx))
    case .archive: return post.state == .archived ? post : try post.archiving()
    case .restore: return try post.restoring()
    }
  }

  /// The first of equals. Throws `Problem(.conflict)` when there is none that may go out.
  private func best(of post: Post, _ tx: Transaction) async throws -> Variant {
    let usable = try await tx.query(VariantStatements.ofPost, post.id).filter { !$0.judged.findings.isBlocked }
    guard let best = usable.max(by: { ($0.fit, $1.ordinal) < ($1.fit, $0.ordinal) }) else {
      throw Problem(.conflict, "This post has no variant that may be kept yet.")
    }
    return best
  }

  /// Throws `Problem(.invalid)` for a variant that is absent, out of sight or another post's.
  private func own(_ id: VariantID, of post: Post, _ tx: Transaction) async throws -> Variant {
    guard let variant = try await tx.first(VariantStatements.lock, id), variant.post == post.id else {
      throw Problem.invalid("/variant_id", "This post has no such variant.")
    }
    return variant
  }
}

extension Variant {
  /// How much it sounds like the brand; 0 while that is not known.
  fileprivate var fit: Int { judged.scores.brandFit?.value ?? 0 }
}

extension StudioParts {
  /// What people read is not changed behind their backs. The post's row is locked, so nothing goes out meanwhile.
  func assertNotOut(_ post: Post, _ tx: Transaction) async throws {
    guard let out = try await publications.publications(of: post.id, in: tx).first(where: \.fixesText) else { return }
    let platform = rules[out.platform]?.name ?? out.platform
    throw Problem(
      .conflict, "The text of this post cannot change any more: its publication on \(platform) is \(out.stateInWords).")
  }

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

extension PublicationSummary {
  fileprivate var stateInWords: String {
    switch state {
    case "published", "partial": "out"
    case "intent", "sent": "on its way"
    default: "not settled yet"
    }
  }
}
