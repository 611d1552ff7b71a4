import Text

/// What is known of the readability of words, counts and texts.
struct ReadabilityCases: Decodable {
  var words: [Word]?
  var counts: [Counts]?
  var texts: [Whole]?

  struct Word: Decodable {
    var word: String
    var language: String?
    /// One number, or all that are right for a word with several pronunciations.
    var accepted: [Int]

    private enum CodingKeys: String, CodingKey { case word, language, syllables }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      word = try container.decode(String.self, forKey: .word)
      language = try container.decodeIfPresent(String.self, forKey: .language)
      if let one = try? container.decode(Int.self, forKey: .syllables) {
        accepted = [one]
      } else {
        accepted = try container.decode([Int].self, forKey: .syllables)
      }
    }
  }

  struct Counts: Decodable {
    var words: Int
    var sentences: Int
    var syllables: Int?
    /// Words of three syllables or more (SMOG).
    var longWords: Int?
    /// Words outside of the familiar ones (Dale-Chall).
    var unfamiliar: Int?
    var values: FormulaValues

    private enum CodingKeys: String, CodingKey { case words, sentences, syllables, longWords, unfamiliar }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      words = try container.decode(Int.self, forKey: .words)
      sentences = try container.decode(Int.self, forKey: .sentences)
      syllables = try container.decodeIfPresent(Int.self, forKey: .syllables)
      longWords = try container.decodeIfPresent(Int.self, forKey: .longWords)
      unfamiliar = try container.decodeIfPresent(Int.self, forKey: .unfamiliar)
      values = try FormulaValues(from: decoder)
    }

    func measured(_ formula: String) -> Double? {
      let counts = ReadabilityCounts(
        words: words, sentences: sentences, syllables: syllables ?? 0, longWords: longWords ?? 0,
        unfamiliar: unfamiliar ?? 0)
      return switch formula {
      case "kincaid": ReadabilityFormula.kincaidGrade(counts)
      case "smog": ReadabilityFormula.smog(counts)
      case "dale-chall": ReadabilityFormula.daleChall(counts)
      default: ReadabilityFormula(rawValue: formula)?.ease(counts)
      }
    }
  }

  struct Whole: Decodable {
    var text: String
    var language: String
    var values: FormulaValues

    private enum CodingKeys: String, CodingKey { case text, language }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      text = try container.decode(String.self, forKey: .text)
      language = try container.decodeIfPresent(String.self, forKey: .language) ?? "en"
      values = try FormulaValues(from: decoder)
    }

    func measured(_ formula: String) -> Double? {
      let result = Readability.measure(text, language: language)
      return switch formula {
      case "kincaid": result.grade
      case "smog": result.smog
      case "dale-chall": result.daleChall
      case result.formula: result.ease
      default: nil
      }
    }
  }
}

/// The formulas' values among the fields of an object, in the order of their names.
struct FormulaValues: Decodable, Sequence {
  private var values: [(String, Double)]

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case flesch, kincaid, smog, amstad
    case daleChall = "dale-chall"
    case fernandezHuerta = "fernandez-huerta"
    case kandelMoles = "kandel-moles"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    values = try CodingKeys.allCases.compactMap { key in
      try container.decodeIfPresent(Double.self, forKey: key).map { (key.rawValue, $0) }
    }
  }

  func makeIterator() -> IndexingIterator<[(String, Double)]> { values.makeIterator() }
}
