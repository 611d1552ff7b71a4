/// A text's pieces as the fact finders read them: no white space, each with its folded word.
struct FactText {
  let scalars: Scalars
  let tokens: [Token]
  /// Of every token, in lower case with plain apostrophes.
  let words: [String]
  /// Tokens that begin a sentence.
  let starts: Set<Int>
  let language: FactLanguage

  /// `fallback` is the language of a text without function words.
  init(_ text: String, fallback: FactLanguage = .english) {
    scalars = Scalars(text)
    let scalars = scalars
    let all = Tokens.split(scalars)
    let solid = all.filter { $0.kind != .space }.flatMap { Compounds.split($0, scalars) }
    tokens = solid
    words = solid.map { WordText.fold(scalars.string($0.span)) }
    let heads = Set(Sentences.split(scalars, all).map(\.start))
    starts = Set(solid.indices.filter { heads.contains(solid[$0].span.start) })
    language = FactLanguage.of(words, fallback: fallback)
  }

  /// The folded token there, or the empty string outside of the text.
  func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }

  func kind(_ index: Int) -> Token.Kind { tokens.indices.contains(index) ? tokens[index].kind : .newline }

  func span(_ first: Int, through last: Int) -> Span { Span(tokens[first].span.start, tokens[last].span.end) }

  /// No white space between this token and the next.
  func touches(_ index: Int) -> Bool {
    index + 1 < tokens.count && tokens[index].span.end == tokens[index + 1].span.start
  }

  func isCapital(_ index: Int) -> Bool {
    kind(index) == .word && Letters.isUpper(scalars[tokens[index].span.start])
  }

  /// Also `macOS`, `iPhone`, `eBay`.
  func hasCapital(_ index: Int) -> Bool {
    kind(index) == .word && tokens[index].span.range.contains { Letters.isUpper(scalars[$0]) }
  }

  func isAllCapital(_ index: Int) -> Bool {
    kind(index) == .word && tokens[index].span.range.allSatisfy { !Letters.isLower(scalars[$0]) }
  }

  func isDash(_ index: Int) -> Bool { ["-", "–", "—", "‑", "‐", "−"].contains(word(index)) }
}

/// `two-year`, `Mon-Sat` and `rye-based` are one token to the tokenizer; the first two are more to a reader of facts.
enum Compounds {
  static func split(_ token: Token, _ text: Scalars) -> [Token] {
    guard token.kind == .word, let dash = token.span.range.first(where: { text[$0] == 0x2D || text[$0] == 0x2011 })
    else {
      return [token]
    }
    let head = WordText.fold(text.string(token.span.start..<dash))
    let tail = WordText.fold(text.string(dash + 1..<token.span.end))
    let isDays = DateWords.weekday(head) != nil && DateWords.weekday(tail) != nil
    let isMonths = DateWords.month(head) != nil && DateWords.month(tail) != nil
    if isDays || isMonths { return parts(token, at: dash) }
    guard let end = numberEnd(token, text) else { return [token] }
    return parts(token, at: end)
  }

  private static func parts(_ token: Token, at dash: Int) -> [Token] {
    [
      Token(kind: .word, span: Span(token.span.start, dash)), Token(kind: .punctuation, span: Span(dash, dash + 1)),
      Token(kind: .word, span: Span(dash + 1, token.span.end)),
    ]
  }

  /// The hyphen behind the number words of `forty-eight-hour`.
  private static func numberEnd(_ token: Token, _ text: Scalars) -> Int? {
    let dashes = token.span.range.filter { text[$0] == 0x2D }
    for dash in dashes.reversed() {
      let head = WordText.fold(text.string(token.span.start..<dash))
      let tail = WordText.fold(text.string(dash + 1..<token.span.end))
      let tables = NumberWords.Tables.all
      let isNumber = tables.contains { $0.value(head).map { $0 > 1 } ?? false }
      if isNumber, !tables.contains(where: { $0.value(tail) != nil || $0.scale(tail) != nil }) { return dash }
    }
    return nil
  }
}
