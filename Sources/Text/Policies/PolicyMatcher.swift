/// Holds a pattern against a folded text. Letters may be disguised (`gu4ranteed`), parted by signs or emoji
/// (`gua·ran·teed`), spelled out (`g u a r a n t e e d`) or stretched (`guaranteeeed`); see `FoldedCell`.
///
/// Where a pattern may go on in several ways, each way is tried once at each place of the text, whatever came before:
/// what failed there is remembered. So the ways tried over a whole text are at most cells x (options and gap words of
/// the patterns), and `PolicyReader` bounds the latter.
struct PolicyMatcher {
  private let text: PolicyText
  private let cells: [FoldedCell]
  private let steps: [PolicyProgram.Step]
  /// By step with several ways, a bit for each cell from which none of them led to an end.
  private var failed: [Int: [UInt64]] = [:]
  /// Ways tried so far: what the bound is proven by.
  private(set) var tried = 0

  init(_ text: PolicyText, _ program: PolicyProgram) {
    self.text = text
    cells = text.cells
    steps = program.steps
  }

  /// The end of the pattern that begins with the step, from the cell, which is a border; nil where it does not stand.
  mutating func end(_ step: Int, from start: Int) -> Int? { end(step, at: start, isFirst: true) }

  private mutating func end(_ number: Int, at start: Int, isFirst: Bool) -> Int? {
    tried += 1
    switch steps[number] {
    case .end: return mayEnd(start) ? start : nil
    case .split(let options):
      return once(number, start) { matcher in
        for option in options { if let end = matcher.end(option, at: start, isFirst: isFirst) { return end } }
        return nil
      }
    case .gap(let least, let most, let next):
      return once(number, start) { $0.skip(least, most, next, from: start) }
    case .word(let word, let next):
      guard isFirst || mayPart(start) || isUnit(start) else { return nil }
      return go(on: next, end(of: word, from: start))
    case .tag(let word, let next):
      guard isFirst || mayPart(start) else { return nil }
      return go(on: next, tagEnd(of: word, from: start))
    case .tagEnd(let word, let next):
      guard isFirst || mayPart(start) else { return nil }
      return go(on: next, tagEnd(endingIn: word, from: start))
    case .number(let kind, let next):
      guard isFirst || mayPart(start) else { return nil }
      return go(on: next, numberEnd(kind, from: start))
    case .mention(let next):
      guard isFirst || mayPart(start) else { return nil }
      return go(on: next, text.mentionEnds[start])
    case .code(let next):
      guard isFirst || mayPart(start) else { return nil }
      return go(on: next, codeEnd(from: start))
    }
  }

  private mutating func go(on next: Int, _ place: Int?) -> Int? {
    guard let place else { return nil }
    return end(next, at: place, isFirst: false)
  }

  /// No pattern begins with a step that has several ways (`PolicyIndex` takes the ways apart), so what follows from one
  /// depends on the place alone.
  private mutating func once(_ number: Int, _ start: Int, _ ways: (inout PolicyMatcher) -> Int?) -> Int? {
    let (word, bit) = (start / 64, UInt64(1) << UInt64(start % 64))
    if let row = failed[number], row[word] & bit != 0 { return nil }
    let end = ways(&self)
    if end == nil { failed[number, default: [UInt64](repeating: 0, count: cells.count / 64 + 1)][word] |= bit }
    return end
  }

  /// Tries the rest behind so many words, the fewest first.
  private mutating func skip(_ least: Int, _ most: Int, _ next: Int, from start: Int) -> Int? {
    guard mayEnd(start) || cells[start].inTag else { return nil }
    var place = start
    for count in 0...most {
      if count >= least, let end = end(next, at: place, isFirst: false) { return end }
      guard place < cells.count, cells[place].gap != .stop else { return nil }
      place = text.wordEnds[place]
    }
    return nil
  }

  private func mayEnd(_ index: Int) -> Bool { index >= cells.count || cells[index].isBorder }

  /// One word of a pattern ends and the next may begin before the cell. Words run together only in tags and where
  /// letters are spelled out.
  private func mayPart(_ index: Int) -> Bool {
    guard index < cells.count, cells[index].gap != .stop else { return false }
    return cells[index].isBorder || cells[index].inTag
  }

  /// A unit may stand right behind its number: `10kg`, `18plus`.
  private func isUnit(_ index: Int) -> Bool {
    index < cells.count && index > 0 && cells[index].gap == .none && ASCII.isDigit(cells[index - 1].value)
      && Letters.isLetter(cells[index].value)
  }

  /// A letter reads as itself only.
  private func reads(_ index: Int, as letter: UInt32) -> Bool {
    let value = cells[index].value
    return value == letter || !ASCII.isLetter(value) && cells[index].reads(as: letter)
  }

