import Database
package import Kernel
package import Text

/// How the brand's newest posts that went out differ from those its voice was learnt from.
package struct MeasureDrift: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package struct Report: Sendable, Equatable {
    /// Version of the voice in use.
    package var version: Int
    /// Different posts that were there to compare.
    package var posts: Int
    /// Nil with fewer than `VoiceDrift.fewestPosts`.
    package var drift: VoiceDrift?

    package var notable: [VoiceDrift.Change] { drift?.changes.filter(\.isNotable) ?? [] }

    /// What it comes to, in words.
    package var explanation: String {
      guard let drift else {
        return "Too little to compare: \(posts) of the \(VoiceDrift.fewestPosts) posts that are needed have gone out."
      }
      let share = Int((drift.recognised * 100).rounded())
      let known = "Of the \(drift.posts) newest posts \(share) in 100 sound like the brand."
      switch notable.count {
      case 0: return known + " Nothing has changed that is more than chance."
      case 1: return known + " One habit has changed."
      default: return known + " \(notable.count) habits have changed."
      }
    }

    /// Whether the voice should be learnt anew, or the writing looked at.
    package var isNotable: Bool { !notable.isEmpty || drift.map { $0.recognised < 0.5 } ?? false }
  }

  /// Nil for a brand without a voice. Throws `Problem(.notFound)` for a brand that is absent or out of sight.
  package func run(_ brand: BrandID, as tenant: TenantContext) async throws -> Report? {
    let brand = try await parts.brand(brand, as: tenant)
    guard let model = try await parts.database.first(VoiceStatements.active, brand.id, as: tenant) else { return nil }
    let sent = try await parts.database.query(VoiceStatements.newestSent, brand.id, as: tenant)
    var seen: Set<String> = []
    // A page waits for it: sixty posts say enough.
    let newest = Array(sent.filter { seen.insert(canonical($0)).inserted }.prefix(60))
    let scorer = parts.voices.value(model.id) { VoiceScorer(model.profile) }
    let drift = try await Calculation.run(isShort: true) { VoiceDrift(newest: newest, scorer: scorer) }
    return Report(version: model.version, posts: newest.count, drift: drift)
  }
}
