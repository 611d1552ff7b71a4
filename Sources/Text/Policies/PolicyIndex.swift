/// All patterns of a set by how they can begin, so that one pass over a text finds every one.
struct PolicyIndex: Sendable {
  private struct Entry: Sendable {
    /// In the program.
    var step: Int
    var leaf: Int
  }

  private var program = PolicyProgram()

  private var entries: [Entry] = []
  /// By the first two letters, the second 0 for a word of one letter.
  private var byLetters: [UInt64: [Int]] = [:]
  private var byNumber: [Int] = []
  private var byMention: [Int] = []
  private var byTag: [Int] = []
  private var byCode: [Int] = []

  mutating func add(_ pattern: PolicyPattern, leaf: Int) {
    let number = entries.count
    entries.append(Entry(step: program.add(pattern), leaf: leaf))
    for start in Set(Self.starts(pattern.elements[...])) {
      switch start {
      case .letters(let first, let second): byLetters[Self.key(first, second), default: []].append(number)
      case .number: byNumber.append(number)
      case .mention: byMention.append(number)
      case .tag: byTag.append(number)
      case .code: byCode.append(number)
      }
    }
  }

  private enum Start: Hashable {
    case letters(UInt32, UInt32)
    case number, mention, tag, code
  }

  /// What a match of the elements can begin with.
  private static func starts(_ elements: ArraySlice<PolicyPattern.Element>) -> [Start] {
    guard let first = elements.first else { return [] }
    let next = first.isOptional ? starts(elements.dropFirst()) : []
    switch first {
    case .word(let word), .tag(let word):
      return [.letters(word.letters[0], word.letters.count > 1 ? word.letters[1] : 0)]
    case .choice(let options): return options.flatMap { starts($0[...]) } + next
    case .number: return [.number]
    case .mention: return [.mention]
    case .tagEnd: return [.tag]
    case .code: return [.code]
    case .gap: return next
    }
  }

  private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

  /// Matches by leaf, in the order of the text.
  func matches(in text: PolicyText) -> [Int: [PolicyMatch]] {
    let matcher = PolicyMatcher(text, program)
    var result: [Int: [PolicyMatch]] = [:]
    for start in text.cells.indices where text.cells[start].isBorder && !text.isInAddress(start) {
      for number in candidates(text, start) {
        guard let end = matcher.end(entries[number].step, from: start), end > start else { continue }
        let span = Span(text.cells[start].span.start, text.cells[end - 1].span.end)
        result[entries[number].leaf, default: []].append(PolicyMatch(span: span, cells: start..<end))
      }
    }
    return result
  }

  private func candidates(_ text: PolicyText, _ start: Int) -> [Int] {
    let cells = text.cells
    let firsts = Self.readings(cells[start])
    // 0 for words of one letter.
    var seconds: [UInt32] = [0]
    if start + 1 < cells.count { seconds += Self.readings(cells[start + 1]) }
    if let next = Self.behindStretch(cells, start) { seconds += Self.readings(cells[next]) }
    var result = firsts.flatMap { first in seconds.flatMap { byLetters[Self.key(first, $0)] ?? [] } }
    if !byNumber.isEmpty, ASCII.isDigit(cells[start].value) || cells[start].value == 0x24 { result += byNumber }
    if text.mentionEnds[start] != nil { result += byMention }
    if cells[start].inTag, cells[start].gap != .none { result += byTag }
    if !byCode.isEmpty, cells[start].gap != .none, text.isCapital(start) { result += byCode }
    return firsts.count > 1 || seconds.count > 2 ? Array(Set(result)).sorted() : result
  }

  /// The cell behind a first letter that stands three times or more.
  private static func behindStretch(_ cells: [FoldedCell], _ start: Int) -> Int? {
    var next = start + 1
    while next < cells.count, cells[next].value == cells[start].value { next += 1 }
    return next - start >= 3 && next < cells.count ? next : nil
  }

  /// The letters that a cell can be read as.
  private static func readings(_ cell: FoldedCell) -> [UInt32] {
    if Letters.isLetter(cell.value) || !cell.readable { return [cell.value] }
    return [cell.value] + (97...122).filter { cell.reads(as: $0) }
  }
}
