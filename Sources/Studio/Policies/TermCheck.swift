import Text

/// The brand's own words, and names that a brief wants left out. Never-terms are RiskLint's.
enum TermCheck {
  static func findings(_ text: String, _ rules: JudgeRules) -> [Finding] {
    rules.brief.competitors.flatMap { competitor($0, text) } + rules.brand.always.flatMap { spelling($0, text) }
  }

  private static func competitor(_ name: String, _ text: String) -> [Finding] {
    TermSearch.spans(of: name, in: text).map { span in
      Finding(
        rule: "brief/competitor", severity: .block, span: span, quote: quote(span, text),
        message: "The brief names \(name) as a competitor, so the post must not.")
    }
  }

  private static func spelling(_ term: String, _ text: String) -> [Finding] {
    TermSearch.spans(of: term, in: text).compactMap { span in
      let written = quote(span, text)
      guard written != term else { return nil }
      return Finding(
        rule: "brand/spelling", severity: .warning, span: span, quote: written,
        message: "The brand always writes \(term).", fix: term,
        edit: Finding.Edit(span: span, text: term))
    }
  }
}
