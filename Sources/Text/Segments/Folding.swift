import Foundation

/// A text as a reader sees it, for matching: one reading without the tricks that hide a word from a search, and the
/// way back to the characters that were written.
///
/// `folded` is lower case, in compatibility form (full-width, mathematical and circled letters are plain ones), without
/// accents, invisible characters and stacked marks, with straight quotes and plain hyphens, each run of white space one
/// space (one line break if it holds one). Cyrillic, Greek, Armenian and Cherokee letters that look Latin are Latin
/// where they stand among Latin letters, and stay what they are in a word of their own script. Digits, signs and emoji
/// stay, so that a pattern for `10 %` works. What only an evader does (`fr33`, `f r e e`, `f🎉ree`) is seen by
/// `spans(of:)`.
package struct Folding: Sendable {
  package let folded: String
  /// Scalars of `folded`.
  let values: [UInt32]
  /// Where each came from, in scalars of the source; an end covers the marks that were dropped behind it.
  let spans: [Span]
  /// Whether each was a capital.
  let capitals: [Bool]
  /// The letters and digits that phrases are held against.
  let cells: [FoldedCell]

  package init(_ text: String) {
    var folder = Folder(Scalars(text))
    folder.run()
    values = folder.values
    spans = folder.spans
    capitals = folder.capitals
    folded = Scalars.string(folder.values[...])
    cells = FoldedCell.all(values: folder.values, spans: folder.spans, capitals: folder.capitals)
  }

  /// The written characters behind a range of `folded`; an empty range is the place it stands at.
  package func span(of range: Range<String.Index>) -> Span {
    let scalars = folded.unicodeScalars
    let start = scalars.distance(from: scalars.startIndex, to: range.lowerBound)
    return span(of: start..<start + scalars.distance(from: range.lowerBound, to: range.upperBound))
  }

  /// The same for offsets in the scalars of `folded`.
  package func span(of range: Range<Int>) -> Span {
    guard !range.isEmpty else {
      let place = range.lowerBound < spans.count ? spans[range.lowerBound].start : spans.last?.end ?? 0
      return Span(place, place)
    }
    return Span(spans[range.lowerBound].start, spans[range.upperBound - 1].end)
  }
}

/// The work of `Folding.init`.
private struct Folder {
  let text: Scalars
  var values: [UInt32] = []
  var spans: [Span] = []
  var capitals: [Bool] = []
  private var foreign = false

  init(_ text: Scalars) {
    self.text = text
    values.reserveCapacity(text.count)
    spans.reserveCapacity(text.count)
    capitals.reserveCapacity(text.count)
  }

  mutating func run() {
    for index in 0..<text.count { take(text[index], index) }
    if foreign { Lookalikes.fold(&values) }
  }

  private mutating func take(_ c: UInt32, _ index: Int) {
    if TwitterCharacters.isSpace(c) { return takeSpace(c, index) }
    if c < 0x80 {
      if c < 0x20 || c == 0x7F { return drop(index) }
      return append(ASCII.lower(c), index, capital: c >= 65 && c <= 90)
    }
    if Letters.isInvisible(c) || Lookalikes.isJoiner(c) || Lookalikes.isStackedMark(c) { return drop(index) }
    if let plain = Lookalikes.plain[c] { return append(plain, index, capital: false) }
    if Lookalikes.isItself(c) { return append(c, index, capital: false) }
    for scalar in Lookalikes.decomposed(c) where !Lookalikes.isStackedMark(scalar.value) {
      for lower in scalar.properties.lowercaseMapping.unicodeScalars {
        foreign = foreign || (lower.value >= 0x370 && lower.value < 0x2000) || lower.value > 0xAB00
        append(Lookalikes.plain[lower.value] ?? lower.value, index, capital: scalar.properties.isUppercase)
      }
    }
  }

  private mutating func takeSpace(_ c: UInt32, _ index: Int) {
    let isBreak = c == 0x0A || c == 0x0D || c == 0x2028 || c == 0x2029
    guard let last = values.last, last == 0x20 || last == 0x0A else {
      return append(isBreak ? 0x0A : 0x20, index, capital: false)
    }
    if isBreak { values[values.count - 1] = 0x0A }
    drop(index)
  }

  private mutating func append(_ value: UInt32, _ index: Int, capital: Bool) {
    values.append(value)
    spans.append(Span(index, index + 1))
    capitals.append(capital)
  }

  private mutating func drop(_ index: Int) {
    if !spans.isEmpty { spans[spans.count - 1].end = index + 1 }
  }
}
