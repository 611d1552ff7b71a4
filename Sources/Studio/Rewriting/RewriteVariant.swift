import Contracts
package import Database
import Jobs
package import Kernel
import Text

/// Begins rewriting a variant by a wish. Its present text stays readable as an earlier version.
package struct RewriteVariant: Sendable {
  /// What the operation is called.
  package static let kind = "rewrite"

  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  /// Throws `Problem(.conflict)` when the text may not change, or when only a model could do it and none is connected;
  /// `.stale` when the variant is not the expected version any more.
  package func run(
    _ id: VariantID, _ wish: RewriteWish, expected: Int?, in tx: Transaction
  ) async throws -> OperationID {
    guard let variant = try await tx.first(VariantStatements.byID, id),
      let post = try await tx.first(PostStatements.byID, variant.post)
    else { throw Problem.notFound("variant") }
    try Stale.check(expected, current: VariantReply(variant), "text")
    try post.assertEditable()
    try await tx.activeBrand(post.brand)
    if post.chosen == variant.id { try await parts.assertNotOut(post, tx) }
    if !wish.isDoneByRules(in: post.language), !(try await parts.hasModel(for: .rewrite, in: tx)) {
      throw Problem(.conflict, Self.needsModel(wish, post.language))
    }
    return try await begin(variant, wish, post, tx)
  }

  private static func needsModel(_ wish: RewriteWish, _ language: String) -> String {
    let next = "Connect one under Models, or edit the text by hand."
    guard wish.aim?.isDoneByRules == true else {
      return "This rewriting needs a writing model, and none is connected. \(next)"
    }
    return "Without a writing model only English texts are rewritten, and this one is in \(language). \(next)"
  }

  private func begin(
    _ variant: Variant, _ wish: RewriteWish, _ post: Post, _ tx: Transaction
  ) async throws -> OperationID {
    let operation = try await tx.begin(
      NewOperation(kind: Self.kind, brand: post.brand, resource: variant.id.description, total: 1), ids: parts.ids)
    let task = RewriteTask(variant: variant.id, version: variant.version, wish: wish, operation: operation)
    try await tx.enqueue(
      GenerateArgs(.rewrite(task)), priority: .interactive, subject: operation.description, ids: parts.ids)
    try await parts.audit.record(
      AuditEntry(
        "variant.rewrite", resource: variant.id.description, brand: post.brand,
        facts: ["preset": .word(wish.aim?.rawValue ?? "own-words"), "version": .number(Int64(variant.version))]),
      in: tx)
    return operation
  }
}

/// Which text to rewrite, and how.
package struct RewriteTask: Codable, Sendable, Equatable {
  package var variant: VariantID
  /// The one that was read when it was asked for. Another one is left alone.
  package var version: Int
  package var wish: RewriteWish
  package var operation: OperationID
}

/// What the operation ends with.
package struct RewriteResult: Codable, Sendable, Equatable {
  package var post: PostID
  package var variant: VariantID
  /// The new text's.
  package var version: Int
  /// The text before, to compare with and to bring back.
  package var fromVersion: Int
}
