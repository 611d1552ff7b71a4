import Models
import Text

/// Drafts without a model, from the brief's own facts.
package enum Compose {
  /// The `ordinal`th of `count` drafts that differ. Same rules and seed, same draft.
  package static func draft(_ rules: JudgeRules, ordinal: Int, of count: Int, seed: UInt64, note: String) -> Written {
    let (draft, different) = rules.memory.draft(ordinal, of: count, brief(rules), rules, seed: seed)
    return Written(
      text: disclosed(regional(draft.text, rules), rules), writer: .composer, detail: draft.frame.rawValue,
      isDraft: true,
      note: notes(
        [note, languageNote(rules), leftOut(draft), ordinal <= different ? "" : tooFew(different)] + draft.notes))
  }

  /// What a writer should know of the brief, whoever writes; empty when nothing.
  static func contradictions(_ rules: JudgeRules) -> String {
    notes(Array(rules.memory.reading(brief(rules), rules).contradictions.prefix(5)))
  }

  private static func brief(_ rules: JudgeRules) -> ComposerBrief {
    let brief = rules.brief
    return ComposerBrief(
      topic: Invisible.stripped(brief.topic), brand: rules.brand.name, audience: present(brief.audience),
      tone: present(brief.tone), facts: brief.facts.map(Invisible.stripped),
      brandFacts: rules.brandFacts.map(Invisible.stripped), offer: present(brief.offer), link: brief.link,
      callToAction: present(brief.callToAction), constraints: brief.constraints.map(Invisible.stripped),
      alwaysTerms: rules.brand.always, neverTerms: rules.brand.never + brief.competitors)
  }

  private static func present(_ text: String) -> String? {
    text.allSatisfy(\.isWhitespace) ? nil : Invisible.stripped(text)
  }

  /// Spelling and dates as the readers' countries have them.
  private static func regional(_ text: String, _ rules: JudgeRules) -> String {
    let written = rules.regional.applied(to: text, keeping: rules.kept)
    return written == text ? text : Fit.fit(written, rules.platform, link: rules.brief.link)
  }

  /// A paid post says so before anything else.
  static func disclosed(_ text: String, _ rules: JudgeRules) -> String {
    let start = Span(0, 0)
    guard rules.brief.paid,
      let label = Disclosure.findings(text, rules).lazy.compactMap(\.edit).first(where: { $0.span == start })
    else { return text }
    return Fit.fit(label.text + text, rules.platform, link: rules.brief.link)
  }

  private static func languageNote(_ rules: JudgeRules) -> String {
    rules.language.hasPrefix("en")
      ? "" : "Composed drafts are in English: connect a model to write in \(rules.language)."
  }

  private static func leftOut(_ draft: ComposedDraft) -> String {
    draft.leftOut.isEmpty ? "" : "Left out to fit: \(draft.leftOut.count) of the brief's points."
  }

  private static func tooFew(_ count: Int) -> String {
    "The brief has enough for \(count) different draft\(count == 1 ? "" : "s") here: this one is like another. Add facts."
  }

  private static func notes(_ parts: [String]) -> String { parts.filter { !$0.isEmpty }.joined(separator: " ") }
}
