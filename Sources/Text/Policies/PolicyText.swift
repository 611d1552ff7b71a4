import Kernel

/// A text as rules look at it: folded, with its entities, words and strings of tags. Made once for all rules.
struct PolicyText: Sendable {
  let source: Scalars
  let cells: [FoldedCell]
  let entities: [Entity]
  /// Number of the word that each cell belongs to.
  let wordOf: [Int]
  /// By cell, the cell behind its word.
  let wordEnds: [Int]
  /// By cell, the cell behind the letters that nothing parts from it.
  let tightEnds: [Int]
  /// By cell, the cell behind the same letter stretched or spelled out.
  let letterEnds: [Int]
  /// By cell, the cell behind the digits that it begins.
  let numberEnds: [Int]
  /// By scalar, whether it stands in an address with a scheme, `www.` or a path, whose letters are no words.
  private let addresses: [Bool]
  /// By the cell that a mention begins with, the cell behind it.
  let mentionEnds: [Int: Int]
  /// By cell: the string of tags that it stands in, as how many tags and the place of this one; nil outside.
  private let runs: [Int: TagRun]

  struct TagRun: Sendable, Equatable {
    var count: Int
    var place: Int
    /// Nothing but tags stands before it.
    var opens: Bool
  }

  init(_ text: String) {
    source = Scalars(text)
    cells = Folding(text).cells
    entities = Entities.extract(text)
    var word = -1
    wordOf = cells.map {
      if $0.gap != .none { word += 1 }
      return word
    }
    wordEnds = Self.ends(cells) { $1.gap == .none && !$1.camel }
    tightEnds = Self.ends(cells) { $1.gap == .none }
    letterEnds = Self.ends(cells) { ($1.gap == .none || $1.gap == .spaced) && $1.value == $0.value }
    numberEnds = Self.ends(cells) { ($1.gap == .none || $1.gap == .sign) && ASCII.isDigit($1.value) }
    addresses = Self.addresses(source, entities)
    mentionEnds = Self.mentionEnds(cells, entities.filter { $0.kind == .mention })
    runs = Self.runs(cells, entities.filter { $0.kind == .hashtag }, source)
  }

  func run(at cell: Int) -> TagRun? { runs[cell] }

  /// By cell, the first behind it that does not go on with the one before it.
  private static func ends(_ cells: [FoldedCell], _ goesOn: (FoldedCell, FoldedCell) -> Bool) -> [Int] {
    var result = [Int](repeating: cells.count, count: cells.count)
    for index in cells.indices.dropLast().reversed() {
      result[index] = goesOn(cells[index], cells[index + 1]) ? result[index + 1] : index + 1
    }
    return result
  }

  /// The first cell is the sign where folding takes it for a letter, and the name's first letter otherwise.
  private static func mentionEnds(_ cells: [FoldedCell], _ mentions: [Entity]) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for mention in mentions {
      let range = Self.cells(cells, mention.span)
      if !range.isEmpty { result[range.lowerBound] = range.upperBound }
    }
    return result
  }

  /// Those that begin in the span.
  private static func cells(_ cells: [FoldedCell], _ span: Span) -> Range<Int> {
    cells.firstSorted { $0.span.start >= span.start }..<cells.firstSorted { $0.span.start >= span.end }
  }

  /// Tags with nothing but white space between them are one string.
  private static func runs(_ cells: [FoldedCell], _ tags: [Entity], _ source: Scalars) -> [Int: TagRun] {
    guard !tags.isEmpty else { return [:] }
    var groups: [[Entity]] = []
    for tag in tags {
      if let last = groups.last?.last, isBlank(source, last.span.end..<tag.span.start) {
        groups[groups.count - 1].append(tag)
      } else {
        groups.append([tag])
      }
    }
    var result: [Int: TagRun] = [:]
    for group in groups {
      let opens = isBlank(source, 0..<group[0].span.start)
      for (place, tag) in group.enumerated() {
        let run = TagRun(count: group.count, place: place, opens: opens)
        for index in Self.cells(cells, tag.span) { result[index] = run }
      }
    }
    return result
  }

  private static func isBlank(_ source: Scalars, _ range: Range<Int>) -> Bool {
    range.allSatisfy { TwitterCharacters.isSpace(source[$0]) || Letters.isInvisible(source[$0]) }
  }

  func isCapital(_ index: Int) -> Bool {
    let c = source[cells[index].span.start]
    return c >= 65 && c <= 90 || ASCII.isDigit(c)
  }

  /// Stretches without white space that hold a scheme, whether their domain is known or not, and links with a path.
  private static func addresses(_ source: Scalars, _ entities: [Entity]) -> [Bool] {
    var result = [Bool](repeating: false, count: source.count)
    for sign in source.values.indices where source[sign] == 0x3A && source.hasPrefix("://", at: sign) && !result[sign] {
      var (start, end) = (sign, sign)
      while let c = source.at(start - 1), ASCII.isLetter(c) { start -= 1 }
      while let c = source.at(end), !TwitterCharacters.isSpace(c) { end += 1 }
      for index in start..<end { result[index] = true }
    }
    for link in entities where link.kind == .url {
      guard link.value.contains("/") || link.value.lowercased().hasPrefix("www.") else { continue }
      for index in link.span.range { result[index] = true }
    }
    return result
  }

  func isInAddress(_ index: Int) -> Bool { addresses[cells[index].span.start] }

  /// The next scalar that is not white space on the same line; a line break and the end are nil.
  func sign(after end: Int) -> UInt32? {
    var index = end
    while let c = source.at(index), c == 0x20 || c == 0xA0 || c == 0x202F || Letters.isInvisible(c) { index += 1 }
    return source.at(index)
  }

  func sign(before start: Int) -> UInt32? {
    var index = start - 1
    while let c = source.at(index), c == 0x20 || c == 0xA0 || c == 0x202F || Letters.isInvisible(c) { index -= 1 }
    return source.at(index)
  }
}

/// Where a pattern stands.
struct PolicyMatch: Sendable, Hashable {
  var span: Span
  var cells: Range<Int>

  /// From the first of the two to the end of both.
  func joined(_ other: PolicyMatch) -> PolicyMatch {
    PolicyMatch(
      span: Span(min(span.start, other.span.start), max(span.end, other.span.end)),
      cells: min(cells.lowerBound, other.cells.lowerBound)..<max(cells.upperBound, other.cells.upperBound))
  }
}