  // MARK: Words

  func end(of word: FoldedPhrase.Word, from start: Int) -> Int? {
    var (index, run, last) = (start, 0, UInt32(0))
    for (number, letter) in word.letters.enumerated() {
      if number > 0, letter != last {
        index = stretched(index, last, run)
        run = 0
      }
      guard index < cells.count, reads(index, as: letter), number == 0 || joins(index, word) else { return nil }
      (index, run, last) = (index + 1, run + 1, letter)
    }
    index = stretched(index, last, run)
    if word.open, index > start { index = text.wordEnds[index - 1] }
    return index
  }

  /// Behind a letter that stands three times or more in a row.
  private func stretched(_ index: Int, _ letter: UInt32, _ run: Int) -> Int {
    guard index < cells.count, cells[index].value == letter, cells[index].gap == .none || cells[index].gap == .spaced
    else { return index }
    let end = text.letterEnds[index]
    return end - index + run >= 3 ? end : index
  }

  /// A word of four letters or more may be cut by signs, one of seven by a space.
  private func joins(_ index: Int, _ word: FoldedPhrase.Word) -> Bool {
    switch cells[index].gap {
    case .none, .spaced: true
    case .sign: word.letters.count >= 4
    case .space: word.letters.count >= 7
    case .stop: false
    }
  }

  private func tagEnd(of word: FoldedPhrase.Word, from start: Int) -> Int? {
    guard cells[start].inTag, cells[start].gap != .none, let end = end(of: word, from: start) else { return nil }
    if word.open {
      return end > start ? text.tightEnds[end - 1] : end
    }
    return end >= cells.count || cells[end].gap != .none ? end : nil
  }

  private func tagEnd(endingIn word: FoldedPhrase.Word, from start: Int) -> Int? {
    guard cells[start].inTag, cells[start].gap != .none else { return nil }
    let last = text.tightEnds[start]
    let first = last - word.letters.count
    guard first >= start, (first..<last).allSatisfy({ reads($0, as: word.letters[$0 - first]) }) else {
      return nil
    }
    return last
  }

  // MARK: Numbers and names

  private func numberEnd(_ kind: PolicyPattern.Number, from start: Int) -> Int? {
    var index = start
    let signed = index < cells.count && cells[index].value == 0x24
    if signed { index += 1 }
    let first = index
    guard first < cells.count, ASCII.isDigit(cells[first].value) else { return nil }
    index = text.numberEnds[first]
    switch kind {
    case .number: return index
    case .percent: return percentEnd(index)
    case .money: return signed || isMoney(first, index) ? moneyEnd(index) : nil
    }
  }

  private func percentEnd(_ index: Int) -> Int? {
    if let sign = text.sign(after: cells[index - 1].span.end), [0x25, 0xFF05, 0x66A].contains(sign) { return index }
    return word(at: index, in: Self.percentWords)
  }

  private func isMoney(_ first: Int, _ end: Int) -> Bool {
    let around = [text.sign(before: cells[first].span.start), text.sign(after: cells[end - 1].span.end)]
    return around.contains { $0.map(Self.currencySigns.contains) ?? false } || word(at: end, in: Self.moneyWords) != nil
  }

  private func moneyEnd(_ index: Int) -> Int { word(at: index, in: Self.moneyWords) ?? index }

  private func word(at index: Int, in words: [FoldedPhrase.Word]) -> Int? {
    guard index < cells.count, cells[index].gap != .stop else { return nil }
    return words.lazy.compactMap { end(of: $0, from: index) }.first { mayEnd($0) }
  }

  /// Four to twenty capitals and digits in one word, with both.
  private func codeEnd(from start: Int) -> Int? {
    let end = text.tightEnds[start]
    guard cells[start].gap != .none, !cells[start].inTag, (4...20).contains(end - start) else { return nil }
    let written = text.source.values[cells[start].span.start..<cells[end - 1].span.end]
    guard written.allSatisfy({ ASCII.isDigit($0) || (65...90).contains($0) }), written.contains(where: ASCII.isDigit),
      written.contains(where: ASCII.isLetter)
    else { return nil }
    return end
  }

  private static let currencySigns: Set<UInt32> = [0x24, 0x20AC, 0xA3, 0xA5, 0x20B9, 0x20BF]
  private static let percentWords = words("percent pct prozent pourcent procent percento")
  private static let moneyWords = words(
    "dollar dollars usd euro euros eur pound pounds gbp quid bucks grand chf franken francs k")

  private static func words(_ list: String) -> [FoldedPhrase.Word] {
    list.split(separator: " ").compactMap { FoldedPhrase(String($0))?.words.first }
  }
}
