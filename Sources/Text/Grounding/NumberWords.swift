/// Numbers as people write them in words, in English, German, Spanish and French.
enum NumberWords {
  struct Parsed: Equatable {
    var value: Double
    /// How many tokens it takes.
    var count: Int
    var isOrdinal = false
  }

  /// The number that begins with this token, and how many tokens it takes; nil when none does.
  static func parse(_ text: FactText, at index: Int) -> Parsed? {
    let table = Tables.of(text.language)
    if text.kind(index) == .word, let ordinal = table.ordinals[text.word(index)] {
      return Parsed(value: ordinal, count: 1, isOrdinal: true)
    }
    if isSecond(text, index) { return Parsed(value: 2, count: 1, isOrdinal: true) }
    var reader = Reader(text: text, table: table, index: index)
    return reader.read()
  }

  /// `our second shop`, but not `a second look` and not the unit of time.
  private static func isSecond(_ text: FactText, _ index: Int) -> Bool {
    let owners: Set<String> = ["the", "our", "its", "his", "her", "their", "my", "your", "a"]
    let idle: Set<String> = [
      "time", "chance", "thought", "thoughts", "hand", "look", "opinion", "nature", "half", "helping", "cup", "home",
      "language",
      "to", "or", "and", "later", "ago", "of", "breakfast", "hand-made", "life",
    ]
    return text.word(index) == "second" && owners.contains(text.word(index - 1)) && text.kind(index + 1) == .word
      && !idle.contains(text.word(index + 1))
  }

  private struct Reader {
    let text: FactText
    let table: Tables
    var index: Int
    private let start: Int
    private var total = 0.0
    private var part = 0.0
    private var seen = false

    init(text: FactText, table: Tables, index: Int) {
      self.text = text
      self.table = table
      self.index = index
      start = index
    }

    mutating func read() -> Parsed? {
      if table.articles.contains(text.word(index)), table.scale(text.word(index + 1)) != nil {
        part = 1
        seen = true
        index += 1
      }
      while text.kind(index) == .word, take() {}
      guard seen else { return nil }
      fraction()
      return Parsed(value: total + part, count: index - start)
    }

    private mutating func take() -> Bool {
      let word = text.word(index)
      if let value = table.value(word) {
        guard !seen || part == 0 || part.truncatingRemainder(dividingBy: 100) == 0 || joins(part, value) else {
          return false
        }
        part += value
        advance(1)
        return true
      }
      if let scale = table.scale(word) {
        guard seen || text.language != .english || scale == 12 else { return false }
        let base = part == 0 ? 1 : part
        if scale < 1000 { part = base * scale } else { (total, part) = (total + base * scale, 0) }
        advance(1)
        return true
      }
      if seen, table.joiners.contains(word), let next = table.value(text.word(index + 1)), part >= 20, joins(part, next)
      {
        index += 1
        return true
      }
      return false
    }

    /// `twenty` `five`, `treinta` (y) `cinco`, `two hundred` (and) `twelve`.
    private func joins(_ before: Double, _ value: Double) -> Bool {
      let rest = before.truncatingRemainder(dividingBy: 100)
      return rest == 0 ? value < 100 : value < 10 && rest >= 20 && rest.truncatingRemainder(dividingBy: 10) == 0
    }

    private mutating func advance(_ count: Int) {
      seen = true
      index += count
    }

    /// `two point seven`, `one and a half`.
    private mutating func fraction() {
      if text.word(index) == "point", let digit = table.value(text.word(index + 1)), digit < 10 {
        part += digit / 10
        index += 2
        if let scale = table.scale(text.word(index)), scale >= 1000 {
          (total, part) = ((total + part) * scale, 0)
          index += 1
        }
      } else if text.word(index) == "and", text.word(index + 1) == "a", text.word(index + 2) == "half" {
        part += 0.5
        index += 3
      }
    }
  }
}
