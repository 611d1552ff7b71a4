/// The form of a post with places to be filled: `{price}` is a slot, `{{` and `}}` stand for the signs themselves.
package struct TemplateText: Sendable, Hashable {
  /// Why a text is no form, and where: line and column count from 1, columns in characters.
  package struct Fault: Error, Sendable, Hashable {
    package var line: Int
    package var column: Int
    package var reason: String
  }

  private enum Piece: Sendable, Hashable {
    case text(String)
    case slot(String)
  }

  private let lines: [[Piece]]

  package init(_ text: String) throws(Fault) {
    var lines: [[Piece]] = []
    let text = text.replacing("\r\n", with: "\n")
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      lines.append(try Self.pieces(of: Array(line), line: index + 1))
    }
    self.lines = lines
  }

  /// The slots in the order of their first use.
  package var slots: [String] {
    var seen: Set<String> = []
    return lines.joined().compactMap { piece in
      guard case .slot(let name) = piece, seen.insert(name).inserted else { return nil }
      return name
    }
  }

  package func uses(of slot: String) -> Int { lines.joined().count { $0 == .slot(slot) } }

  /// All that is not a slot.
  package var fixedText: String {
    lines.map { line in
      line.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined()
    }.joined(separator: "\n")
  }

  /// What stands before and behind one slot that is filled later; `behind` is nil when the form does not have it.
  package struct Filled: Sendable, Hashable {
    package var before: String
    package var behind: String?
  }

  /// The form with its values. A line with a slot that has no value is left out as a whole, and what that leaves of
  /// blank lines is closed up, so that no half sentence stays. `open` counts as having a value.
  package func filled(_ values: [String: String], open: String? = nil) -> Filled {
    var kept: [[Piece]] = []
    for line in lines where line.allSatisfy({ hasValue($0, values, open) }) {
      if isBlank(line), kept.last.map(isBlank) ?? true { continue }
      kept.append(line)
    }
    if let last = kept.last, isBlank(last) { kept.removeLast() }
    var filled = Filled(before: "")
    for (index, line) in kept.enumerated() {
      if index > 0 { Self.append("\n", to: &filled) }
      for piece in line {
        switch piece {
        case .text(let text): Self.append(text, to: &filled)
        case .slot(let name) where name == open && filled.behind == nil: filled.behind = ""
        case .slot(let name): Self.append(values[name] ?? "", to: &filled)
        }
      }
    }
    return filled
  }

  private static func append(_ text: String, to filled: inout Filled) {
    if filled.behind == nil { filled.before += text } else { filled.behind?.append(text) }
  }

  private func hasValue(_ piece: Piece, _ values: [String: String], _ open: String?) -> Bool {
    guard case .slot(let name) = piece, name != open else { return true }
    return !(values[name] ?? "").allSatisfy(\.isWhitespace)
  }

  private func isBlank(_ line: [Piece]) -> Bool {
    line.allSatisfy { if case .text(let text) = $0 { text.allSatisfy(\.isWhitespace) } else { false } }
  }

  // MARK: Reading

  private static func pieces(of line: [Character], line number: Int) throws(Fault) -> [Piece] {
    var pieces: [Piece] = []
    var text = ""
    var place = 0
    while place < line.count {
      let sign = line[place]
      guard sign == "{" || sign == "}" else {
        text.append(sign)
        place += 1
        continue
      }
      if place + 1 < line.count, line[place + 1] == sign {
        text.append(sign)
        place += 2
        continue
      }
      guard sign == "{" else {
        throw Fault(line: number, column: place + 1, reason: "} closes nothing; write }} for the sign itself")
      }
      guard let end = line[place...].firstIndex(of: "}") else {
        throw Fault(line: number, column: place + 1, reason: "{ is not closed; write {{ for the sign itself")
      }
      let name = String(line[(place + 1)..<end])
      guard isName(name) else {
        throw Fault(
          line: number, column: place + 1,
          reason: "{\(name.prefix(40))} is no slot: a name has small letters, digits and _, and begins with a letter")
      }
      if !text.isEmpty { pieces.append(.text(text)) }
      text = ""
      pieces.append(.slot(name))
      place = end + 1
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    return pieces
  }

  /// At most 40 of `a` to `z`, `0` to `9` and `_`, a letter first.
  package static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, (1...40).contains(name.utf8.count), isLetter(first) else { return false }
    return name.utf8.allSatisfy { isLetter($0) || $0 == UInt8(ascii: "_") || (0x30...0x39).contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
}
