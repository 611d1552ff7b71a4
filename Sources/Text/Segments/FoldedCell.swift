/// A letter or digit of a folded text with what stands before it.
struct FoldedCell: Sendable, Hashable {
  /// What separates a cell from the one before it.
  enum Gap: Sendable, Hashable {
    /// Nothing: the word goes on.
    case none
    /// Signs or emoji without white space, as in `f*ree` and `risk-free`.
    case sign
    /// White space, perhaps with signs.
    case space
    /// The end of a sentence.
    case stop
    /// Between letters that stand alone, as in `f r e e`.
    case spaced
  }

  var value: UInt32
  var span: Span
  var gap: Gap
  /// A capital behind a small letter, as in `RiskFree`.
  var camel: Bool
  /// Behind `#` and nothing but word characters.
  var inTag: Bool
  /// The word holds a letter, so digits and signs in it may be read as letters.
  var readable: Bool

  /// A word may begin here.
  var isBorder: Bool { gap != .none || camel }

  /// Reads as `letter`, the cell's own value or what an evader writes for it.
  func reads(as letter: UInt32) -> Bool {
    if value == letter { return true }
    guard readable, letter >= 97, let others = Self.disguises[value] else { return false }
    return others.contains(letter)
  }

  /// Digits and signs by the letters that they stand for.
  private static let disguises: [UInt32: [UInt32]] = {
    let table: [Unicode.Scalar: String] = [
      "0": "o", "1": "li", "2": "z", "3": "e", "4": "a", "5": "s", "6": "gb", "7": "t", "8": "b", "9": "g", "@": "a",
      "$": "s", "!": "il", "+": "t", "|": "li", "€": "e", "£": "l", "¢": "c",
    ]
    return Dictionary(uniqueKeysWithValues: table.map { ($0.value, $1.unicodeScalars.map(\.value)) })
  }()

  // MARK: From a folded text

  static func all(values: [UInt32], spans: [Span], capitals: [Bool]) -> [FoldedCell] {
    var cells: [FoldedCell] = []
    cells.reserveCapacity(values.count)
    var (previous, tag) = (-1, false)
    for index in values.indices where isCell(values, index) {
      let gap = previous < 0 ? Gap.stop : gap(values[(previous + 1)..<index])
      if gap != .none { tag = index > 0 && values[index - 1] == 0x23 }
      let camel = gap == .none && previous >= 0 && capitals[index] && !capitals[previous]
      cells.append(
        FoldedCell(
          value: values[index], span: spans[index], gap: gap, camel: camel && Letters.isLetter(values[previous]),
          inTag: tag, readable: false))
      previous = index
    }
    markReadable(&cells)
    markSpaced(&cells)
    return cells
  }

  private static func isCell(_ values: [UInt32], _ index: Int) -> Bool {
    let c = values[index]
    if Letters.isWordCharacter(c) { return true }
    guard disguises[c] != nil, index + 1 < values.count, Letters.isWordCharacter(values[index + 1]) else {
      return false
    }
    guard index > 0 else { return c == 0x40 || c == 0x24 }
    let before = values[index - 1]
    return Letters.isWordCharacter(before) || (c == 0x40 || c == 0x24) && (before == 0x20 || before == 0x0A)
  }

  private static func gap(_ between: ArraySlice<UInt32>) -> Gap {
    if between.isEmpty { return .none }
    guard between.contains(where: { $0 == 0x20 || $0 == 0x0A }) else { return .sign }
    let stops = between.contains { $0 == 0x2E || $0 == 0x21 || $0 == 0x3F || $0 == 0x3002 || $0 == 0x2026 }
    return stops ? .stop : .space
  }

  private static func markReadable(_ cells: inout [FoldedCell]) {
    var start = 0
    while start < cells.count {
      var end = start + 1
      while end < cells.count, cells[end].gap == .none || cells[end].gap == .sign { end += 1 }
      let readable = cells[start..<end].contains { Letters.isLetter($0.value) }
      for index in start..<end { cells[index].readable = readable }
      start = end
    }
  }

  /// Three or more letters in a row that each stand alone are one stretch, whatever stands between them.
  private static func markSpaced(_ cells: inout [FoldedCell]) {
    var start = 0
    while start < cells.count {
      var end = start
      while end < cells.count, stands(cells, end) { end += 1 }
      if end - start >= 3, cells[start..<end].contains(where: { Letters.isLetter($0.value) }) {
        for index in start..<end { cells[index].readable = true }
        for index in (start + 1)..<end { cells[index].gap = .spaced }
      }
      start = max(end, start + 1)
    }
  }

  private static func stands(_ cells: [FoldedCell], _ index: Int) -> Bool {
    cells[index].gap != .none && (index + 1 >= cells.count || cells[index + 1].gap != .none)
  }
}
