/// How much a text sounds like the voice, and why.
package struct VoiceScore: Codable, Sendable, Equatable {
  /// 0 to 100: the voice's own posts mostly lie above 60, strangers' below 40.
  package var fit: Double
  /// Chance that the brand wrote it rather than somebody else, both being as likely beforehand, in 0...1.
  package var probability: Double
  /// Strongest first.
  package var reasons: [Reason]

  package struct Reason: Codable, Sendable, Equatable {
    /// Stable name such as `length`, `emoji`, `wording`.
    package var feature: String
    /// Points of `fit` that it gives (above zero) or costs.
    package var points: Double
    package var message: String
    package var spans: [Span]
  }
}

/// A profile made ready to score, which takes some milliseconds for 200 posts, and about 100 bytes for each of its
/// `letters`: keep it as long as the profile's version is in use.
package struct VoiceScorer: Sendable {
  package let profile: StyleProfile
  /// Of the posts that it learnt from.
  package var letters: Int { profile.style.corpus.reduce(0) { $0 + $1.utf8.count } }
  private let model: VoiceModel

  package init(_ profile: StyleProfile) {
    self.profile = profile
    model = VoiceModel(own: profile.style.corpus, reference: .neutral)
  }

  /// Same text and profile, same score.
  package func score(_ text: String) -> VoiceScore {
    let prepared = VoiceText.prepare(text)
    guard !prepared.isEmpty else { return VoiceScore(fit: 0, probability: 0, reasons: []) }
    let raw = model.raw(prepared)
    let breaches = VoiceBreaches(profile.constraints, text).reasons
    let cost = breaches.reduce(0) { $0 + $1.points }
    let reasons = (breaches + habits(prepared) + wording(text)).sorted { abs($0.points) > abs($1.points) }
    return VoiceScore(
      fit: rounded(min(100, max(0, profile.style.calibration.points(raw) + cost))),
      probability: rounded(profile.style.calibration.probability(raw)), reasons: Array(reasons.prefix(8)))
  }

  /// The habits that speak most for and against the text.
  private func habits(_ prepared: String) -> [VoiceScore.Reason] {
    model.habits.contributions(StyleFeatures(prepared)).compactMap { name, odds in
      let points = rounded(VoiceModel.weight(odds) * 40)
      guard abs(points) >= 1.5, let words = HabitWords.describe(name, usual: points > 0) else { return nil }
      return VoiceScore.Reason(feature: name, points: points, message: words, spans: [])
    }.sorted { (abs($1.points), $0.feature) < (abs($0.points), $1.feature) }.prefix(5).map(\.self)
  }

  /// The words that sound least like the examples.
  private func wording(_ text: String) -> [VoiceScore.Reason] {
    let scalars = Scalars(text)
    let odds = model.odds(text)
    let words = Tokens.split(scalars).filter { $0.kind == .word && $0.span.end - $0.span.start > 3 }.map { token in
      (token.span, odds[token.span.range].reduce(0, +) / Double(token.span.range.count))
    }
    let strange = words.filter { $0.1 < -0.8 }.sorted { $0.1 < $1.1 }.prefix(4)
    guard !strange.isEmpty else { return [] }
    let quoted = strange.map { "“\(scalars.string($0.0))”" }.joined(separator: ", ")
    return [
      VoiceScore.Reason(
        feature: "wording", points: -rounded(Double(strange.count)),
        message: "Unlike the examples in wording: \(quoted).",
        spans: strange.map(\.0).sorted())
    ]
  }
}
