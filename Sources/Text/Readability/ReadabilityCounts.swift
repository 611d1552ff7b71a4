/// What the formulas count, of one sentence or of several.
package struct ReadabilityCounts: Codable, Sendable, Equatable {
  package var words: Int
  package var sentences: Int
  package var syllables: Int
  /// Words of three syllables or more.
  package var longWords: Int
  /// Words that are not in the list of familiar words; only counted in English.
  package var unfamiliar: Int

  package init(words: Int = 0, sentences: Int = 0, syllables: Int = 0, longWords: Int = 0, unfamiliar: Int = 0) {
    self.words = words
    self.sentences = sentences
    self.syllables = syllables
    self.longWords = longWords
    self.unfamiliar = unfamiliar
  }

  var wordsPerSentence: Double { Double(words) / Double(max(1, sentences)) }
  var syllablesPerWord: Double { Double(syllables) / Double(max(1, words)) }

  static func + (a: Self, b: Self) -> Self {
    Self(
      words: a.words + b.words, sentences: a.sentences + b.sentences, syllables: a.syllables + b.syllables,
      longWords: a.longWords + b.longWords, unfamiliar: a.unfamiliar + b.unfamiliar)
  }

  static func - (a: Self, b: Self) -> Self {
    Self(
      words: a.words - b.words, sentences: a.sentences - b.sentences, syllables: a.syllables - b.syllables,
      longWords: a.longWords - b.longWords, unfamiliar: a.unfamiliar - b.unfamiliar)
  }
}

/// The counts of each sentence of a text, with its place.
struct SentenceCounts: Sendable {
  var span: Span
  var counts: ReadabilityCounts

  static func all(_ text: Scalars, language: String) -> [SentenceCounts] {
    let tokens = Tokens.split(text)
    let words = tokens.filter { $0.kind == .word || $0.kind == .number }
    let isEnglish = ReadabilityFormula.of(language) == .flesch
    return Sentences.split(text, tokens).compactMap { sentence in
      let inside = words.filter { $0.span.overlaps(sentence) }.map { (kind: $0.kind, text: text.string($0.span)) }
      guard !inside.isEmpty else { return nil }
      let syllables = inside.map { Syllables.count($0.text, language: language) }
      let unfamiliar = inside.count { isEnglish && $0.kind == .word && !FamiliarWords.contains(WordText.fold($0.text)) }
      return SentenceCounts(
        span: sentence,
        counts: ReadabilityCounts(
          words: inside.count, sentences: 1, syllables: syllables.reduce(0, +), longWords: syllables.count { $0 >= 3 },
          unfamiliar: unfamiliar))
    }
  }
}
