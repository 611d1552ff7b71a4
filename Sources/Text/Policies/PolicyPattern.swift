/// Words in a row to look for, written as `guarante* <0-3> (return|profit)`:
/// a word; `word*` for any ending; `(a|b c)` for one of several, `(a|b)?` for one or none; `<1-3>` for so many words
/// of any kind; `<number>`, `<percent>`, `<money>`, `<mention>`, `<code>` (as `SAVE20`); `#tag` for a whole tag, `#tag*` and `#*tag`
/// for one that begins or ends so.
///
/// There are no regular expressions on purpose: a pattern's work is bounded whoever wrote it, by `cost` x the length of
/// the text.
package struct PolicyPattern: Sendable, Equatable {
  indirect enum Element: Sendable, Equatable {
    case word(FoldedPhrase.Word)
    /// A whole tag.
    case tag(FoldedPhrase.Word)
    /// A tag that ends so.
    case tagEnd(FoldedPhrase.Word)
    case choice([[Element]])
    case gap(Int, Int)
    case number(Number)
    case mention
    /// A word of capitals and digits.
    case code
  }

  enum Number: String, Sendable, CaseIterable {
    case number, percent, money
  }

  /// As it was written.
  package let text: String
  let elements: [Element]

  /// Throws `PolicyPatternError` with words for the pattern's author.
  package init(_ text: String) throws(PolicyPatternError) {
    var parser = PatternParser(text)
    self.text = text
    elements = try parser.sequence(inside: false)
    guard let first = elements.first else { throw PolicyPatternError("is empty") }
    if case .gap = first { throw PolicyPatternError("must begin with a word, not with a gap") }
    if case .gap = elements.last { throw PolicyPatternError("must end with a word, not with a gap") }
    guard elements.contains(where: { !$0.isOptional }) else {
      throw PolicyPatternError("needs a word that must be there")
    }
  }
}

package struct PolicyPatternError: Error, Sendable, Equatable {
  package var message: String
  init(_ message: String) { self.message = message }
}

extension PolicyPattern {
  /// At how many places at most the pattern goes on from one place of a text: its words, options and gap words.
  var cost: Int { elements.reduce(0) { $0 + $1.cost } }
}

extension PolicyPattern.Element {
  fileprivate var cost: Int {
    switch self {
    case .choice(let options): options.reduce(0) { $0 + 1 + $1.reduce(0) { $0 + $1.cost } }
    case .gap(_, let most): most + 1
    default: 1
    }
  }

  var isOptional: Bool {
    switch self {
    case .choice(let options): options.contains { $0.allSatisfy(\.isOptional) }
    case .gap(let least, _): least == 0
    default: false
    }
  }
}

private struct PatternParser {
  private static let most = 2_000
  private static let mostDepth = 10
  private var rest: Substring
  private var depth = 0
  private let tooLong: Bool

  init(_ text: String) {
    rest = text[...]
    tooLong = text.utf8.count > Self.most
  }

  mutating func sequence(inside: Bool) throws(PolicyPatternError) -> [PolicyPattern.Element] {
    if tooLong { throw PolicyPatternError("is longer than \(Self.most) bytes") }
    var result: [PolicyPattern.Element] = []
    while let next = rest.first {
      if next.isWhitespace {
        rest.removeFirst()
      } else if next == "|" || next == ")" {
        guard inside else { throw PolicyPatternError("has a \(next) without an opening bracket") }
        return result
      } else if next == "(" {
        result.append(try choice())
      } else if next == "<" {
        result.append(try slot())
      } else {
        result += try word()
      }
    }
    if inside { throw PolicyPatternError("has a bracket that is not closed") }
    return result
  }

  private mutating func choice() throws(PolicyPatternError) -> PolicyPattern.Element {
    rest.removeFirst()
    depth += 1
    defer { depth -= 1 }
    if depth > Self.mostDepth { throw PolicyPatternError("has brackets nested deeper than \(Self.mostDepth)") }
    var options = [try sequence(inside: true)]
    while rest.first == "|" {
      rest.removeFirst()
      options.append(try sequence(inside: true))
    }
    rest.removeFirst()
    if rest.first == "?" {
      rest.removeFirst()
      options.append([])
    }
    if options.allSatisfy(\.isEmpty) { throw PolicyPatternError("has brackets with nothing to choose from") }
    return .choice(options)
  }

  private mutating func slot() throws(PolicyPatternError) -> PolicyPattern.Element {
    guard let end = rest.firstIndex(of: ">") else { throw PolicyPatternError("has a < without >") }
    let name = String(rest[rest.index(after: rest.startIndex)..<end])
    rest = rest[rest.index(after: end)...]
    if name == "mention" { return .mention }
    if name == "code" { return .code }
    if let number = PolicyPattern.Number(rawValue: name) { return .number(number) }
    let sizes = name.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard sizes.count == 2, let least = sizes[0], let most = sizes[1], least >= 0, most >= least, most <= 20 else {
      throw PolicyPatternError(
        "has <\(name)>, which is none of <number>, <percent>, <money>, <mention>, <code> and <0-3> (at most 20 words)")
    }
    return .gap(least, most)
  }

  private mutating func word() throws(PolicyPatternError) -> [PolicyPattern.Element] {
    let part = rest.prefix { !$0.isWhitespace && !"()|<".contains($0) }
    rest = rest[part.endIndex...]
    let isEnding = part.hasPrefix("#*")
    if part.dropFirst(isEnding ? 2 : 0).dropLast().contains("*") {
      throw PolicyPatternError("may have * only at the end of a word")
    }
    guard let phrase = FoldedPhrase(String(part)) else {
      throw PolicyPatternError("has “\(part)”, which holds no letter or digit")
    }
    guard part.hasPrefix("#") else { return phrase.words.map { .word($0) } }
    let letters = phrase.words.flatMap(\.letters)
    if isEnding { return [.tagEnd(FoldedPhrase.Word(letters: letters, open: false))] }
    return [.tag(FoldedPhrase.Word(letters: letters, open: phrase.words.last?.open ?? false))]
  }
}
