/// All patterns of a set by how they can begin, so that one pass over a text finds every one.
struct PolicyIndex: Sendable {
  private struct Entry: Sendable {
    /// In the program: the pattern's first step, or one of the choices that it begins with.
    var step: Int
    var leaf: Int
  }

  private var program = PolicyProgram()
  /// By the first two letters, the second 0 for a word of one letter.
  private var byLetters: [UInt64: [Entry]] = [:]
  private var byNumber: [Entry] = []
  private var byMention: [Entry] = []
  private var byTag: [Entry] = []
  private var byCode: [Entry] = []

  mutating func add(_ pattern: PolicyPattern, leaf: Int) {
    var seen: Set<Int> = []
    add(program.add(pattern), leaf, &seen)
  }

  /// Choices that may be nothing lead to the same step by many ways; it is entered once.
  private mutating func add(_ step: Int, _ leaf: Int, _ seen: inout Set<Int>) {
    guard seen.insert(step).inserted else { return }
    let entry = Entry(step: step, leaf: leaf)
    switch program.steps[step] {
    case .word(let word, _), .tag(let word, _):
      let key = Self.key(word.letters[0], word.letters.count > 1 ? word.letters[1] : 0)
      byLetters[key, default: []].append(entry)
    case .split(let options): for option in options { add(option, leaf, &seen) }
    case .number: byNumber.append(entry)
    case .mention: byMention.append(entry)
    case .tagEnd: byTag.append(entry)
    case .code: byCode.append(entry)
    case .gap, .end: break
    }
  }

  private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

  /// Matches by leaf, in the order of the text.
  func matches(in text: PolicyText) -> [Int: [PolicyMatch]] { search(text).matches }

  /// `tried`: the ways that were gone, see `PolicyMatcher`.
  func search(_ text: PolicyText) -> (matches: [Int: [PolicyMatch]], tried: Int) {
    var matcher = PolicyMatcher(text, program)
    var result: [Int: [PolicyMatch]] = [:]
    for start in text.cells.indices where text.cells[start].isBorder && !text.isInAddress(start) {
      visit(text, start) { entries in
        for entry in entries {
          guard let end = matcher.end(entry.step, from: start), end > start else { continue }
          let span = Span(text.cells[start].span.start, text.cells[end - 1].span.end)
          let match = PolicyMatch(span: span, cells: start..<end)
          // Several patterns of a list may find the same.
          if result[entry.leaf]?.last != match { result[entry.leaf, default: []].append(match) }
        }
      }
    }
    return (result, matcher.tried)
  }

  /// Hands over every pattern that can begin at the cell.
  private func visit(_ text: PolicyText, _ start: Int, _ body: ([Entry]) -> Void) {
    let cells = text.cells
    // 0 for words of one letter.
    var seconds: [UInt32] = [0]
    if start + 1 < cells.count { seconds += Self.readings(cells[start + 1]) }
    if let next = Self.behindStretch(cells, start) { seconds += Self.readings(cells[next]) }
    for first in Self.readings(cells[start]) {
      for second in seconds { if let entries = byLetters[Self.key(first, second)] { body(entries) } }
    }
    if ASCII.isDigit(cells[start].value) || cells[start].value == 0x24 { body(byNumber) }
    if text.mentionEnds[start] != nil { body(byMention) }
    if cells[start].inTag, cells[start].gap != .none { body(byTag) }
    if cells[start].gap != .none, text.isCapital(start) { body(byCode) }
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
