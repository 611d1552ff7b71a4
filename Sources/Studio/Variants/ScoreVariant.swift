import Contracts
package import Database
package import Kernel
package import Text

/// Judges a variant with the rules, voice and brief of now, and keeps the judgement.
package struct ScoreVariant: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(_ id: VariantID, as tenant: TenantContext) async throws -> Variant {
    try await parts.act(as: tenant) { try await run(id, in: $0) }
  }

  package func run(_ id: VariantID, in tx: Transaction) async throws -> Variant {
    guard let before = try await tx.first(VariantStatements.byID, id),
      let post = try await tx.first(PostStatements.lock, before.post),
      var variant = try await tx.first(VariantStatements.lock, id)
    else { throw Problem.notFound("variant") }
    let rules = try await parts.ground(of: post.id, tx).rules.standing(on: variant.provenance)
    let judged = Judge.judge(variant.judged.text, by: variant.authorship, rules)
    guard judged != variant.judged else { return variant }
    variant.judged = judged
    variant.version += 1
    variant.updated = parts.time.now()
    try await tx.execute(VariantStatements.update, variant)
    try await parts.save(post.afterScore(of: variant), was: post, try tx.acting, tx)
    return variant
  }

  /// What would be said about another text in the variant's place, and on which platform. Nothing is kept.
  package func preview(
    _ id: VariantID, text: String, as tenant: TenantContext
  ) async throws -> (variant: Variant, platform: PlatformLimits) {
    try Variant.check(text: text)
    var variant = try await parts.variant(id, as: tenant)
    let (_, rules) = try await parts.ground(of: variant.post, parts.database, as: tenant)
    variant.writer = text == variant.judged.text ? variant.writer : .person
    variant.judged = Judge.judge(text, by: variant.authorship, rules.standing(on: variant.provenance))
    return (variant, rules.platform)
  }
}
