package import Database
package import Kernel

/// Gives a variant a text that it had before. The present text stays readable, so this can be undone the same way.
package struct RestoreVersion: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  /// A person chose the text, so it is judged as theirs. Throws `Problem(.notFound)` for a version that was never
  /// replaced, `.stale` and `.conflict` as an edit does.
  package func run(_ id: VariantID, version: Int, expected: Int?, in tx: Transaction) async throws -> Variant {
    guard let earlier = try await tx.first(VariantVersionStatements.one, (id, version: version)) else {
      throw Problem.notFound("earlier text of this variant")
    }
    return try await EditVariant(parts).run(id, text: earlier.text, expected: expected, in: tx)
  }
}
