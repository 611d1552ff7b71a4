/// Reads one number with its unit, currency or what it counts.
struct NumberReader {
  let text: FactText
  /// In a source every number counts, and none is taken for an idiom.
  let readsSource: Bool

  init(_ text: FactText, readsSource: Bool = false) {
    self.text = text
    self.readsSource = readsSource
  }

  /// A number in digits or words that begins there.
  struct Number {
    var value: Double
    var suffix = ""
    var isOrdinal = false
    var isWord = false
    /// The token behind it.
    var next: Int
  }

  /// The fact and the token behind it; nil where no number begins.
  func read(at index: Int) -> (fact: Fact?, next: Int)? {
    guard var number = number(at: index) else { return version(index) ?? fraction(index) }
    if let version = version(index) { return version }
    if let fraction = fraction(index) { return fraction }
    if !readsSource, isListMark(index, number) || isThreadMark(index) { return (nil, number.next) }
    if !readsSource, let idiom = NumberIdioms.end(text, index, number) { return (nil, idiom) }
    if let share = share(index, number) { return share }
    if number.isOrdinal { return (ordinal(index, number), number.next) }
    let approximation = approximation(before: index)
    if let quantity = measured(&number, at: index) {
      return (fact(quantity, approximation, index, number), number.next)
    }
    if let quantity = elliptic(number, at: index) { return (fact(quantity, approximation, index, number), number.next) }
    return (plain(number, approximation, at: index), number.next)
  }

  func number(at index: Int) -> Number? {
    if text.kind(index) == .number, let parsed = NumberText.parse(text.word(index)) {
      var number = Number(value: parsed.value, suffix: parsed.suffix, next: index + 1)
      number.isOrdinal = ["st", "nd", "rd", "th", "er", "ère", "ème", "e", "º", "ª"].contains(parsed.suffix)
      if parsed.suffix == "s" { number.suffix = "" }
      if let scale = Self.suffixScales[parsed.suffix] { scaled(&number, scale, by: index) }
      if number.suffix.isEmpty, let scale = Self.scaleWords[text.word(number.next)] {
        number.value *= scale
        number.next += 1
      }
      return number
    }
    guard text.kind(index) == .word, let words = NumberWords.parse(text, at: index) else { return nil }
    return Number(value: words.value, isOrdinal: words.isOrdinal, isWord: true, next: index + words.count)
  }

  /// `m` is a million behind a currency and before one, a metre elsewhere.
  func scaled(_ number: inout Number, _ scale: Double, by index: Int) {
    let isMoney = Units.currencies[text.word(index - 1)] != nil || Units.currencies[text.word(index + 1)] != nil
    guard number.suffix != "m" || isMoney else { return }
    number.value *= scale
    number.suffix = ""
  }

  static let suffixScales: [String: Double] = [
    "k": 1000, "m": 1e6, "mn": 1e6, "mio": 1e6, "bn": 1e9, "b": 1e9, "tsd": 1000,
  ]
  static let scaleWords: [String: Double] = [
    "million": 1e6, "millions": 1e6, "millionen": 1e6, "mio": 1e6, "millones": 1e6, "mn": 1e6, "billion": 1e9,
    "bn": 1e9,
    "thousand": 1000, "hundred": 100, "mil": 1000, "tausend": 1000, "mille": 1000, "dozen": 12, "k": 1000,
  ]

  // MARK: Without a unit

  /// The 4 of `from 14 minutes to 4` has the unit of the number before.
  func elliptic(_ number: Number, at index: Int) -> Quantity? {
    guard ["to", "→", "auf", "a", "à"].contains(text.word(index - 1)), let unit = Units.of(text.word(index - 2)),
      text.kind(index - 3) == .number, number.suffix.isEmpty, nouns(behind: number.next).isEmpty
    else { return nil }
    return Quantity(measure: "u:\(unit.dimension)", value: number.value * unit.factor)
  }

  func plain(_ number: Number, _ approximation: Quantity.Approximation, at index: Int) -> Fact? {
    let value = NumberText.text(number.value)
    if number.value == 1, !readsSource { return nil }
    let isOften = ["times", "mal", "veces", "fois"].contains(text.word(number.next))
    let nouns = isOften ? [] : nouns(behind: number.next)
    var asks: Set<String> = ["n:\(value)"]
    if number.value == number.value.rounded(), number.value >= 1900, number.value <= 2100, !number.isWord {
      asks.insert("y:\(value)")
    }
    if nouns.isEmpty { asks.insert("v:\(value)") }
    if nouns.isEmpty, TimeReader.heads.contains(text.word(index - 1)) { asks.insert("vh:\(value)") }
    if nouns.isEmpty || number.isWord { asks.formUnion(["th:\(hour(number.value))"]) }
    if !number.isWord, let clock = clock(text.word(index)), nouns.isEmpty { asks.insert(clock) }
    if text.word(index).hasSuffix("k"), !number.isWord { asks.insert("u:length:\(value)") }
    if isAgeBehind(number.next) { asks.insert("v:\(value)") }
    if let score = score(index, number) { asks = [score] }
    var fact = Fact(
      .number, text.span(index, through: number.next - 1), asks: asks,
      offers: loose(number).union(["n:\(value)"]).union(range(index, number)))
    let isYear = asks.contains("y:\(value)") && nouns.isEmpty
    fact.quantity = Quantity(
      measure: isYear ? "y" : "n", value: number.value, nouns: nouns, approximation: approximation)
    fact.offers.subtract(["th:\(hour(number.value))"])
    return fact
  }

