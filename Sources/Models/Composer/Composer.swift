package import Text

/// Writes drafts in English from a brief's own facts, in a voice's measured habits, without a model.
/// Pure: same brief, voice, platform and seed, same draft. It never says what the brief does not say.
package struct Composer: Sendable {
  package init() {}

  package func draft(
    _ brief: ComposerBrief, voice: StyleProfile?, platform: PlatformLimits, seed: UInt64
  ) -> ComposedDraft {
    var random = SeededRandom(seed)
    let frames = Frames(brief, facts: material(brief))
    let frame = frames.available.randomElement(using: &random) ?? .announcement
    return draft(brief, voice, platform, frame, seed)
  }

  /// Up to `count` drafts that differ in frame first and in wording then; fewer when the brief gives too little.
  package func drafts(
    _ brief: ComposerBrief, voice: StyleProfile?, platform: PlatformLimits, count: Int, seed: UInt64
  ) -> [ComposedDraft] {
    var random = SeededRandom(seed)
    let frames = Frames(brief, facts: material(brief)).available.shuffled(using: &random)
    var result: [ComposedDraft] = []
    var seen: Set<String> = []
    for round in 0..<UInt64(4) {
      for (index, frame) in frames.enumerated() where result.count < count {
        let draft = draft(brief, voice, platform, frame, seed &+ round &* 101 &+ UInt64(index))
        if !draft.text.isEmpty, seen.insert(draft.text.lowercased()).inserted { result.append(draft) }
      }
    }
    return result
  }

  private func draft(
    _ brief: ComposerBrief, _ voice: StyleProfile?, _ platform: PlatformLimits, _ frame: ComposedDraft.Frame,
    _ seed: UInt64
  ) -> ComposedDraft {
    var random = SeededRandom(seed &* 31 &+ 7)
    let manner = Manner(brief, voice, platform, &random)
    let pick = Int.random(in: 0..<60, using: &random)
    let facts = material(brief).filter { allowed($0, manner) }
    let outline =
      Frames(brief, facts: facts).outline(frame, pick: pick) ?? Outline(lead: Phrase.sentence(brief.topic), body: facts)
    var layout = Layout(
      outline, closing: closing(brief, manner, pick), offer: offer(brief, facts, manner), manner: manner)
    layout.tags = tags(brief, voice, manner)
    layout.signOff =
      brief.alwaysTerms + (voice?.constraints.alwaysTerms ?? []).filter { !brief.alwaysTerms.contains($0) }
    let fitted = layout.fitted(to: platform)
    return ComposedDraft(text: fitted.text, frame: frame, platform: platform.id, seed: seed, leftOut: fitted.leftOut)
  }

  /// The facts as sentences, without those that only say the topic again.
  private func material(_ brief: ComposerBrief) -> [String] {
    var said = [Phrase.contentWords(brief.topic)]
    return brief.facts.map(Phrase.sentence).filter { fact in
      let words = Phrase.contentWords(fact)
      guard !words.isEmpty, !said.contains(where: { repeats(words, $0) }) else { return false }
      said.append(words)
      return true
    }
  }

  private func repeats(_ words: Set<String>, _ other: Set<String>) -> Bool {
    Double(words.intersection(other).count) >= 0.8 * Double(words.count)
  }

  private func allowed(_ text: String, _ manner: Manner) -> Bool {
    RiskLint.check(text, neverTerms: manner.neverTerms).findings.allSatisfy { $0.rule != "risk/never-term" }
  }

  private func offer(_ brief: ComposerBrief, _ facts: [String], _ manner: Manner) -> String? {
    guard let offer = brief.offer.map(Phrase.sentence), !offer.isEmpty, allowed(offer, manner) else { return nil }
    let words = Phrase.contentWords(offer)
    return facts.contains { repeats(words, Phrase.contentWords($0)) } ? nil : offer
  }

  /// The call to action with the link behind it; the link alone when there is no call.
  private func closing(_ brief: ComposerBrief, _ manner: Manner, _ pick: Int) -> String? {
    let call = brief.callToAction.map(Phrase.bare).flatMap { $0.isEmpty ? nil : Phrase.capitalised($0) }
    guard let link = brief.link else { return call.map { $0.hasSuffix("?") ? $0 : $0 + (manner.exclaims ? "!" : ".") } }
    if let call { return call.contains(link) ? call : call.hasSuffix("?") ? "\(call) \(link)" : "\(call): \(link)" }
    return ["More: ", "Details: ", "Read more: ", ""][pick % 4] + link
  }

  /// The brief's tags first, then those the voice uses.
  private func tags(_ brief: ComposerBrief, _ voice: StyleProfile?, _ manner: Manner) -> [String] {
    var seen: Set<String> = []
    let all = brief.hashtags + (voice?.habits.hashtags ?? [])
    let clean = all.map { "#" + $0.filter { $0.isLetter || $0.isNumber || $0 == "_" } }
    return Array(
      clean.filter { PostValidity.isHashtag($0) && seen.insert($0.lowercased()).inserted }.prefix(manner.hashtags))
  }
}
