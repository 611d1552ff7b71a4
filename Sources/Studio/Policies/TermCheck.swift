import Text

/// The brand's own words, and names that a brief wants left out. Never-terms are RiskLint's.
enum TermCheck {
  static func findings(_ text: String, _ rules: JudgeRules) -> [Finding] {
    rules.competitors.find(in: text).map { competitor($0, text) } + rules.brand.always.flatMap { spelling($0, text) }
  }

  private static func competitor(_ mention: CompetitorMentions.Mention, _ text: String) -> Finding {
    let reason =
      switch mention.kind {
      case .name: "The brief names \(mention.competitor) as a competitor, so the post must not."
      case .handle: "This account is that of \(mention.competitor), which the brief names as a competitor."
      case .address: "This link leads to \(mention.competitor), which the brief names as a competitor."
      }
    return Finding(
      rule: "brief/competitor", severity: .block, span: mention.span, quote: quote(mention.span, text),
      message: reason)
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
