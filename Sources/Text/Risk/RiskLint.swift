/// What could embarrass the brand: shouting, bad words, pressure, claims that need proof, personal data.
package struct RiskReport: Codable, Sendable, Equatable {
  /// 0 is clean, 100 must not go out.
  package var risk: Double
  package var findings: [Finding]
}

package enum RiskLint {
  /// Same text and terms, same report. `neverTerms` are the brand's own and block.
  package static func check(_ text: String, neverTerms: [String] = []) -> RiskReport {
    let scalars = Scalars(text)
    let tokens = Tokens.split(scalars)
    let words = WordText(scalars, tokens)
    let findings =
      never(neverTerms, words, scalars) + RiskWords.check(words, scalars) + Shouting.check(scalars, tokens)
      + PersonalData.check(scalars, tokens)
    let sorted = findings.sorted { ($0.span, $0.rule) < ($1.span, $1.rule) }
    return RiskReport(risk: min(100, sorted.reduce(0) { $0 + weight($1.severity) }), findings: sorted)
  }

  private static func weight(_ severity: Finding.Severity) -> Double {
    switch severity {
    case .notice: 6
    case .warning: 20
    case .block: 60
    }
  }

  private static func never(_ terms: [String], _ words: WordText, _ text: Scalars) -> [Finding] {
    Lexicon(terms).matches(in: words).map { span, phrase in
      Finding(
        rule: "risk/never-term", severity: .block, span: span, quote: text.string(span),
        message: "The brand never says “\(phrase)”.", fix: "Take it out.", edit: .removing(span, in: text))
    }
  }
}
