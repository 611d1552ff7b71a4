import Contracts
package import Database
import Jobs
package import Kernel
package import Text

/// Begins saying a variant in another language, on the same platform, as a post of its own.
package struct TranslateVariant: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  /// Throws `Problem(.conflict)` when no model is connected: nothing else here can translate.
  /// `formality`: nil takes the brand's.
  package func run(
    _ id: VariantID, to language: String, formality: Formality? = nil, as tenant: TenantContext
  ) async throws -> OperationID {
    try await parts.act(as: tenant) { try await run(id, to: language, formality: formality, in: $0) }
  }

  package func run(
    _ id: VariantID, to language: String, formality: Formality? = nil, in tx: Transaction
  ) async throws -> OperationID {
    if let fault = Formats.languageFault(language) { throw Problem.invalid("/language", fault) }
    guard try await parts.hasModel(for: .translate, in: tx) else {
      throw Problem(
        .conflict, "Translating needs a writing model, and none is connected. Connect one, or write it by hand.")
    }
    guard let variant = try await tx.first(VariantStatements.byID, id),
      let source = try await tx.first(PostStatements.byID, variant.post)
    else { throw Problem.notFound("variant") }
    guard source.language != language else {
      throw Problem.invalid("/language", "is the language that this text is in already")
    }
    let plan = PostPlan(
      brand: source.brand, brief: source.brief, by: try tx.acting.actor.label, at: parts.time.now(),
      ids: [parts.ids.new()], platforms: [source.platform], languages: [language],
      variants: [1])
    guard let post = try await tx.first(PostStatements.plan, plan) else { throw Problem.notFound("post") }
    guard post.state != .archived else {
      throw Problem(.conflict, "The post in this language is archived. Bring it back first.")
    }
    return try await begin(variant, post, formality, tx)
  }

  private func begin(
    _ variant: Variant, _ post: Post, _ formality: Formality?, _ tx: Transaction
  ) async throws -> OperationID {
    let operation = try await tx.begin(
      NewOperation(kind: TranslateArgs.kind, brand: post.brand, resource: post.id.description, total: 1),
      ids: parts.ids)
    let args = TranslateArgs(
      source: variant.id, post: post.id, ordinal: post.planned, operation: operation, formality: formality)
    try await tx.enqueue(args, priority: .interactive, subject: operation.description, ids: parts.ids)
    try await parts.audit.record(
      AuditEntry(
        "variant.translate", resource: variant.id.description, brand: post.brand, facts: ["post": .id(post.id)]),
      in: tx)
    return operation
  }
}
