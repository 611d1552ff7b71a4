/// One thing a check found in a text: which rule, where, how bad, and what to do about it.
package struct Finding: Codable, Sendable, Hashable {
  package enum Severity: String, Codable, Sendable, CaseIterable, Comparable {
    /// Worth knowing.
    case notice
    /// Should be looked at before it goes out.
    case warning
    /// Stops scheduling until it is mended.
    case block

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    package static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
  }

  /// Stable name such as `grounding/number` or `risk/shouting`.
  package var rule: String
  package var severity: Severity
  package var span: Span
  /// The words that the span covers.
  package var quote: String
  /// For the writer: what is wrong and why.
  package var message: String
  /// What to do, when there is one clear answer.
  package var fix: String?

  package init(
    rule: String, severity: Severity, span: Span, quote: String, message: String, fix: String? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.span = span
    self.quote = quote
    self.message = message
    self.fix = fix
  }
}
