package import Text

/// Writes drafts in English from a brief's own facts, in a voice's measured habits, without a model.
/// Pure: same brief, voice, platform and seed, same draft. It never says what the brief does not say.
package struct Composer: Sendable {
  package init() {}

  /// One draft; the strongest that `seed` chooses.
  package func draft(
    _ brief: ComposerBrief, reading: Reading? = nil, voice: StyleProfile?, platform: PlatformLimits, seed: UInt64
  ) -> ComposedDraft {
    drafts(brief, reading: reading, voice: voice, platform: platform, count: 1, seed: seed).first
      ?? ComposedDraft(text: "", frame: .announcement, platform: platform.id, seed: seed, leftOut: [], notes: [])
  }

  /// Up to `count` drafts that differ in frame first and in wording then; fewer when the brief gives too little.
  /// With `fills` what is missing comes from the same plans with less in them, so that fewer are short of `count`.
  /// `reading` is the brief in this voice, where somebody has read it already.
  package func drafts(
    _ brief: ComposerBrief, reading: Reading? = nil, voice: StyleProfile?, platform: PlatformLimits, count: Int,
    seed: UInt64, fills: Bool = false
  ) -> [ComposedDraft] {
    drafts(
      brief, reading: reading, voice: voice, platforms: [platform], count: count, seed: seed, fills: fills
    ).first ?? []
  }

  /// The same for several platforms, reading the brief once; in the order of `platforms`.
  package func drafts(
    _ brief: ComposerBrief, reading: Reading? = nil, voice: StyleProfile?, platforms: [PlatformLimits], count: Int,
    seed: UInt64, fills: Bool = false
  ) -> [[ComposedDraft]] {
    let reading = reading ?? Reading(brief, voice: voice)
    var planned: [Bool: [Plan]] = [:]
    return platforms.map { platform in
      let manner = Manner(brief, reading, voice, platform)
      guard reading.isEnglish else { return count > 0 ? [OwnWords(brief, reading, manner).draft(seed: seed)] : [] }
      let plans =
        planned[manner.roomForLists] ?? ordered(Planner(reading, manner).plans(), seed: seed) + [Self.plain(reading)]
      planned[manner.roomForLists] = plans
      return drafts(plans, Scribe(brief: brief, reading: reading, manner: manner), count, seed, fills: fills)
    }
  }

  /// Whole drafts with new first words, then shorter ones, then those that differ in form alone.
  private func drafts(
    _ plans: [Plan], _ scribe: Scribe, _ count: Int, _ seed: UInt64, fills: Bool
  ) -> [ComposedDraft] {
    var variety = Variety()
    var later: [(plan: Plan, seed: UInt64)] = []
    var hooks: Set<String> = []
    for (index, plan) in plans.enumerated() where variety.drafts.count < count {
      let seed = seed &+ UInt64(index)
      let isNew = hooks.insert(plan.opening.hook).inserted
      if isNew, let draft = scribe.draft(plan, seed: seed), variety.add(draft, opening: true) { continue }
      later.append((plan, seed))
    }
    for (plan, seed) in later where variety.drafts.count < count && plan.body == .prose {
      if let short = scribe.draft(plan, seed: seed, isBrief: true) { variety.add(short, opening: true) }
    }
    for (plan, seed) in later where variety.drafts.count < count {
      if let draft = scribe.draft(plan, seed: seed) { variety.add(draft, opening: false) }
    }
    if fills { more(plans, scribe, count, seed, &variety) }
    return variety.drafts
  }

  /// For a sparse brief, or a platform with little room: the same plans with other points in them.
  private func more(_ plans: [Plan], _ scribe: Scribe, _ count: Int, _ seed: UInt64, _ variety: inout Variety) {
    for (index, plan) in plans.enumerated() {
      for (turn, points) in Self.selections(of: plan.points).enumerated() where variety.drafts.count < count {
        var other = plan
        other.points = points
        guard let draft = scribe.draft(other, seed: seed &+ UInt64(1_000 + turn * 100 + index)) else { continue }
        variety.add(draft, opening: false, most: Variety.lenient)
      }
    }
  }

  /// All of them in new words, all but one, and each alone: where there is room for one only, another one each time.
  private static func selections(of points: [Point]) -> [[Point]] {
    let allButOne = points.indices.reversed().map { index in points.indices.filter { $0 != index }.map { points[$0] } }
    return [points] + allButOne + points.map { [$0] }
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
