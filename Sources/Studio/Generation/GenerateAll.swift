package import Database
package import Kernel

/// Begins writing many briefs at once: all of them, or none with the first reason. Each has an operation of its own, so
/// that one can be watched and cancelled without the others.
package struct GenerateAll: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package enum Limits {
    package static let briefs = 200
    /// Variants that are begun in one transaction.
    package static let texts = 2_000
  }

  package func run(
    _ briefs: [BriefID], variants: Int, in tx: Transaction
  ) async throws -> [(brief: BriefID, begun: GeneratePosts.Begun)] {
    guard (1...Limits.briefs).contains(briefs.count) else {
      throw Problem.invalid("/brief_ids", "must name from 1 to \(Limits.briefs) briefs")
    }
    var begun: [(brief: BriefID, begun: GeneratePosts.Begun)] = []
    var texts = 0
    for (index, brief) in briefs.enumerated() {
      do {
        begun.append((brief, try await GeneratePosts(parts).run(brief, variants: variants, seed: nil, in: tx)))
      } catch let problem as Problem where problem.fields.contains(where: { $0.pointer == "/brief_id" }) {
        throw Problem.invalid("/brief_ids/\(index)", problem.fields[0].message)
      }
      texts += begun[index].begun.total
      try Self.check(texts)
    }
    return begun
  }

  /// Throws `Problem(.invalid)` for more texts than are begun at once.
  package static func check(_ texts: Int) throws(Problem) {
    guard texts > Limits.texts else { return }
    throw Problem.invalid(
      "/variants",
      "makes more than \(Limits.texts) texts at once. Ask for fewer variants, or for fewer briefs at a time.")
  }
}
