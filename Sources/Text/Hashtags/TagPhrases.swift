/// Tags that the text itself gives: the names in it.
enum TagPhrases {
  /// One to three words with capitals in the middle of a sentence, in order, without spaces; each once. A single word
  /// that also begins a sentence may have its capital from there and is none.
  static func names(_ text: String) -> [String] {
    let scalars = Scalars(text)
    let tokens = Tokens.split(scalars)
    var result: [String] = []
    var name: [String] = []
    var begins = true
    var firsts: Set<String> = []
    func close() {
      let joined = name.joined()
      if (1...3).contains(name.count), joined.count >= 4, !result.contains(joined) { result.append(joined) }
      name = []
    }
    for token in tokens {
      switch token.kind {
      case .word where !begins && isName(scalars, token.span):
        name.append(String(scalars.string(token.span).filter { $0.isLetter || $0.isNumber }))
      case .space where !name.isEmpty: continue
      default: close()
      }
      if token.kind == .word, begins { firsts.insert(scalars.string(token.span)) }
      begins = token.kind == .newline || token.kind == .space && begins || endsSentence(scalars, token)
    }
    close()
    return result.filter { !firsts.contains($0) }
  }

  /// A capital first, a small letter after it, and not merely part of a text that is all capitals or a headline.
  private static func isName(_ text: Scalars, _ span: Span) -> Bool {
    guard span.range.count > 1, Letters.isUpper(text[span.start]) else { return false }
    guard (span.start + 1..<span.end).contains(where: { Letters.isLower(text[$0]) }) else { return false }
    return !days.contains(text.string(span).lowercased())
  }

  private static func endsSentence(_ text: Scalars, _ token: Token) -> Bool {
    guard token.kind == .punctuation else { return [.emoji, .url, .hashtag].contains(token.kind) }
    return [0x2E, 0x21, 0x3F, 0x3A, 0x22, 0x201C, 0x2022, 0x2D, 0x2014, 0x28].contains(text[token.span.start])
  }

  private static let days: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
  ]
}
