import Evaluation
import Foundation
import Kernel
import Testing

@Suite("starling eval readability")
struct ReadabilityEvaluationTests {
  private func run(_ json: String) throws -> EvaluationResult<
    ReadabilityEvaluation.Figures, ReadabilityEvaluation.WrongCase
  > {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("reading-\(UInt64.random(in: 0 ... .max))")
    try Data(json.utf8).write(to: url)
    return try ReadabilityEvaluation(EvaluationFile(url.path)).run()
  }

  @Test("words, counts and texts are judged apart")
  func figures() throws {
    let result = try run(
      """
      {"words":[{"word":"bread","syllables":1},{"word":"fire","syllables":[1,2]},{"word":"bread","syllables":3}],
       "counts":[{"words":100,"sentences":5,"syllables":150,"flesch":59.6,"kincaid":9.9,"amstad":72.3}],
       "texts":[{"text":"The cat sat on the mat.","flesch":116.1,"smog":3.1},
                {"text":"El perro duerme.","language":"es","fernandez-huerta":100}]}
      """)
    #expect(result.figures.words == 3 && result.figures.syllablesRight == 2)
    #expect(result.figures.counts == 3 && result.figures.countsWithin == 3)
    #expect(result.figures.texts == 3 && result.figures.textsWithin == 2)
    #expect(result.wrong.map(\.measure) == ["syllables", "fernandez-huerta"])
  }

  @Test("a formula that is not for the text's language is wrong, not skipped")
  func language() throws {
    let result = try run(#"{"texts":[{"text":"Buongiorno.","language":"it","flesch":100}]}"#)
    #expect(result.figures.texts == 1 && result.figures.textsWithin == 0)
    #expect(result.wrong.first?.measured == nil)
  }

  @Test("a file of another form is refused")
  func refused() {
    #expect(throws: Problem.self) { try run("[]") }
    #expect(throws: Problem.self) { try run(#"{"words":[{"word":"a"}]}"#) }
  }
}
