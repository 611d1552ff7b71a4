import Text

/// A brief in another language: its own words in order and none of ours, with a note that says what is missing.
struct OwnWords {
  private let brief: ComposerBrief
  private let reading: Reading
  private let manner: Manner

  init(_ brief: ComposerBrief, _ reading: Reading, _ manner: Manner) {
    self.brief = brief
    self.reading = reading
    self.manner = manner
  }

  static let note =
    "This brief is not in English, and without a model drafts are composed in English only: these are the brief's own "
    + "words. Connect a model, or write the brief in English."

  func draft(seed: UInt64) -> ComposedDraft {
    var parts = [Phrase.sentence(canonical(brief.topic))]
    var rest = brief.facts.map { Phrase.sentence(canonical($0)) }.filter { !$0.isEmpty }
    let ends = [brief.offer.map { Phrase.sentence(canonical($0)) }, brief.callToAction.map(canonical), reading.link]
      .compactMap(\.self)
      .filter { !$0.isEmpty }
    var leftOut: [String] = []
    func text() -> String { (parts + rest + ends).joined(separator: manner.paragraphs ? "\n\n" : " ") }
    while !rest.isEmpty, !manner.allows(text()) { leftOut.append(rest.removeLast()) }
    if !manner.allows(text()) {
      let tail = ends.isEmpty ? "" : " " + (ends.last ?? "")
      parts = [Truncation.fit(parts[0]) { manner.allows($0 + tail) } + tail]
    }
    let whole = manner.allows(text()) ? text() : parts[0]
    return ComposedDraft(
      text: whole, frame: .announcement, platform: manner.platform.id, seed: seed, leftOut: leftOut,
      notes: [Self.note] + reading.notes)
  }
}
