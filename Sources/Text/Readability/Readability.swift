/// How hard a text is to read, by published formulas.
package struct Readability: Codable, Sendable, Equatable {
  /// The formula that `ease` comes from; nil when none is established here for the language.
  package var formula: String?
  /// Reading ease: about 0 hard … 100 easy.
  package var ease: Double?
  /// School years (Flesch-Kincaid), English.
  package var grade: Double?
  /// School years (SMOG), English; sound from about 30 sentences, an estimate below.
  package var smog: Double?
  /// Dale-Chall score, English: to 4.9 for readers of 10 years, above 9 for students. With Starling's own list of
  /// familiar words, not the 3,000 of the authors.
  package var daleChall: Double?
  package var words: Int
  package var sentences: Int
  package var syllables: Int
  /// Words of three syllables or more.
  package var longWords: Int
  /// The sentence without which the text would be easiest, when there are two or more.
  package var hardest: Span?
  /// 0 to 100: inside the band is 100, falling with the distance from it; 100 where no formula applies.
  package var score: Double

  /// `language` is a tag such as `en` or `de-AT`. `band` is the platform's target of reading ease, `[low, high]`.
  /// Links, tags and mentions are not read.
  package static func measure(_ text: String, language: String = "en", band: [Double] = [50, 80]) -> Readability {
    measure(text, language: language, bands: [band])[0]
  }

  /// The same for several platforms' bands; the text is read once.
  static func measure(_ text: String, language: String, bands: [[Double]]) -> [Readability] {
    let sentences = SentenceCounts.all(Scalars(text), language: language)
    let total = sentences.reduce(ReadabilityCounts()) { $0 + $1.counts }
    guard let formula = ReadabilityFormula.of(language), total.words > 0 else {
      return bands.map { _ in Readability(total, formula: nil, hardest: nil, score: 100) }
    }
    let (ease, hardest) = (formula.ease(total), hardest(sentences, total, formula))
    return bands.map { Readability(total, formula: formula, hardest: hardest, score: score(ease, $0)) }
  }

  private init(_ counts: ReadabilityCounts, formula: ReadabilityFormula?, hardest: Span?, score: Double) {
    self.formula = formula?.name
    ease = formula.map { rounded($0.ease(counts)) }
    grade = formula == .flesch ? rounded(ReadabilityFormula.kincaidGrade(counts)) : nil
    smog = formula == .flesch ? rounded(ReadabilityFormula.smog(counts)) : nil
    daleChall = formula == .flesch ? rounded(ReadabilityFormula.daleChall(counts)) : nil
    words = counts.words
    sentences = counts.sentences
    syllables = counts.syllables
    longWords = counts.longWords
    self.hardest = hardest
    self.score = score
  }

  private static func hardest(
    _ sentences: [SentenceCounts], _ total: ReadabilityCounts, _ formula: ReadabilityFormula
  ) -> Span? {
    guard sentences.count > 1 else { return nil }
    return sentences.max { formula.ease(total - $0.counts) < formula.ease(total - $1.counts) }?.span
  }

  private static func score(_ ease: Double, _ band: [Double]) -> Double {
    guard let low = band.first, let high = band.last else { return 100 }
    let missed = ease < low ? (low - ease) * 2 : max(0, ease - high) * 0.5
    return rounded(max(0, 100 - missed))
  }
}

/// To two decimals, so that stored scores compare and read well.
func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
