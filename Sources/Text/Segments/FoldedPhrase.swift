/// A word or phrase to look for in folded texts: as letters and digits, so that case, accents, signs and white space
/// in it do not count. A `*` behind a word stands for any ending (`guarante*`).
package struct FoldedPhrase: Sendable, Hashable {
  struct Word: Sendable, Hashable {
    var letters: [UInt32]
    var open: Bool
  }

  let words: [Word]
  let length: Int

  /// Nil when the text holds no letter or digit.
  package init?(_ text: String) {
    words = text.split(whereSeparator: \.isWhitespace).flatMap(Self.words)
    length = words.reduce(0) { $0 + $1.letters.count }
    if words.isEmpty { return nil }
  }

  private static func words(_ part: Substring) -> [Word] {
    let folded = Folding(String(part))
    var result: [Word] = []
    for cell in folded.cells {
      if cell.gap != .none || result.isEmpty { result.append(Word(letters: [], open: false)) }
      result[result.count - 1].letters.append(cell.value)
    }
    if part.hasSuffix("*"), !result.isEmpty { result[result.count - 1].open = true }
    return result
  }
}

extension Folding {
  /// Where the phrase is written, in order, without overlaps; also spaced (`f r e e`), with signs or emoji inside
  /// (`f*r🎉ee`), in digits for letters (`fr33`), stretched (`freeee`), and in tags (`#RiskFree`). Words match
  /// whole. A phrase does not reach over the end of a sentence.
  package func spans(of phrase: FoldedPhrase) -> [Span] {
    var result: [Span] = []
    var index = 0
    while index < cells.count {
      if cells[index].isBorder, let end = end(of: phrase, from: index) {
        result.append(Span(cells[index].span.start, cells[end - 1].span.end))
        index = end
      } else {
        index += 1
      }
    }
    return result
  }

  package func contains(_ phrase: FoldedPhrase) -> Bool {
    cells.indices.contains { cells[$0].isBorder && end(of: phrase, from: $0) != nil }
  }

  private func end(of phrase: FoldedPhrase, from start: Int) -> Int? {
    var index = start
    for (number, word) in phrase.words.enumerated() {
      if number > 0, !mayPart(index, phrase) { return nil }
      guard let end = end(of: word, from: index) else { return nil }
      index = end
    }
    let open = phrase.words.last?.open ?? false
    return open || index == cells.count || cells[index].isBorder ? index : nil
  }

  /// Whether one word of a phrase may end and the next begin before the cell.
  private func mayPart(_ index: Int, _ phrase: FoldedPhrase) -> Bool {
    guard index < cells.count, cells[index].gap != .stop else { return false }
    return cells[index].isBorder || cells[index].inTag || phrase.length >= 8
  }

  private func end(of word: FoldedPhrase.Word, from start: Int) -> Int? {
    var (index, run, last) = (start, 0, UInt32(0))
    for (number, letter) in word.letters.enumerated() {
      if number > 0, letter != last {
        index = skipped(index, last, run)
        run = 0
      }
      guard index < cells.count, cells[index].reads(as: letter), number == 0 || joins(index, word) else { return nil }
      (index, run, last) = (index + 1, run + 1, letter)
    }
    index = skipped(index, last, run)
    if word.open { while index < cells.count, cells[index].gap == .none { index += 1 } }
    return index
  }

  /// Behind a letter stretched to three or more.
  private func skipped(_ index: Int, _ letter: UInt32, _ run: Int) -> Int {
    var end = index
    while end < cells.count, cells[end].value == letter, cells[end].gap == .none || cells[end].gap == .spaced {
      end += 1
    }
    return end - index + run >= 3 ? end : index
  }

  /// Whether a word may go on over what stands before the cell. One of seven letters or more may be cut by a space.
  private func joins(_ index: Int, _ word: FoldedPhrase.Word) -> Bool {
    switch cells[index].gap {
    case .none, .sign, .spaced: true
    case .space: word.letters.count >= 7
    case .stop: false
    }
  }
}
