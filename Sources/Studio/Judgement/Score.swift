package import Text

/// One figure from 0 to 100 and what moved it.
package struct Score: Codable, Sendable, Equatable {
  package var value: Int
  /// What it comes from, the strongest first.
  package var reasons: [Reason]

  package init(_ value: Double, reasons: [Reason] = []) {
    self.value = Int(min(100, max(0, value)).rounded())
    self.reasons = reasons
  }

  package struct Reason: Codable, Sendable, Equatable {
    package var words: String
    /// Points it added or took.
    package var points: Double
    package var span: Span?

    package init(_ words: String, points: Double, span: Span? = nil) {
      self.words = words
      self.points = (points * 10).rounded() / 10
      self.span = span
    }
  }
}

/// The judgement of a text: the same for the same text, brand, voice and rule versions.
package struct Scores: Codable, Sendable, Equatable {
  /// How much it sounds like the brand; nil while no voice is trained.
  package var brandFit: Score?
  /// 0 is safe.
  package var risk: Score
  /// How easily it reads; nil for languages without a published formula.
  package var readability: Score?
  /// How many of a hundred of the account's last posts it is expected to outdo; nil without enough history.
  package var engagement: Score?

  package init(brandFit: Score?, risk: Score, readability: Score?, engagement: Score? = nil) {
    self.engagement = engagement
    self.brandFit = brandFit
    self.risk = risk
    self.readability = readability
  }
}
