/// Syllables of a word by spelling, in the languages that a reading formula is established for here.
package enum Syllables {
  /// At least 1. `language` is a tag such as `de` or `es-MX`; others are counted like English. Numbers count as if read
  /// out digit by digit, about one syllable and a half each.
  package static func count(_ word: String, language: String = "en") -> Int {
    let parts = word.lowercased().split { $0 == "-" || $0 == " " }
    return max(1, parts.reduce(0) { $0 + part(String($1), language) })
  }

  private static func part(_ part: String, _ language: String) -> Int {
    guard part.contains(where: \.isLetter) else { return max(1, part.count { $0.isNumber } * 3 / 2) }
    switch language.lowercased().prefix(while: \.isLetter) {
    case "de": return GermanSyllables.count(part)
    case "es": return SpanishSyllables.count(part)
    case "fr": return FrenchSyllables.count(part)
    default: return EnglishSyllables.count(part)
    }
  }
}
