/// Words and phrases with what to say instead, looked up without case.
struct Phrasebook: Sendable {
  struct Entry: Sendable {
    var words: [String]
    var instead: String
  }

  private let entries: [String: [Entry]]

  /// One entry a line, `utilize = use`; nothing behind the sign takes the words out.
  init(_ lines: String) {
    let all = lines.split(separator: "\n").compactMap { line -> Entry? in
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let words = WordText(String(parts[0])).words
      guard parts.count == 2, !words.isEmpty else { return nil }
      return Entry(words: words, instead: parts[1].trimmingSpaces)
    }
    entries = Dictionary(grouping: all) { $0.words[0] }.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }

  /// Longest first, from left to right, without overlaps. Only words with nothing but a space between them are a
  /// phrase.
  func matches(in text: Prose) -> [(words: Range<Int>, instead: String)] {
    var result: [(Range<Int>, String)] = []
    var index = 0
    while index < text.words.count {
      if let entry = entries[text.words[index]]?.first(where: { text.reads($0.words, at: index) }) {
        result.append((index..<index + entry.words.count, entry.instead))
        index += entry.words.count
      } else {
        index += 1
      }
    }
    return result
  }
}

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
    quoted = Self.quotations(scalars)
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

  /// What stands between “ and ”, " and ", « and », „ and “: somebody's own words.
  private static func quotations(_ text: Scalars) -> [Span] {
    let closers: [UInt32: [UInt32]] = [0x201C: [0x201D], 0x22: [0x22], 0xAB: [0xBB], 0x201E: [0x201C, 0x201D]]
    var result: [Span] = []
    var index = 0
    while index < text.count {
      if let ends = closers[text[index]], let end = (index + 1..<text.count).first(where: { ends.contains(text[$0]) }) {
        result.append(Span(index, end + 1))
        index = end
      }
      index += 1
    }
    return result
  }
}

extension StringProtocol {
  var trimmingSpaces: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}
