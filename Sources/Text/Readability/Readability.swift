/// How hard a text is to read, by published formulas.
package struct Readability: Codable, Sendable, Equatable {
  /// The formula that `ease` comes from; nil when none is established here for the language.
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
  /// Words of three syllables or more.
  package var longWords: Int
  /// The sentence without which the text would be easiest, when there are two or more.
  package var hardest: Span?
  /// 0 to 100: inside the band is 100, falling with the distance from it; 100 where no formula applies.
  package var score: Double

  /// `band` is the platform's target of reading ease, `[low, high]`. Links, tags and mentions are not read.
  package static func measure(_ text: String, language: String = "en", band: [Double] = [50, 80]) -> Readability {
    measure(text, language: language, bands: [band])[0]
  }

  /// The same for several platforms' bands; the text is read once.
  static func measure(_ text: String, language: String, bands: [[Double]]) -> [Readability] {
    let scalars = Scalars(text)
    let counts = SentenceCounts.all(scalars)
    let total = counts.reduce(SentenceCounts()) { $0 + $1 }
    guard let formula = ReadabilityFormula.of(language), total.words > 0 else {
      return bands.map { _ in Readability(total, formula: nil, hardest: nil, score: 100) }
    }
    let (ease, hardest) = (formula.ease(total), hardest(counts, total, formula))
    return bands.map { Readability(total, formula: formula, hardest: hardest, score: score(ease, $0)) }
  }

  private init(_ counts: SentenceCounts, formula: ReadabilityFormula?, hardest: Span?, score: Double) {
    self.formula = formula?.name
    ease = formula.map { rounded($0.ease(counts)) }
    grade = formula == .flesch ? rounded(ReadabilityFormula.kincaidGrade(counts)) : nil
    smog = formula == .flesch ? rounded(ReadabilityFormula.smog(counts)) : nil
    words = counts.words
    sentences = counts.sentences
    syllables = counts.syllables
    longWords = counts.longWords
    self.hardest = hardest
    self.score = score
  }

  private static func hardest(
    _ counts: [SentenceCounts], _ total: SentenceCounts, _ formula: ReadabilityFormula
  ) -> Span? {
    guard counts.count > 1 else { return nil }
    return counts.max { formula.ease(total - $0) < formula.ease(total - $1) }?.span
  }

  private static func score(_ ease: Double, _ band: [Double]) -> Double {
    guard let low = band.first, let high = band.last else { return 100 }
    let missed = ease < low ? (low - ease) * 2 : max(0, ease - high) * 0.5
    return rounded(max(0, 100 - missed))
  }
}

/// A formula with the language that it was fitted to.
enum ReadabilityFormula: String, Sendable {
  /// Flesch 1948, English.
  case flesch

  var name: String { rawValue }

  /// nil for languages without an established formula here; none is claimed for them.
  static func of(_ language: String) -> ReadabilityFormula? {
    language.lowercased().prefix { $0.isLetter } == "en" ? .flesch : nil
  }

  func ease(_ counts: SentenceCounts) -> Double {
    guard counts.words > 0, counts.sentences > 0 else { return 100 }
    return 206.835 - 1.015 * counts.wordsPerSentence - 84.6 * counts.syllablesPerWord
  }

  /// Kincaid et al. 1975.
  static func kincaidGrade(_ counts: SentenceCounts) -> Double {
    0.39 * counts.wordsPerSentence + 11.8 * counts.syllablesPerWord - 15.59
  }

  /// McLaughlin 1969.
  static func smog(_ counts: SentenceCounts) -> Double {
    1.0430 * (Double(counts.longWords) * 30 / Double(max(1, counts.sentences))).squareRoot() + 3.1291
  }
}

/// What the formulas count, of one sentence or of several.
struct SentenceCounts: Sendable {
  var span = Span(0, 0)
  var words = 0
  var sentences = 0
  var syllables = 0
  var longWords = 0

  var wordsPerSentence: Double { Double(words) / Double(max(1, sentences)) }
  var syllablesPerWord: Double { Double(syllables) / Double(max(1, words)) }

  static func all(_ text: Scalars) -> [SentenceCounts] {
    let tokens = Tokens.split(text)
    let words = tokens.filter { $0.kind == .word || $0.kind == .number }
    return Sentences.split(text, tokens).compactMap { sentence in
      let counts = words.filter { $0.span.overlaps(sentence) }.map { Syllables.count(text.string($0.span)) }
      guard !counts.isEmpty else { return nil }
      return SentenceCounts(
        span: sentence, words: counts.count, sentences: 1, syllables: counts.reduce(0, +),
        longWords: counts.count { $0 >= 3 })
    }
  }

  static func + (a: Self, b: Self) -> Self {
    SentenceCounts(
      words: a.words + b.words, sentences: a.sentences + b.sentences, syllables: a.syllables + b.syllables,
      longWords: a.longWords + b.longWords)
  }

  static func - (a: Self, b: Self) -> Self {
    SentenceCounts(
      words: a.words - b.words, sentences: a.sentences - b.sentences, syllables: a.syllables - b.syllables,
      longWords: a.longWords - b.longWords)
  }
}

/// To two decimals, so that stored scores compare and read well.
func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
