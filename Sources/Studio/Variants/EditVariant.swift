import Contracts
package import Database
import Foundation
package import Kernel

/// Saves what a person made of a variant, judged anew. The text before stays readable.
package struct EditVariant: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(
    _ id: VariantID, text: String, expected: Int?, as tenant: TenantContext
  ) async throws -> Variant {
    try await parts.act(as: tenant) { try await run(id, text: text, expected: expected, in: $0) }
  }

  package func run(_ id: VariantID, text: String, expected: Int?, in tx: Transaction) async throws -> Variant {
    try Variant.check(text: text)
    let tenant = try tx.acting
    guard let before = try await tx.first(VariantStatements.byID, id),
      let post = try await tx.first(PostStatements.lock, before.post),
      let current = try await tx.first(VariantStatements.lock, id)
    else { throw Problem.notFound("variant") }
    try Stale.check(expected, current: VariantReply(current), "text")
    try post.assertEditable()
    guard current.judged.text != text else { return current }
    if post.chosen == current.id { try await parts.assertNotOut(post, tx) }
    let rules = try await parts.ground(of: post.id, tx).rules.standing(on: current.provenance)
    let edited = current.edited(Judge.judge(text, by: .person, rules), at: parts.time.now())
    try await save(edited, replacing: current, on: post, tenant, tx)
    return edited
  }

  private func save(
    _ edited: Variant, replacing current: Variant, on post: Post, _ tenant: TenantContext, _ tx: Transaction
  ) async throws {
    let by = tenant.actor.label
    try await tx.execute(VariantStatements.saveVersion, (current, by: by, at: edited.updated))
    try await tx.execute(VariantStatements.update, edited)
    try await parts.save(post.afterEdit(of: edited), was: post, tenant, tx)
    try await parts.audit.record(
      AuditEntry(
        "variant.edit", resource: edited.id.description, brand: edited.brand,
        facts: ["version": .number(Int64(edited.version)), "text": .hash(hexDigest(edited.judged.text))]),
      in: tx)
  }
}

extension Variant {
  /// The same variant with a text that a person answers for.
  func edited(_ judged: JudgedText, at now: Date) -> Variant {
    var copy = self
    copy.judged = judged
    copy.version += 1
    copy.writer = .person
    copy.isDraft = false
    copy.note = ""
    copy.updated = now
    return copy
  }

  /// Who answers for its text.
  var authorship: Authorship { writer == .person ? .person : .machine }

  /// What a person answers for in it: all of their own text, or what a rewriting or translation began with.
  var vouched: String? { authorship == .person ? judged.text : provenance.vouched }
}
