import Database
package import Kernel
package import Text

/// What a variant is held against: another variant, or one of its own earlier texts.
package enum ComparedText: Sendable, Equatable {
  case variant(VariantID)
  case version(Int)
}

/// What changed from one text to another, with what was measured on both.
package struct VariantComparison: Sendable {
  package var before: Variant
  package var after: Variant
  package var diff: TextDiff
}

package struct CompareVariants: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  /// An earlier text is judged by the rules of now, as the present one would be, so that the scores compare. Throws
  /// `Problem(.notFound)` when either side is absent or out of sight.
  package func run(
    _ id: VariantID, with other: ComparedText, as tenant: TenantContext
  ) async throws -> VariantComparison {
    let after = try await parts.variant(id, as: tenant)
    let before: Variant
    switch other {
    case .variant(let id): before = try await parts.variant(id, as: tenant)
    case .version(let version): before = try await earlier(after, version, as: tenant)
    }
    return VariantComparison(
      before: before, after: after, diff: TextDiff(from: before.judged.text, to: after.judged.text))
  }

  private func earlier(_ variant: Variant, _ version: Int, as tenant: TenantContext) async throws -> Variant {
    let key = (variant.id, version: version)
    guard let kept = try await parts.database.first(VariantVersionStatements.one, key, as: tenant) else {
      throw Problem.notFound("earlier text of this variant")
    }
    var before = try await ScoreVariant(parts).preview(variant.id, text: kept.text, as: tenant).variant
    before.version = version
    return before
  }
}