  /// `9.30` may be a time.
  func clock(_ raw: String) -> String? {
    let parts = raw.split(separator: ".")
    guard parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 25,
      minute < 60
    else { return nil }
    return "th:\((hour * 60 + minute) % 720)"
  }

  func hour(_ value: Double) -> String { value <= 24 ? NumberText.text(value * 60).hourOfHalfDay : "none" }

  func isAgeBehind(_ index: Int) -> Bool {
    let near = [text.word(index), text.word(index + 1), text.word(index + 2), text.word(index + 3)]
    return near.contains("old") || near.contains("olds")
  }

  /// `2-1` is a result, which its parts do not say.
  func score(_ index: Int, _ number: Number) -> String? {
    if text.isDash(index - 1), text.touches(index - 1), text.kind(index - 2) == .number, text.touches(index - 2),
      let before = NumberText.parse(text.word(index - 2)), before.value > number.value
    {
      return "r:\(NumberText.text(before.value))-\(NumberText.text(number.value))"
    }
    guard text.isDash(number.next), text.touches(index), text.touches(number.next),
      let other = self.number(at: number.next + 1), !other.isWord, number.value > other.value, other.suffix.isEmpty
    else { return nil }
    return "r:\(NumberText.text(number.value))-\(NumberText.text(other.value))"
  }

  func range(_ index: Int, _ number: Number) -> Set<String> {
    guard text.isDash(number.next), let other = self.number(at: number.next + 1) else { return [] }
    return ["r:\(NumberText.text(number.value))-\(NumberText.text(other.value))"]
  }

  func ordinal(_ index: Int, _ number: Number) -> Fact {
    let value = NumberText.text(number.value)
    var fact = Fact(
      .number, text.span(index, through: number.next - 1), asks: ["o:\(value)"], offers: ["v:\(value)"])
    fact.quantity = Quantity(measure: "o", value: number.value, nouns: nouns(behind: number.next))
    return fact
  }

  // MARK: Around the number

  /// Stems of what may be counted, up to the next small word or mark.
  func nouns(behind next: Int) -> [String] {
    var index = next
    if text.isDash(index), text.touches(index) { index += 1 }
    var result: [String] = []
    while result.count < 3, text.kind(index) == .word, !Self.breaks.contains(text.word(index)) {
      result.append(FactWords.stem(text.word(index)))
      index += 1
    }
    return result
  }

  func approximation(before index: Int) -> Quantity.Approximation {
    let (one, two) = (text.word(index - 1), text.word(index - 2))
    let start = Units.currencies[one] != nil ? two : one
    if ["over", "plus", "über", "least"].contains(start) || start == "than" && ["more", "less"].contains(two)
      || start == "de" && ["más", "plus"].contains(two) || start == "als" && two == "mehr"
    {
      return .atLeast
    }
    if ["almost", "nearly", "fast", "casi", "presque"].contains(start) { return .atMost }
    if [
      "about", "around", "roughly", "some", "circa", "ca", "etwa", "rund", "unos", "unas", "environ", "approximately",
    ]
    .contains(start) {
      return .about
    }
    return .none
  }

  /// `1.` at the beginning of a line only numbers it.
  func isListMark(_ index: Int, _ number: Number) -> Bool {
    let atLine = index == 0 || text.kind(index - 1) == .newline
    return atLine && !number.isWord && [".", ")", ":"].contains(text.word(index + 1)) && number.value < 21
      && number.suffix.isEmpty
  }

  /// `2/5` alone at an end of a line only numbers a thread's part.
  func isThreadMark(_ index: Int) -> Bool {
    guard text.kind(index) == .number, text.word(index) == "/" || text.word(index + 1) == "/" else { return false }
    return text.kind(index + 3) == .newline || index == 0 || text.kind(index - 1) == .newline
  }

  static let breaks: Set<String> = [
    "a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "for", "with", "from", "by", "is", "are", "was",
    "were", "will", "until", "till", "per", "as", "if", "so", "that", "this", "it", "you", "we", "they", "who", "which",
    "when", "then", "than", "before", "after", "have", "has", "had", "can", "could", "each", "only", "not", "all",
    "und", "oder", "der", "die", "das", "ein", "eine", "für", "mit", "von", "im", "am", "zu", "bis", "ab", "ist",
    "sind", "y", "o", "el", "la", "los", "las", "de", "del", "en", "con", "por", "para", "es", "un", "una", "a", "et",
    "ou", "le", "les", "des", "du", "au", "par", "pour", "avec", "sur", "dans", "est", "your", "our", "my", "their",
    "off", "out", "up", "over", "about", "around", "through", "included", "no", "i", "he", "she", "here", "there",
  ]
}

extension String {
  /// Minutes as a place on the face of a clock.
  fileprivate var hourOfHalfDay: String {
    Double(self).map { NumberText.text($0.truncatingRemainder(dividingBy: 720)) } ?? self
  }
}
