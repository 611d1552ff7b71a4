package import Foundation
package import Kernel
package import Text

package enum VoiceState: String, Codable, Sendable, CaseIterable {
  /// Held to.
  case active
  /// Was active before; can be again.
  case superseded
  /// Measured worse than the active one when it was trained; can be made active by hand.
  case refused
}

/// One version of a brand's measured voice.
package struct VoiceModel: Sendable, Equatable {
  package var id: VoiceModelID
  package var brand: BrandID
  package var version: Int
  package var state: VoiceState
  package var profile: StyleProfile
  package var examples: Int
  package var trial: VoiceTrial
  package var created: Date
  package var createdBy: String

  package init(
    id: VoiceModelID, brand: BrandID, version: Int, state: VoiceState, profile: StyleProfile, examples: Int,
    trial: VoiceTrial, created: Date, createdBy: String
  ) {
    self.id = id
    self.brand = brand
    self.version = version
    self.state = state
    self.profile = profile
    self.examples = examples
    self.trial = trial
    self.created = created
    self.createdBy = createdBy
  }
}

/// How a new voice did against the one it would replace.
package struct VoiceTrial: Codable, Sendable, Equatable {
  package var heldBack: Int
  /// Share of (brand's, other's) pairs of held-back posts that it orders rightly; nil when none were kept back.
  package var separation: Double?
  /// The active voice of that moment on the same posts.
  package var before: Double?
  /// What the person should know, in sentences.
  package var notes: [String]

  package init(heldBack: Int, separation: Double?, before: Double?, notes: [String] = []) {
    self.heldBack = heldBack
    self.separation = separation
    self.before = before
    self.notes = notes
  }

  /// How much worse than the active one still counts as no worse: the noise of a small held-back part.
  package static let tolerance = 0.02

  package var isNoWorse: Bool {
    guard let separation, let before else { return true }
    return separation >= before - Self.tolerance
  }
}

/// One post to learn from.
package struct VoiceExample: Codable, Sendable, Equatable {
  package var text: String

  package init(text: String) { self.text = text }

  package enum Limits {
    package static let text = 10_000
    /// UTF-8 bytes; the table's own limit.
    package static let bytes = 100_000
    package static let perImport = 5_000
    package static let perBrand = 5_000
    package static let others = 2_000
  }
}
