/// Capitals and punctuation that shout.
enum Shouting {
  static func check(_ text: Scalars, _ tokens: [Token]) -> [Finding] { capitals(text, tokens) + marks(text, tokens) }

  /// Two or more words in capitals side by side, of which one has four letters: acronyms alone do not shout.
  private static func capitals(_ text: Scalars, _ tokens: [Token]) -> [Finding] {
    var result: [Finding] = []
    var run: [Span] = []
    func close() {
      if run.count >= 2, run.contains(where: { $0.end - $0.start >= 4 }) || run.count >= 4 {
        result.append(finding(text, Span(run[0].start, run[run.count - 1].end)))
      } else if run.count == 1, run[0].end - run[0].start >= 7 {
        result.append(finding(text, run[0]))
      }
      run = []
    }
    for token in tokens {
      switch token.kind {
      case .space: continue
      case .word where isCapital(text, token.span): run.append(token.span)
      case .word where isSingleLetter(token.span) && !run.isEmpty: continue
      default: close()
      }
    }
    close()
    return result
  }

  private static func finding(_ text: Scalars, _ span: Span) -> Finding {
    let quote = text.string(span)
    return Finding(
      rule: "risk/shouting", severity: .warning, span: span, quote: quote,
      message: "Words in capitals read as shouting, and screen readers may spell them.", fix: quote.lowercased(),
      edit: Finding.Edit(span: span, text: quote.lowercased()))
  }

  private static func isSingleLetter(_ span: Span) -> Bool { span.end - span.start == 1 }

  private static func isCapital(_ text: Scalars, _ span: Span) -> Bool {
    span.end - span.start >= 2 && span.range.allSatisfy { !Letters.isLower(text[$0]) }
      && span.range.contains { Letters.isUpper(text[$0]) }
  }

  /// Three or more `!` or `?` in a row.
  private static func marks(_ text: Scalars, _ tokens: [Token]) -> [Finding] {
    var result: [Finding] = []
    var start: Int?
    for index in 0...text.count {
      let isMark = text.at(index).map { $0 == 0x21 || $0 == 0x3F } ?? false
      if isMark {
        start = start ?? index
      } else if let begin = start {
        start = nil
        guard index - begin >= 3 else { continue }
        let span = Span(begin, index)
        let one = text.string(begin..<begin + 1)
        result.append(
          Finding(
            rule: "risk/punctuation", severity: .notice, span: span, quote: text.string(span),
            message: "So many marks read as shouting.", fix: one, edit: Finding.Edit(span: span, text: one)))
      }
    }
    return result
  }
}
