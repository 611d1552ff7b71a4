/// Finds what a text states as fact.
struct FactFinder {
  static func facts(_ text: String) -> [Fact] {
    var finder = FactFinder(text)
    finder.run()
    return finder.found.sorted { $0.span < $1.span }
  }

  private let text: Scalars
  private let tokens: [Token]
  private let starts: Set<Int>
  private var found: [Fact] = []
  private var index = 0

  private init(_ source: String) {
    text = Scalars(source)
    tokens = Tokens.split(text).filter { $0.kind != .space }
    let all = Tokens.split(text)
    starts = Set(Sentences.split(text, all).map(\.start))
  }

  private mutating func run() {
    quotations()
    claims()
    while index < tokens.count {
      let token = tokens[index]
      switch token.kind {
      case .number: number(token)
      case .url: add(.link, token.span, [Self.link(text.string(token.span))])
      case .mention: add(.handle, token.span, [text.string(token.span).lowercased()])
      case .word: word(token)
      default: break
      }
      index += 1
    }
  }

  private mutating func add(_ kind: Fact.Kind, _ span: Span, _ keys: Set<String>, words: [String] = []) {
    found.append(Fact(kind: kind, span: span, keys: keys, words: words))
  }

  private func folded(_ offset: Int) -> String? {
    let place = index + offset
    guard tokens.indices.contains(place) else { return nil }
    return WordText.fold(text.string(tokens[place].span))
  }

  private static func link(_ text: String) -> String {
    var text = text.lowercased()
    for prefix in ["https://", "http://", "www."] where text.hasPrefix(prefix) { text.removeFirst(prefix.count) }
    while text.hasSuffix("/") { text.removeLast() }
    return text
  }

  // MARK: Numbers

  private mutating func number(_ token: Token) {
    let raw = WordText.fold(text.string(token.span))
    if isListMark(token) { return }
    if let time = clock(raw) { return add(.time, token.span, time) }
    guard let value = NumberText.value(raw) else { return add(.number, token.span, ["n:\(raw)"]) }
    let (previous, next) = (folded(-1), folded(1))
    if next == "%" || next == "percent" || next == "per" && folded(2) == "cent" || next == "pct" {
      return add(.percentage, Span(token.span.start, tokens[index + 1].span.end), ["%:\(value)"])
    }
    if let currency = previous.flatMap({ NumberText.currencies[$0] }) ?? next.flatMap({ NumberText.currencies[$0] }) {
      return add(.price, token.span, ["\(currency):\(value)"])
    }
    if let month = month(next) ?? month(folded(2)).flatMap({ next == "of" ? $0 : nil }) ?? month(previous) {
      return add(.date, token.span, ["d:\(month)-\(value)", "n:\(value)"])
    }
    add(.number, token.span, ["n:\(value)"])
  }

  /// `1.` at the beginning of a line only numbers it, and so does `2/5` at the end of a part.
  private func isListMark(_ token: Token) -> Bool {
    let atLine = index == 0 || tokens[index - 1].kind == .newline
    return atLine && folded(1).map { $0 == "." || $0 == ")" } == true && token.span.end - token.span.start <= 2
  }

  private mutating func clock(_ raw: String) -> Set<String>? {
    var half: String?
    var digits = raw
    for ending in ["am", "pm"] where raw.hasSuffix(ending) && raw.first?.isNumber == true {
      half = ending
      digits = String(raw.dropLast(2))
    }
    if half == nil, let next = folded(1), ["am", "pm", "a", "p"].contains(next) {
      if next.count == 2 || folded(2) == "." && folded(3) == "m" { half = next.prefix(1) + "m" }
    }
    let parts = digits.split(separator: ":", omittingEmptySubsequences: false)
    guard half != nil || parts.count == 2, let hour = Int(parts[0]), hour < 25 else { return nil }
    let minute = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    let shifted = half == "pm" && hour < 12 ? hour + 12 : half == "am" && hour == 12 ? 0 : hour
    return ["t:\(shifted * 60 + minute)"]
  }

  private func month(_ word: String?) -> Int? {
    guard let word, word.count >= 3 else { return nil }
    return Self.months.firstIndex { $0 == word || $0.prefix(3) == word || (word == "sept" && $0 == "september") }.map {
      $0 + 1
    }
  }

