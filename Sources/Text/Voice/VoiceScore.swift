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
