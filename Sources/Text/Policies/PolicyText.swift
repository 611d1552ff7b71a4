/// A text as rules look at it: folded, with its entities, words and strings of tags. Made once for all rules.
struct PolicyText: Sendable {
  let source: Scalars
  let cells: [FoldedCell]
  let entities: [Entity]
  /// Number of the word that each cell belongs to.
  let wordOf: [Int]
  /// Stretches without white space that hold a scheme, whether their domain is known or not.
  private let addresses: [Range<Int>]
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
    addresses = Self.addresses(source)
    mentionEnds = Self.mentionEnds(cells, entities.filter { $0.kind == .mention })
    runs = Self.runs(cells, entities.filter { $0.kind == .hashtag }, source)
  }

  func run(at cell: Int) -> TagRun? { runs[cell] }

  /// The first cell is the sign where folding takes it for a letter, and the name's first letter otherwise.
  private static func mentionEnds(_ cells: [FoldedCell], _ mentions: [Entity]) -> [Int: Int] {
    var result: [Int: Int] = [:]
    for mention in mentions {
      guard let first = cells.firstIndex(where: { mention.span.range.contains($0.span.start) }) else { continue }
      result[first] = cells[first...].firstIndex { $0.span.start >= mention.span.end } ?? cells.count
    }
    return result
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
        for index in cells.indices where tag.span.range.contains(cells[index].span.start) { result[index] = run }
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

  private static func addresses(_ source: Scalars) -> [Range<Int>] {
    source.values.indices.filter { source[$0] == 0x3A && source.hasPrefix("://", at: $0) }.map { sign in
      var (start, end) = (sign, sign)
      while let c = source.at(start - 1), ASCII.isLetter(c) { start -= 1 }
      while let c = source.at(end), !TwitterCharacters.isSpace(c) { end += 1 }
      return start..<end
    }
  }

  /// Whether the cell stands in an address with a scheme, `www.` or a path, whose letters are no words.
  func isInAddress(_ index: Int) -> Bool {
    let place = cells[index].span.start
    if addresses.contains(where: { $0.contains(place) }) { return true }
    guard let link = entities.first(where: { $0.kind == .url && $0.span.range.contains(place) }) else { return false }
    return link.value.contains("/") || link.value.lowercased().hasPrefix("www.")
  }

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
}
