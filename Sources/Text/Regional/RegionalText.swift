/// A text as regional rules look at it.
struct RegionalText {
  struct Word {
    var span: Span
    var text: String
    /// Lower case.
    var key: String
  }

  let scalars: Scalars
  /// No links, tags or mentions.
  let words: [Word]
  private let kept: [Span]
  private let starts: Set<Int>

  init(_ text: String, keeping terms: [String]) {
    let scalars = Scalars(text)
    self.scalars = scalars
    words = Words.split(text).flatMap { Self.parts(of: $0, scalars) }.map { span in
      let word = scalars.string(span)
      return Word(span: span, text: word, key: word.lowercased())
    }
    let folded = Folding(text)
    kept =
      terms.compactMap { FoldedPhrase($0) }.flatMap { folded.spans(of: $0) } + Quotations.spans(scalars)
      + Self.addresses(scalars)
    let lines = scalars.values.indices.filter { $0 == 0 || scalars[$0 - 1] == 0x0A }
    starts = Set(Sentences.split(text).map(\.start) + lines)
  }

  /// Stays as it is: a name, a term of the brand's, or somebody's words. In German every noun has a capital.
  func isKept(_ index: Int, german: Bool) -> Bool {
    let word = words[index]
    if kept.contains(where: { $0.overlaps(word.span) }) { return true }
    guard !german, isCapital(word) else { return false }
    let isShouted = word.text.count > 1 && !word.text.contains(where: \.isLowercase)
    return isShouted || !opens(index) || index + 1 < words.count && isCapital(words[index + 1])
  }

  func isKept(_ span: Span) -> Bool { kept.contains { $0.overlaps(span) } }

  func isCapital(_ word: Word) -> Bool { word.text.first?.isUppercase ?? false }

  /// What stands between two words, or behind the last one up to the end.
  func gap(after index: Int) -> String {
    scalars.string(words[index].span.end..<(index + 1 < words.count ? words[index + 1].span.start : scalars.count))
  }

  /// The first word of a sentence or line, behind whatever signs it begins with.
  private func opens(_ index: Int) -> Bool {
    let floor = index > 0 ? words[index - 1].span.end : 0
    return (floor...words[index].span.start).contains { starts.contains($0) }
  }

  /// The words of `multi-coloured` and `12-14`.
  private static func parts(of word: Span, _ text: Scalars) -> [Span] {
    var parts = [Span(word.start, word.start)]
    for place in word.range {
      if text[place] == 0x2D || text[place] == 0x2010 {
        parts.append(Span(place + 1, place + 1))
      } else {
        parts[parts.count - 1].end = place + 1
      }
    }
    return parts.filter { !$0.range.isEmpty }
  }

  /// Stretches without white space that hold a scheme, whether their domain is known or not.
  private static func addresses(_ text: Scalars) -> [Span] {
    var result: [Span] = []
    for sign in text.values.indices where text[sign] == 0x3A && text.hasPrefix("://", at: sign) {
      guard result.last.map({ $0.end <= sign }) ?? true else { continue }
      var (start, end) = (sign, sign)
      while let c = text.at(start - 1), ASCII.isLetter(c) { start -= 1 }
      while let c = text.at(end), !TwitterCharacters.isSpace(c) { end += 1 }
      result.append(Span(start, end))
    }
    return result
  }
}
