import Contracts
package import Database
package import Kernel
import Text

/// Does what a finding proposes, wherever the text has it.
package struct FixVariant: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  /// `finding` is its place in the variant's list, `expected` the version whose list that is. All findings that say the
  /// same are mended together. Throws what an edit throws, and `Problem(.conflict)` where nothing is proposed.
  package func run(_ id: VariantID, finding: Int, expected: Int, in tx: Transaction) async throws -> Variant {
    guard let variant = try await tx.first(VariantStatements.byID, id) else { throw Problem.notFound("variant") }
    try Stale.check(expected, current: VariantReply(variant), "text")
    let judged = variant.judged
    guard judged.findings.indices.contains(finding) else {
      throw Problem.invalid("/finding", "This text has no such finding.")
    }
    guard let text = judged.findings.mending(judged.findings[finding], in: judged.text) else {
      throw Problem(.conflict, "Nothing is proposed for this finding. Edit the text.")
    }
    return try await EditVariant(parts).run(id, text: text, expected: expected, in: tx)
  }
}

extension [Finding] {
  /// Those that say the same and propose a change.
  func alike(_ finding: Finding) -> [Finding] {
    filter { $0.rule == finding.rule && $0.message == finding.message && $0.edit != nil }
  }

  /// The text with everything done that they propose; nil when nothing is.
  func mending(_ finding: Finding, in text: String) -> String? {
    let edits = [Finding.Edit](Set(alike(finding).compactMap(\.edit)))
    return edits.isEmpty ? nil : edits.applied(to: text)
  }
}
