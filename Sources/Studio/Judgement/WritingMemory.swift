import Kernel
import Models
import Text

/// What was read and composed lately. A brief's variants are written and judged one by one, from the same facts and
/// often at the same time: those are read once. Everything here follows from its key alone, and none of it is kept
/// anywhere else.
package final class WritingMemory: Sendable {
  private struct Ground: Hashable {
    var sources: [GroundingSource]
    var today: String
  }

  private struct Read: Hashable {
    var brief: ComposerBrief
    var voice: VoiceModelID?
  }

  private struct Draft: Hashable {
    var read: Read
    var platform: PlatformLimits
    var count: Int
    var seed: UInt64
  }

  /// Up to a quarter of a million letters of what was read; the readings take about ten times as much.
  private let grounds = RecentValues<Ground, GroundingBase>(most: 250_000) { key, _ in
    key.sources.reduce(0) { $0 + $1.text.utf8.count }
  }
  private let readings = RecentValues<Read, Reading>(most: 64)
  private let drafts = RecentValues<Draft, [ComposedDraft]>(most: 256)

  package init() {}

  /// Whether there was anything that nobody has asked for since this was last called.
  func forgetUnused() -> Bool {
    [grounds.forgetUnused(), readings.forgetUnused(), drafts.forgetUnused()].contains(true)
  }

  /// The sources of the rules, read.
  func ground(_ rules: JudgeRules) -> GroundingBase {
    grounds.value(Ground(sources: rules.sources, today: rules.today)) {
      GroundingBase(rules.sources, written: rules.today)
    }
  }

  func reading(_ brief: ComposerBrief, _ rules: JudgeRules) -> Reading {
    func read() -> Reading { Reading(brief, voice: rules.voice?.profile) }
    return mayKeep(rules) ? readings.value(Read(brief: brief, voice: rules.voiceVersion), read) : read()
  }

  /// A voice without a version is a test's: nothing that it gave is kept.
  private func mayKeep(_ rules: JudgeRules) -> Bool { rules.voice == nil || rules.voiceVersion != nil }

  /// Up to `count` drafts that differ, and when `ordinal` is not among them another that is like one of them.
  func draft(
    _ ordinal: Int, of count: Int, _ brief: ComposerBrief, _ rules: JudgeRules, seed: UInt64
  ) -> (draft: ComposedDraft, different: Int) {
    let voice = rules.voice?.profile
    let reading = reading(brief, rules)
    func compose(_ count: Int, _ seed: UInt64) -> [ComposedDraft] {
      Composer().drafts(
        brief, reading: reading, voice: voice, platform: rules.platform, count: count, seed: seed, fills: true)
    }
    let key = Draft(
      read: Read(brief: brief, voice: rules.voiceVersion), platform: rules.platform, count: count, seed: seed)
    let drafts = mayKeep(rules) ? self.drafts.value(key) { compose(count, seed) } : compose(count, seed)
    guard !drafts.indices.contains(ordinal - 1) else { return (drafts[ordinal - 1], drafts.count) }
    let another = Composer().draft(
      brief, reading: reading, voice: voice, platform: rules.platform, seed: seed &+ UInt64(ordinal))
    return (another, drafts.count)
  }
}
