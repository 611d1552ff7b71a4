/// A text as it is looked through: its words with their places, and what may not be touched.
struct Prose: Sendable {
  let scalars: Scalars
  let words: [String]
  let spans: [Span]
  /// First words of sentences.
  let starts: Set<Int>
  private let quoted: [Span]

  init(_ text: String) {
    scalars = Scalars(text)
    let tokens = Tokens.split(scalars)
    let read = WordText(scalars, tokens)
    words = read.words
    spans = read.spans
    let sentences = Sentences.split(scalars, tokens)
    let places = spans
    starts = Set(sentences.compactMap { sentence in places.firstIndex { $0.start >= sentence.start } })
    quoted = Quotations.spans(scalars)
  }

  /// The words stand there, one space apart, and none of them in a quotation or a name.
  func reads(_ phrase: [String], at index: Int) -> Bool {
    guard index + phrase.count <= words.count, words[index..<index + phrase.count].elementsEqual(phrase) else {
      return false
    }
    let last = index + phrase.count - 1
    guard (index..<last).allSatisfy({ isSpace(spans[$0].end, spans[$0 + 1].start) }) else { return false }
    return isFree(Span(spans[index].start, spans[last].end)) && (index...last).allSatisfy { !isName($0) }
  }

  func isFree(_ span: Span) -> Bool { !quoted.contains { $0.overlaps(span) } }

  /// Only blanks, on one line.
  func isSpace(_ start: Int, _ end: Int) -> Bool {
    start < end && (start..<end).allSatisfy { scalars[$0] == 0x20 || scalars[$0] == 0xA0 }
  }

  /// A capital where a common word has none; a word in capitals throughout only shouts.
  func isName(_ index: Int) -> Bool {
    let span = spans[index]
    guard !starts.contains(index), Letters.isUpper(scalars[span.start]), span.end - span.start > 1 else { return false }
    return (span.start + 1..<span.end).contains { Letters.isLower(scalars[$0]) }
  }

  func beginsWithCapital(_ index: Int) -> Bool { Letters.isUpper(scalars[spans[index].start]) }

  /// The scalar behind a word that is not a space.
  func mark(behind index: Int) -> UInt32? {
    var place = spans[index].end
    while let c = scalars.at(place), c == 0x20 { place += 1 }
    return scalars.at(place)
  }
}
