import Contracts
import Database
import Jobs
import Kernel
import Text

extension StudioParts {
  /// Stores a variant, shows it on its post, tells everybody and ends the job: all of it or nothing.
  func store(
    _ variant: Variant, _ material: PostMaterial, in context: JobContext,
    _ also: (Transaction) async throws -> Void = { _ in }
  ) async throws {
    try await context.database.transaction(as: context.tenant) { tx in
      guard let post = try await tx.first(PostStatements.lock, variant.post) else { throw Problem.notFound("post") }
      if let id = try await tx.first(VariantStatements.upsert, variant) {
        try await show(variant, on: post, context.tenant, tx)
        try await announce(variant, id, post, tx)
      }
      try await also(tx)
      try await context.complete(in: tx)
    }
  }

  /// The first variant makes the post a draft and gives it its excerpt.
  private func show(_ variant: Variant, on post: Post, _ tenant: TenantContext, _ tx: Transaction) async throws {
    let isFirst = post.state == .generating || post.excerpt.isEmpty
    guard isFirst || variant.ordinal == 1 && post.chosen == nil else { return }
    var post = post.afterEdit(of: variant)
    if post.state == .generating {
      post.state = .draft
      post.reason = ""
    }
    post.version += 1
    post.updated = variant.updated
    try await tx.execute(PostStatements.update, (post, by: tenant.actor.label))
  }

  /// Whoever watches the brief or the post learns that there is a text, and what the rules say of it.
  func announce(_ variant: Variant, _ id: VariantID, _ post: Post, _ tx: Transaction) async throws {
    try await tx.publish(
      VariantReady(
        post: post.id, variant: id, platform: post.platform, language: post.language, number: variant.ordinal),
      brand: post.brand, resource: post.brief.description, ids: ids)
    let findings = variant.judged.findings
    guard !findings.isEmpty else { return }
    try await tx.publish(
      PolicyChecked(
        post: post.id, variant: id, findings: findings.count,
        blocking: findings.count { $0.severity == .block }, rules: Set(findings.map(\.rule)).sorted()),
      brand: post.brand, resource: post.id.description, ids: ids)
  }
}
