import Text

/// Syllables of words, formulas on given counts, and formulas on whole texts, each against what the file says.
package struct ReadabilityEvaluation: Evaluation {
  private let file: EvaluationFile

  /// A `ReadabilityCases` object; `docs/guides/evaluate.md` has the format.
  package init(_ file: EvaluationFile) { self.file = file }

  package struct Figures: Encodable, Sendable, Equatable {
    package var words = 0
    package var syllablesRight = 0
    /// `syllablesRight` of `words`, 0 to 1; nil without words.
    package var syllableAccuracy: Double?
    /// Formula values given with counts, and those within 0.1.
    package var counts = 0
    package var countsWithin = 0
    /// The largest distance among them.
    package var countsWorst: Double?
    /// Formula values given with texts, and those within 0.1. Texts also differ by what is called a word or a sentence.
    package var texts = 0
    package var textsWithin = 0
    package var textsMeanDistance: Double?
  }

  package struct WrongCase: Encodable, Sendable, Equatable {
    /// `syllables` or the name of a formula.
    package var measure: String
    package var of: String
    package var expected: Double
    package var measured: Double?
  }

  private static let tolerance = 0.1 + 1e-9

  package func run() throws -> EvaluationResult<Figures, WrongCase> {
    let cases = try file.json(ReadabilityCases.self)
    var result = EvaluationResult<Figures, WrongCase>(figures: Figures())
    for word in cases.words ?? [] { Self.judge(word, &result) }
    var distances: [Double] = []
    for (index, entry) in (cases.counts ?? []).enumerated() {
      for (formula, expected) in entry.values {
        let measured = entry.measured(formula)
        let distance = measured.map { abs($0 - expected) } ?? .infinity
        result.figures.counts += 1
        result.figures.countsWithin += distance <= Self.tolerance ? 1 : 0
        result.figures.countsWorst = max(result.figures.countsWorst ?? 0, min(distance, 1e9))
        if distance > Self.tolerance {
          result.wrong.append(
            WrongCase(measure: formula, of: "counts[\(index)]", expected: expected, measured: measured))
        }
      }
    }
    for text in cases.texts ?? [] {
      for (formula, expected) in text.values {
        let measured = text.measured(formula)
        let distance = measured.map { abs($0 - expected) } ?? .infinity
        result.figures.texts += 1
        result.figures.textsWithin += distance <= Self.tolerance ? 1 : 0
        if distance.isFinite { distances.append(distance) }
        if distance > Self.tolerance {
          result.wrong.append(WrongCase(measure: formula, of: text.text, expected: expected, measured: measured))
        }
      }
    }
    let figures = result.figures
    result.figures.syllableAccuracy = figures.words == 0 ? nil : Double(figures.syllablesRight) / Double(figures.words)
    result.figures.textsMeanDistance =
      distances.isEmpty ? nil : distances.reduce(0, +) / Double(distances.count)
    return result
  }

  private static func judge(_ word: ReadabilityCases.Word, _ result: inout EvaluationResult<Figures, WrongCase>) {
    let measured = Syllables.count(word.word, language: word.language ?? "en")
    result.figures.words += 1
    if word.accepted.contains(measured) {
      result.figures.syllablesRight += 1
    } else {
      result.wrong.append(
        WrongCase(
          measure: "syllables", of: word.word, expected: Double(word.accepted.first ?? 0), measured: Double(measured)))
    }
  }
}
