/// Words in quotation marks that are somebody's, or that name a work.
struct QuotationFinder {
  private let text: FactText

  init(_ text: FactText) { self.text = text }

  func facts() -> [Fact] {
    var result: [Fact] = []
    var open: (place: Int, close: Set<UInt32>)?
    for position in 0..<text.scalars.count {
      let c = text.scalars[position]
      if let start = open, start.close.contains(c) {
        let inside = Span(start.place, position + 1)
        if let fact = fact(inside) { result.append(fact) }
        open = nil
      } else if let close = Self.pairs[c] {
        open = (position, close)
      }
    }
    return result
  }

  private static let pairs: [UInt32: Set<UInt32>] = [
    0x22: [0x22], 0x201C: [0x201D, 0x22], 0x201E: [0x201C, 0x201D, 0x22], 0xAB: [0xBB], 0x201D: [0x201D],
  ]

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
