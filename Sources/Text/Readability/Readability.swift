/// How hard a text is to read, by published formulas.
package struct Readability: Codable, Sendable, Equatable {
  /// The formula that `ease` comes from; nil when none is established for the language.
  package var formula: String?
  /// Flesch reading ease: 0 hard … 100 easy.
  package var ease: Double?
  /// School years (Flesch-Kincaid).
  package var grade: Double?
  /// School years (SMOG); sound from about 30 sentences, an estimate below.
  package var smog: Double?
  package var words: Int
  package var sentences: Int
  package var syllables: Int
  package var longWords: Int
  /// The sentence that costs the most, when there are two or more.
  package var hardest: Span?
  /// 0 to 100: inside the band is 100, falling with the distance from it.
  package var score: Double

  /// `band` is the platform's target of reading ease, `[low, high]`.
  package static func measure(_ text: String, language: String = "en", band: [Double] = [50, 80]) -> Readability {
    Readability(words: 0, sentences: 0, syllables: 0, longWords: 0, score: 0)
  }
}
