/// Numbers that count nothing: `one of`, `a million thanks`, `zero reasons`, `three things`.
enum NumberIdioms {
  /// The token behind the idiom, or nil when the number states something.
  static func end(_ text: FactText, _ index: Int, _ number: NumberReader.Number) -> Int? {
    let next = text.word(number.next)
    if number.value == 1, number.isWord, text.word(index - 1) == "in" { return number.next }
    if number.value == 1, number.isWord || text.word(index) == "a", number.next == index + 1 {
      return Units.of(next) == nil || figures.contains(text.word(index + 2)) ? number.next : nil
    }
    if number.value == 100, next == "%" || next == "percent", sureties.contains(text.word(number.next + 1)) {
      return number.next + 1
    }
    if number.value <= 10, ["step", "part", "tip", "rule", "reason", "schritt", "tipp"].contains(text.word(index - 1)) {
      return number.next
    }
    if ["not", "nicht", "pas"].contains(text.word(index - 1)), !measures(next) { return number.next }
    if number.value == 0, !measures(next) { return number.next }
    if number.isWord, number.value >= 100, endless.contains(next), number.next - index <= 2 { return number.next + 1 }
    let isList = lists.contains(next) || lists.contains(text.word(number.next + 1)) && text.kind(number.next) == .word
    if number.value <= 10, isList, text.word(index - 1) != "the" { return number.next + 1 }
    if number.isOrdinal, ["time", "party"].contains(next) { return number.next + 1 }
    if next == "of" && ["us", "you", "them"].contains(text.word(number.next + 1)) && number.value <= 2 {
      return number.next
    }
    if ["you", "these", "those", "or", "in"].contains(text.word(index - 1)), number.value == 2, number.isWord,
      Units.of(next) == nil
    {
      return number.next
    }
    return nil
  }

  private static func measures(_ word: String) -> Bool {
    word == "%" || word == "percent" || Units.of(word) != nil || Units.currencies[word] != nil
  }

  private static let figures: Set<String> = ["at", "of"]
  /// `100 % sure`, `100 percent the same`.
  private static let sureties: Set<String> = [
    "sure", "the", "yours", "ready", "worth", "real", "you", "agree", "certain", "in",
  ]
  private static let endless: Set<String> = [
    "thanks", "thank", "reasons", "ways", "things", "times", "questions", "little", "hugs", "smiles", "apologies",
  ]
  private static let lists: Set<String> = [
    "things", "reasons", "words", "ways", "questions", "tips", "steps", "facts", "ideas", "rules", "points", "dinge",
    "gründe", "worte", "tipps", "cosas", "razones", "palabras", "pasos", "choses", "raisons", "mots", "étapes",
  ]
}