  static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  private static let days: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "tonight", "tomorrow",
    "yesterday",
  ]

  // MARK: Words

  private mutating func word(_ token: Token) {
    let folded = WordText.fold(text.string(token.span))
    if folded == "noon" || folded == "midday" { return add(.time, token.span, ["t:720"]) }
    if folded == "midnight" { return add(.time, token.span, ["t:0", "t:1440"]) }
    if let value = NumberText.words[folded] { return add(.number, token.span, ["n:\(value)", "n:\(value).0"]) }
    if Self.days.contains(folded) { return add(.date, token.span, ["w:\(folded)"]) }
    name(token, folded)
  }

  /// Capitalised words in the middle of a sentence, several in a row as one name.
  private mutating func name(_ token: Token, _ folded: String) {
    guard isName(token, folded) else { return }
    var (last, words) = (index, [folded])
    while last + 1 < tokens.count, tokens[last + 1].kind == .word, isCapital(tokens[last + 1]) {
      last += 1
      words.append(WordText.fold(text.string(tokens[last].span)))
    }
    add(.name, Span(token.span.start, tokens[last].span.end), [], words: words)
    index = last
  }

  private func isName(_ token: Token, _ folded: String) -> Bool {
    guard isCapital(token), !folded.hasPrefix("i'"), folded != "i" else { return false }
    if !starts.contains(token.span.start), !followsOpening { return true }
    // At the start of a sentence every word has a capital: only a second capital shows a name.
    guard index + 1 < tokens.count, tokens[index + 1].kind == .word, isCapital(tokens[index + 1]) else { return false }
    return !folded.contains("'") && !HabitModel.functionWords.contains(folded) && StyleFeatures.pronouns[folded] == nil
  }

  private var followsOpening: Bool {
    guard index > 0 else { return true }
    let before = tokens[index - 1]
    return before.kind != .word && before.kind != .number && before.kind != .mention && text[before.span.start] != 0x2C
  }

  private func isCapital(_ token: Token) -> Bool {
    Letters.isUpper(text[token.span.start]) && (token.span.end - token.span.start > 1)
  }

  private mutating func claims() {
    let words = WordText(text, Tokens.split(text))
    for match in Self.claimWords.matches(in: words) {
      add(.claim, match.span, [], words: match.phrase.split(separator: " ").map(String.init))
    }
  }

  private static let claimWords = Lexicon([
    "free", "guaranteed", "guarantee", "award-winning", "award winning", "best", "fastest", "cheapest", "only",
    "leading",
    "number one", "certified", "organic", "vegan", "sustainable", "carbon-neutral", "exclusive", "limited edition",
    "unlimited",
    "lifetime", "proven", "risk-free", "world's first", "the first", "sold out", "handmade", "local", "discount",
    "sale", "half price",
  ])

  /// Four quoted words or more are somebody's words.
  private mutating func quotations() {
    var open: Int?
    for position in 0..<text.count {
      let c = text[position]
      if let start = open, c == 0x201D || c == 0x22 {
        let words = WordText(text.string(start + 1..<position)).words
        if words.count >= 4 { add(.quotation, Span(start, position + 1), [], words: words) }
        open = nil
      } else if c == 0x201C || c == 0x22 {
        open = position
      }
    }
  }
}

/// Numbers as people write them.
enum NumberText {
  /// `1,250.50`, `1.250,50`, `5k`, `3rd`, `2.0` as one canonical form; nil for what is no number.
  static func value(_ raw: String) -> String? {
    var digits = raw.prefix { $0.isNumber || $0 == "." || $0 == "," }
    let suffix = raw.dropFirst(digits.count)
    while let last = digits.last, !last.isNumber { digits.removeLast() }
    guard let value = Double(plain(String(digits))) else { return nil }
    switch suffix {
    case "", "st", "nd", "rd", "th": return text(value)
    case "k": return text(value * 1_000)
    case "m", "mio": return text(value * 1_000_000)
    case "bn": return text(value * 1_000_000_000)
    default: return text(value) + String(suffix)
    }
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  /// The last mark with one or two digits behind it is the decimal one; the others group thousands.
  private static func plain(_ digits: String) -> String {
    guard let mark = digits.lastIndex(where: { $0 == "." || $0 == "," }) else { return digits }
    let behind = digits.distance(from: mark, to: digits.endIndex) - 1
    let separators = digits.filter { !$0.isNumber }
    let groups = behind == 3 && (Set(separators).count == 1)
    let kept = groups ? digits : String(digits[..<mark])
    return kept.filter(\.isNumber) + (groups ? "" : "." + digits[digits.index(after: mark)...])
  }

  static let currencies = [
    "$": "usd", "usd": "usd", "dollar": "usd", "dollars": "usd", "€": "eur", "eur": "eur", "euro": "eur",
    "euros": "eur",
    "£": "gbp", "gbp": "gbp", "pounds": "gbp", "¥": "jpy", "yen": "jpy", "jpy": "jpy", "chf": "chf",
  ]

  static let words: [String: Int] = [
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "thousand": 1000,
    "million": 1_000_000, "dozen": 12,
  ]
}
