package enum Sentences {
  /// Sentences in order. Spans leave out the white space around; links, numbers and abbreviations do not end
  /// one, a line break does. Emoji and closing quotes right behind a full stop belong to its sentence.
  package static func split(_ text: String) -> [Span] {
    let scalars = Scalars(text)
    return split(scalars, Tokens.split(scalars))
  }

  static func split(_ text: Scalars, _ tokens: [Token]) -> [Span] {
    var result: [Span] = []
    var first: Int?
    var index = 0
    func close(_ last: Int) {
      if let start = first { result.append(Span(tokens[start].span.start, tokens[last].span.end)) }
      first = nil
    }
    while index < tokens.count {
      let kind = tokens[index].kind
      if kind == .newline {
        close(lastSolid(tokens, before: index))
      } else if kind != .space {
        first = first ?? index
        if isStop(text, tokens[index]), !isListNumber(tokens, first, index), let last = stopEnd(text, tokens, index) {
          close(last)
          index = last
        }
      }
      index += 1
    }
    if first != nil { close(lastSolid(tokens, before: tokens.count)) }
    return result
  }

  private static func lastSolid(_ tokens: [Token], before end: Int) -> Int {
    tokens[..<end].lastIndex { $0.kind != .space && $0.kind != .newline } ?? max(0, end - 1)
  }

  private static func isStop(_ text: Scalars, _ token: Token) -> Bool {
    guard token.kind == .punctuation else { return false }
    switch text[token.span.start] {
    case 0x2E, 0x21, 0x3F, 0x2026, 0x203C, 0x203D, 0x2047...0x2049, 0x589, 0x61D...0x61F, 0x6D4, 0x964, 0x965, 0x104A,
      0x104B, 0x1362, 0x1367, 0x1368, 0x17D4, 0x17D5:
      return true
    default: return endsWithoutSpace(text[token.span.start])
    }
  }

  /// Full stops of scripts that write no space behind them.
  private static func endsWithoutSpace(_ c: UInt32) -> Bool {
    c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF61 || c == 0xFF0E
  }

  /// `1.` at the beginning of what would be a sentence.
  private static func isListNumber(_ tokens: [Token], _ first: Int?, _ stop: Int) -> Bool {
    first == stop - 1 && tokens[stop - 1].kind == .number && stop + 1 < tokens.count && tokens[stop + 1].kind == .space
  }

  /// Index of the sentence's last token if it ends here.
  private static func stopEnd(_ text: Scalars, _ tokens: [Token], _ stop: Int) -> Int? {
    var last = stop
    while last + 1 < tokens.count, isStop(text, tokens[last + 1]) || isCloser(text, tokens[last + 1]) { last += 1 }
    if [last, stop].contains(where: { endsWithoutSpace(text[tokens[$0].span.start]) }) { return last }
    guard last + 1 < tokens.count else { return last }
    guard [.space, .newline, .emoji].contains(tokens[last + 1].kind) else { return nil }
    if last == stop, text[tokens[stop].span.start] == 0x2E, isAbbreviation(text, tokens, stop) { return nil }
    let (end, next) = afterEmoji(tokens, last)
    if let next, last > stop || endsSoftly(text, tokens[stop]), Letters.isLower(text[tokens[next].span.start]),
      tokens[next].kind == .word, end == last
    {
      return nil
    }
    return end
  }

  /// A full stop, an ellipsis or a closed quotation before a small letter goes on; bare `!` and `?` always end.
  private static func endsSoftly(_ text: Scalars, _ token: Token) -> Bool {
    text[token.span.start] == 0x2026 || text[token.span.start] == 0x2E
  }

  private static func isCloser(_ text: Scalars, _ token: Token) -> Bool {
    guard token.kind == .punctuation else { return false }
    return [
      0x22, 0x27, 0x29, 0x5D, 0x2019, 0x201C, 0x201D, 0xBB, 0x203A, 0x300B, 0x300D, 0x300F, 0x3011, 0xFF09,
    ].contains(text[token.span.start])
  }

  /// Emoji on the same line right behind the stop belong to it.
  private static func afterEmoji(_ tokens: [Token], _ last: Int) -> (end: Int, next: Int?) {
    var end = last
    var index = last + 1
    while index < tokens.count, tokens[index].kind == .space || tokens[index].kind == .emoji {
      if tokens[index].kind == .emoji { end = index }
      index += 1
    }
    return (end, index < tokens.count ? index : nil)
  }

  private static func isAbbreviation(_ text: Scalars, _ tokens: [Token], _ stop: Int) -> Bool {
    if isGermanDate(text, tokens, stop) { return true }
    guard stop > 0, tokens[stop - 1].kind == .word else { return false }
    let span = tokens[stop - 1].span
    let word = text.string(span).lowercased()
    if beforeNumbers.contains(word), stop + 2 < tokens.count, tokens[stop + 2].kind == .number { return true }
    if span.end - span.start == 1 {
      return Letters.isUpper(text[span.start]) ? text[span.start] != 0x49 : isDotted(text, tokens, stop)
    }
    return abbreviations.contains(word)
  }

  /// `3. Mai`.
  private static func isGermanDate(_ text: Scalars, _ tokens: [Token], _ stop: Int) -> Bool {
    guard stop > 0, tokens[stop - 1].kind == .number, stop + 2 < tokens.count, tokens[stop + 2].kind == .word else {
      return false
    }
    let day = tokens[stop - 1].span
    return day.end - day.start <= 2 && germanMonths.contains(text.string(tokens[stop + 2].span).lowercased())
  }

  /// The last letter of `e.g.` or `p.m.`: goes on unless a capital follows.
  private static func isDotted(_ text: Scalars, _ tokens: [Token], _ stop: Int) -> Bool {
    guard stop >= 2, tokens[stop - 2].kind == .punctuation, text[tokens[stop - 2].span.start] == 0x2E else {
      return false
    }
    let letter = text[tokens[stop - 1].span.start]
    if letter != 0x6D { return true }
    let next = tokens[(stop + 1)...].first { $0.kind != .space }
    return next.map { !Letters.isUpper(text[$0.span.start]) } ?? false
  }

  private static let abbreviations: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "vs", "approx", "dept", "est", "gov", "sen", "rep", "gen", "col",
    "lt", "sgt", "capt", "rev", "hon", "ave", "blvd", "rd", "mt", "ft", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "cf", "eg", "ie", "incl", "bzw", "ca", "evtl", "ggf", "inkl", "str", "vgl",
    "zzgl", "hr", "fr", "mme", "mlle", "env", "sra", "srta", "dra", "ud", "uds", "aprox", "sig", "sigg",
  ]

  /// Words of their own unless a number follows.
  private static let beforeNumbers: Set<String> = [
    "no", "nos", "nr", "núm", "vol", "fig", "art", "abs", "bd", "pág", "p", "pp", "min", "max", "tel", "ch",
  ]

  private static let germanMonths: Set<String> = [
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "dezember",
  ]
}
