package import Text

/// Measures a text and says everything there is to say about it. Pure.
package enum Judge {
  package static func judge(_ text: String, by author: Authorship, _ rules: JudgeRules) -> JudgedText {
    let measured = TextMeasure.measure(text, rules.platform)
    let risk = RiskLint.check(text, neverTerms: rules.brand.never)
    let links = LinkCheck.findings(text, by: author, rules)
    let grounding = groundingFindings(text, by: author, rules).filter { finding in
      // Said once, by the rule that knows what to do.
      finding.rule != "grounding/link" || !links.contains { $0.span.overlaps(finding.span) }
    }
    let found =
      PlatformCheck.findings(text, measured, rules.platform) + risk.findings + grounding
      + TermCheck.findings(text, rules) + links + rules.copied(text, by: author)
      + rules.regional.findings(in: text, keeping: rules.kept) + rules.translated(text)
    let findings = found.joined(with: PolicyCheck.findings(text, by: author, rules))
    return JudgedText(
      text: text, length: measured.length, limit: measured.limit,
      scores: Scores(
        brandFit: rules.voice.map { fit(text, $0) }, risk: riskScore(risk, findings),
        readability: readability(text, rules), engagement: rules.engagement.map { engagement(text, $0) }),
      findings: findings.inReadingOrder)
  }

  /// A machine's claim without a source stops scheduling; a person's is theirs, so it only warns.
  private static func groundingFindings(
    _ text: String, by author: Authorship, _ rules: JudgeRules
  ) -> [Finding] {
    rules.ungrounded(text).map { finding in
      var finding = finding
      switch author {
      case .machine: if finding.severity == .warning { finding.severity = .block }
      case .person: if finding.severity == .block { finding.severity = .warning }
      }
      return finding
    }
  }

  private static func fit(_ text: String, _ voice: VoiceScorer) -> Score {
    let score = voice.score(text)
    return Score(
      score.fit, reasons: score.reasons.map { Score.Reason($0.message, points: $0.points, span: $0.spans.first) })
  }

  private static func riskScore(_ report: RiskReport, _ findings: [Finding]) -> Score {
    let lint = report.findings.map(\.rule)
    let more = findings.filter { !lint.contains($0.rule) && $0.severity > .notice }
    let reasons = report.findings.map { Score.Reason($0.message, points: weight($0.severity), span: $0.span) }
    let added = more.map { Score.Reason($0.message, points: weight($0.severity), span: $0.span) }
    return Score(report.risk + added.reduce(0) { $0 + $1.points }, reasons: reasons + added)
  }

  private static func weight(_ severity: Finding.Severity) -> Double {
    switch severity {
    case .notice: 2
    case .warning: 10
    case .block: 30
    }
  }

  private static func readability(_ text: String, _ rules: JudgeRules) -> Score? {
    let band = rules.platform.conventions.readingEase
    let result = Readability.measure(text, language: rules.language, band: band)
    guard let ease = result.ease, let formula = result.formula else { return nil }
    let words =
      "Reading ease \(Int(ease.rounded())) (\(formula)); \(rules.platform.name) reads well from \(Int(band[0])) to \(Int(band[1]))."
    var reasons = [Score.Reason(words, points: result.score - 100)]
    if let hardest = result.hardest, result.score < 100 {
      reasons.append(Score.Reason("This sentence is the hardest to read.", points: 0, span: hardest))
    }
    return Score(result.score, reasons: reasons)
  }
}

extension [Finding] {
  package var isBlocked: Bool { contains { $0.severity == .block } }

  /// Worst first, then by place in the text.
  package var inReadingOrder: [Finding] {
    sorted { left, right in
      left.severity != right.severity
        ? left.severity > right.severity : (left.span, left.rule) < (right.span, right.rule)
    }
  }
}
