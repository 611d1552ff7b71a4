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
  /// Of the rule, when it is one that is versioned.
  package var version: String?
  /// The law or page that the rule rests on, its section and date.
  package var source: String?
  /// The change that mends it in one click.
  package var edit: Edit?

  /// Puts `text` in place of the span; an empty span is a place to insert at.
  package struct Edit: Codable, Sendable, Hashable {
    package var span: Span
    package var text: String

    package init(span: Span, text: String) {
      self.span = span
      self.text = text
    }
  }

  package init(
    rule: String, severity: Severity, span: Span, quote: String, message: String, fix: String? = nil,
    version: String? = nil, source: String? = nil, edit: Edit? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.span = span
    self.quote = quote
    self.message = message
    self.fix = fix
    self.version = version
    self.source = source
    self.edit = edit
  }
}

extension [Finding.Edit] {
  /// The text with all of them done. Of edits that overlap the first one is.
  package func applied(to text: String) -> String {
    let scalars = Scalars(text)
    var (result, end) = ("", 0)
    for edit in sorted(by: { $0.span < $1.span }) where edit.span.start >= end && edit.span.end <= scalars.count {
      result += scalars.string(end..<edit.span.start) + edit.text
      end = edit.span.end
    }
    return result + scalars.string(end..<scalars.count)
  }
}
