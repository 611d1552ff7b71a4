/// Words in quotation marks that are somebody's, or that name a work.
struct QuotationFinder {
  private let text: FactText

  init(_ text: FactText) { self.text = text }

  func facts() -> [Fact] { Quotations.spans(text.scalars).compactMap(fact) }

  /// Stands for words left out.
  static let gap = "…"

  private func withGaps(_ inside: WordText, _ source: Scalars) -> [String] {
    var result: [String] = []
    for (index, word) in inside.words.enumerated() {
      if index > 0 {
        let between = (inside.spans[index - 1].end..<inside.spans[index].start).map { source[$0] }
        if between.contains(0x2026) || between.count(where: { $0 == 0x2E }) > 2 { result.append(Self.gap) }
      }
      result.append(word)
    }
    return result
  }

  /// Three words or more; two when they are written like a title.
  private func fact(_ span: Span) -> Fact? {
    let inside = WordText(text.scalars.string(span.start + 1..<span.end - 1))
    let source = Scalars(text.scalars.string(span.start + 1..<span.end - 1))
    let capitals = inside.spans.count { Letters.isUpper(source[$0.start]) }
    let isSpoken = text.words.contains {
      ["says", "said", "sagt", "dice", "dit", "told", "calls", "called"].contains($0)
    }
    if inside.words.count == 3, capitals == 0, !isSpoken { return nil }
    guard inside.words.count >= 3 || inside.words.count == 2 && capitals == 2 else { return nil }
    return Fact(.quotation, span, words: withGaps(inside, source))
  }
}
