/// The language whose function words a text uses; what number words, claim words and capitals mean hangs on it.
enum FactLanguage: Sendable {
  case english, german, spanish, french

  static func of(_ words: [String], fallback: FactLanguage) -> FactLanguage {
    func count(_ set: Set<String>) -> Int { words.count { set.contains($0) } }
    let counts = [
      (FactLanguage.english, count(englishWords)), (.german, count(germanWords)), (.spanish, count(spanishWords)),
      (.french, count(frenchWords)),
    ]
    guard counts.contains(where: { $0.1 > 0 }) else { return fallback }
    return counts.reduce((fallback, counts.first { $0.0 == fallback }?.1 ?? 0)) { $1.1 > $0.1 ? $1 : $0 }.0
  }

  private static let englishWords: Set<String> = [
    "the", "and", "of", "to", "is", "for", "with", "your", "you", "our", "we", "on", "at", "are", "it", "from", "this",
    "that", "an", "by", "has", "was", "will", "be", "a",
  ]
  private static let germanWords: Set<String> = [
    "der", "die", "das", "und", "ist", "für", "mit", "ein", "eine", "unser", "unsere", "unseren", "wir", "ihr", "auf",
    "von", "ab", "am", "im", "den", "dem", "bis", "euch", "zum", "zur", "bei", "uhr", "nicht", "aus", "gibt", "es",
  ]
  private static let spanishWords: Set<String> = [
    "el", "la", "los", "las", "y", "de", "del", "en", "con", "por", "para", "una", "un", "que", "es", "al", "desde",
    "nuestra", "nuestro", "más", "sus", "su", "te", "lo", "hasta", "a",
  ]
  private static let frenchWords: Set<String> = [
    "le", "la", "les", "et", "de", "du", "des", "en", "avec", "pour", "une", "un", "que", "est", "au", "aux", "nos",
    "notre", "vous", "à", "dès", "sur", "dans", "par", "jusqu'au", "ne", "pas", "qui", "il",
  ]
}
