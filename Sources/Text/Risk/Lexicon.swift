/// Phrases to look for in a text, compared word by word without case, and `’` like `'`.
struct Lexicon: Sendable {
  private let phrases: [String: [[String]]]

  init(_ list: [String]) {
    let split = list.map { Lexicon.words($0) }.filter { !$0.isEmpty }
    phrases = Dictionary(grouping: split, by: { $0[0] }).mapValues { $0.sorted { $0.count > $1.count } }
  }

  /// The places where a phrase stands, longest phrase first, without overlaps.
  func matches(in text: WordText) -> [(span: Span, phrase: String)] {
    var result: [(Span, String)] = []
    var index = 0
    while index < text.words.count {
      if let phrase = phrase(at: index, text) {
        let end = index + phrase.count
        result.append((Span(text.spans[index].start, text.spans[end - 1].end), phrase.joined(separator: " ")))
        index = end
      } else {
        index += 1
      }
    }
    return result
  }

  private func phrase(at index: Int, _ text: WordText) -> [String]? {
    phrases[text.words[index]]?.first { text.words[index...].starts(with: $0) }
  }

  static func words(_ text: String) -> [String] { WordText(text).words }
}

/// A text's words, folded for comparison, with their places.
struct WordText: Sendable {
  let words: [String]
  let spans: [Span]

  init(_ text: String) { self.init(Scalars(text)) }

  init(_ scalars: Scalars) { self.init(scalars, Tokens.split(scalars)) }

  init(_ scalars: Scalars, _ tokens: [Token]) {
    let chosen = tokens.filter { $0.kind == .word || $0.kind == .number }
    spans = chosen.map(\.span)
    words = chosen.map { Self.fold(scalars.string($0.span)) }
  }

  static func fold(_ word: String) -> String {
    let folded = word.lowercased()
    guard folded.unicodeScalars.contains(where: { $0 == "’" || $0 == "\u{AD}" }) else { return folded }
    var plain = String.UnicodeScalarView()
    for scalar in folded.unicodeScalars where scalar != "\u{AD}" { plain.append(scalar == "’" ? "'" : scalar) }
    return String(plain)
  }
}
