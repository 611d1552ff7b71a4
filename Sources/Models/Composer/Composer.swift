package import Text

/// Writes drafts in English from a brief's own facts, in a voice's measured habits, without a model.
/// Pure: same brief, voice, platform and seed, same draft. It never says what the brief does not say.
package struct Composer: Sendable {
  package init() {}

  /// One draft; the strongest that `seed` chooses.
  package func draft(
    _ brief: ComposerBrief, voice: StyleProfile?, platform: PlatformLimits, seed: UInt64
  ) -> ComposedDraft {
    let reading = Reading(brief, voice: voice)
    let manner = Manner(brief, reading, voice, platform)
    return drafts(brief, reading, manner, 1, seed).first ?? OwnWords(brief, reading, manner).draft(seed: seed)
  }

  /// Up to `count` drafts that differ in frame first and in wording then; fewer when the brief gives too little.
  package func drafts(
    _ brief: ComposerBrief, voice: StyleProfile?, platform: PlatformLimits, count: Int, seed: UInt64
  ) -> [ComposedDraft] {
    drafts(brief, voice: voice, platforms: [platform], count: count, seed: seed).first ?? []
  }

  /// The same for several platforms, reading the brief once; in the order of `platforms`.
  package func drafts(
    _ brief: ComposerBrief, voice: StyleProfile?, platforms: [PlatformLimits], count: Int, seed: UInt64
  ) -> [[ComposedDraft]] {
    let reading = Reading(brief, voice: voice)
    return platforms.map { drafts(brief, reading, Manner(brief, reading, voice, $0), count, seed) }
  }

  private func drafts(
    _ brief: ComposerBrief, _ reading: Reading, _ manner: Manner, _ count: Int, _ seed: UInt64
  ) -> [ComposedDraft] {
    guard reading.isEnglish else { return count > 0 ? [OwnWords(brief, reading, manner).draft(seed: seed)] : [] }
    let plans = ordered(Planner(reading, manner).plans(), seed: seed)
    let scribe = Scribe(brief: brief, reading: reading, manner: manner)
    var variety = Variety()
    let all = plans + [Self.plain(reading)]
    var similar: [(plan: Plan, draft: ComposedDraft)] = []
    for (index, plan) in all.enumerated() where variety.drafts.count < count {
      guard let draft = scribe.draft(plan, seed: seed &+ UInt64(index)) else { continue }
      if !variety.add(draft, opening: true) { similar.append((plan, draft)) }
    }
    for (plan, draft) in similar where variety.drafts.count < count && plan.body == .prose {
      guard let short = scribe.draft(plan, seed: draft.seed, isBrief: true) else { continue }
      variety.add(short, opening: true)
    }
    for (_, draft) in similar where variety.drafts.count < count { variety.add(draft, opening: false) }
    return variety.drafts
  }

  private static func plain(_ reading: Reading) -> Plan {
    Plan(frame: .announcement, opening: Opening(hook: reading.topic.text), points: reading.points)
  }

  /// Each frame's first plan before any frame's second; within a round in the seed's order.
  private func ordered(_ plans: [Plan], seed: UInt64) -> [Plan] {
    var random = SeededRandom(seed)
    var rounds: [[Plan]] = []
    var counts: [ComposedDraft.Frame: Int] = [:]
    for plan in plans {
      let round = counts[plan.frame, default: 0]
      counts[plan.frame] = round + 1
      if round == rounds.count { rounds.append([]) }
      rounds[round].append(plan)
    }
    return rounds.flatMap { $0.shuffled(using: &random) }
  }
}
