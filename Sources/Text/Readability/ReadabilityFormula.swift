/// A formula of reading ease with the language that it was fitted to: about 0 hard … 100 easy.
package enum ReadabilityFormula: String, Codable, Sendable, CaseIterable {
  /// Flesch 1948, English: 206.835 - 1.015 words/sentence - 84.6 syllables/word.
  case flesch
  /// Amstad 1978, German: 180 - words/sentence - 58.5 syllables/word.
  case amstad
  /// Fernández Huerta 1959, Spanish: 206.84 - 60 syllables/word - 1.02 words/sentence. The article prints the last
  /// term with sentences per 100 words, and is often copied so; then longer sentences would read better. Meant and
  /// used here are words per sentence (Law 2011).
  case fernandezHuerta = "fernandez-huerta"
  /// Kandel and Moles 1958, French: 207 - 1.015 words/sentence - 73.6 syllables/word.
  case kandelMoles = "kandel-moles"

  package var name: String { rawValue }

  /// nil for languages without an established formula here; none is claimed for them.
  package static func of(_ language: String) -> ReadabilityFormula? {
    switch language.lowercased().prefix(while: \.isLetter) {
    case "en": .flesch
    case "de": .amstad
    case "es": .fernandezHuerta
    case "fr": .kandelMoles
    default: nil
    }
  }

  /// 100 where nothing was counted.
  package func ease(_ counts: ReadabilityCounts) -> Double {
    guard counts.words > 0, counts.sentences > 0 else { return 100 }
    let (length, syllables) = (counts.wordsPerSentence, counts.syllablesPerWord)
    return switch self {
    case .flesch: 206.835 - 1.015 * length - 84.6 * syllables
    case .amstad: 180 - length - 58.5 * syllables
    case .fernandezHuerta: 206.84 - 60 * syllables - 1.02 * length
    case .kandelMoles: 207 - 1.015 * length - 73.6 * syllables
    }
  }

  // MARK: School years, English

  /// Kincaid et al. 1975: 0.39 words/sentence + 11.8 syllables/word - 15.59.
  package static func kincaidGrade(_ counts: ReadabilityCounts) -> Double {
    0.39 * counts.wordsPerSentence + 11.8 * counts.syllablesPerWord - 15.59
  }

  /// McLaughlin 1969: 1.0430 √(30 long words/sentences) + 3.1291.
  package static func smog(_ counts: ReadabilityCounts) -> Double {
    1.0430 * (Double(counts.longWords) * 30 / Double(max(1, counts.sentences))).squareRoot() + 3.1291
  }

  /// Dale and Chall 1948: 0.1579 % of unfamiliar words + 0.0496 words/sentence, + 3.6365 above 5 %.
  package static func daleChall(_ counts: ReadabilityCounts) -> Double {
    let share = 100 * Double(counts.unfamiliar) / Double(max(1, counts.words))
    return 0.1579 * share + 0.0496 * counts.wordsPerSentence + (share > 5 ? 3.6365 : 0)
  }
}
