/// A profile made ready to score, which takes some tens of milliseconds for 200 posts, and about 150 bytes for each of
/// its `letters`: keep it as long as the profile's version is in use.
package struct VoiceScorer: Sendable {
  package let profile: StyleProfile
  /// Of the posts that it learnt from.
  package var letters: Int { profile.style.corpus.reduce(0) { $0 + $1.utf8.count } }
  private let model: VoiceModel
  private let calibration: Calibration

  package init(_ profile: StyleProfile) {
    let style = profile.style
    self.profile = profile
    model = VoiceModel(own: style.corpus, style.language)
    calibration = style.calibration ?? HeldBackTrial(style.corpus, others: [], style.language, seed: 1).calibration
  }

  /// Same text and profile, same score.
  package func score(_ text: String) -> VoiceScore {
    let prepared = VoiceText.prepare(text)
    guard !prepared.isEmpty else { return VoiceScore(fit: 0, probability: 0, reasons: []) }
    let sample = model.sample(prepared)
    let evidence = calibration.evidence(model.readings(sample))
    let breaches = VoiceBreaches(profile.constraints, text).reasons
    let cost = breaches.reduce(0) { $0 + $1.points }
    let reasons = (breaches + habits(sample) + wording(text)).sorted { abs($0.points) > abs($1.points) }
    return VoiceScore(
      fit: rounded(min(100, max(0, calibration.points(evidence) + cost))),
      probability: rounded(calibration.probability(evidence)), reasons: Array(reasons.prefix(8)))
  }

  /// How much a text is like the voice, in deviations of the voice's own posts: these lie around 0, strangers' mostly
  /// below -1. The mean over several texts of one writer is surer than each. An empty text has none.
  package func evidence(_ text: String) -> Double? {
    let prepared = VoiceText.prepare(text)
    return prepared.isEmpty ? nil : calibration.evidence(model.readings(model.sample(prepared)))
  }

  /// What `evidence` says of a single post: the chance that the brand wrote it, in 0...1.
  package func probability(_ evidence: Double) -> Double { calibration.probability(evidence) }

  /// The habits that speak most for and against the text.
  private func habits(_ sample: VoiceSample) -> [VoiceScore.Reason] {
    let weight = calibration.points(ofReading: 2)
    return model.habits.contributions(sample.features).compactMap { name, odds in
      let points = rounded(odds * weight)
      guard abs(points) >= 1, let words = HabitWords.describe(name, usual: points > 0) else { return nil }
      return VoiceScore.Reason(feature: name, points: points, message: words, spans: [])
    }.sorted { (abs($1.points), $0.feature) < (abs($0.points), $1.feature) }.prefix(5).map(\.self)
  }

  /// The words that sound least like the examples; what the voice speaks of counts neither way.
  private func wording(_ text: String) -> [VoiceScore.Reason] {
    let scalars = Scalars(text)
    let odds = model.odds(scalars.values).map { $0 - $1 }
    let strange = Tokens.split(scalars).compactMap { token -> (span: Span, odds: Double)? in
      guard token.kind == .word, token.span.end - token.span.start > 3 else { return nil }
      guard !model.topic.words.contains(WordText.fold(scalars.string(token.span))) else { return nil }
      let mean = odds[token.span.range].reduce(0, +) / Double(token.span.range.count)
      return mean < -0.8 ? (token.span, mean) : nil
    }.sorted { $0.odds < $1.odds }.prefix(4)
    guard !strange.isEmpty else { return [] }
    let quoted = strange.map { "“\(scalars.string($0.span))”" }.joined(separator: ", ")
    return [
      VoiceScore.Reason(
        feature: "wording", points: -rounded(Double(strange.count)),
        message: "Unlike the examples in wording: \(quoted).",
        spans: strange.map(\.span).sorted())
    ]
  }
}
