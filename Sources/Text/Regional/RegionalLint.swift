/// How a text is spelt and dated where it will be read. Pure.
package enum RegionalLint {
  /// Each with the change that mends it. `fixed` are spellings of the brand, which stay.
  package static func findings(_ text: String, _ variety: RegionalVariety, fixed: [String] = []) -> [Finding] {
    let prose = Prose(text)
    let spelt = edits(RegionalSpelling.edits(prose, variety), prose, fixed).map {
      finding("region/spelling", "\(variety.name) writes “\($0.text)”.", $0, prose.scalars)
    }
    let dated = edits(RegionalDates.edits(prose, variety), prose, fixed).map {
      finding("region/date", "Readers there expect “\($0.text)”.", $0, prose.scalars)
    }
    return spelt + dated + RegionalDates.ambiguous(prose.scalars).map { ambiguous($0, prose.scalars) }
  }

  /// The text with all of it mended that one click could.
  package static func localised(_ text: String, _ variety: RegionalVariety, fixed: [String] = []) -> String {
    let prose = Prose(text)
    let changes = RegionalSpelling.edits(prose, variety) + RegionalDates.edits(prose, variety)
    var scalars = prose.scalars.values
    for edit in edits(changes, prose, fixed).sorted(by: { $0.span.start > $1.span.start }) {
      scalars.replaceSubrange(edit.span.range, with: edit.text.unicodeScalars.map(\.value))
    }
    return Scalars.string(scalars[...])
  }

  private static func edits(_ edits: [Finding.Edit], _ prose: Prose, _ fixed: [String]) -> [Finding.Edit] {
    guard !edits.isEmpty else { return [] }
    let places = Lexicon(fixed).matches(in: WordText(prose.scalars)).map(\.span)
    return edits.filter { edit in !places.contains { $0.overlaps(edit.span) } }
  }

  private static func finding(
    _ rule: String, _ message: String, _ edit: Finding.Edit, _ text: Scalars
  ) -> Finding {
    Finding(
      rule: rule, severity: .notice, span: edit.span, quote: text.string(edit.span), message: message, fix: edit.text,
      edit: edit)
  }

  private static func ambiguous(_ span: Span, _ text: Scalars) -> Finding {
    let quote = text.string(span)
    return Finding(
      rule: "region/ambiguous-date", severity: .warning, span: span, quote: quote,
      message: "“\(quote)” is one day in America and another elsewhere.", fix: "Write the month as a word.")
  }
}
