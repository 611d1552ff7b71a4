import Evaluation
import Foundation
import Kernel
import Testing

@Suite("Evaluation of text rules")
struct TextEvaluationTests {
  private func suite(_ text: String) throws -> EvaluationFile {
    let name = "suite-\(UInt64.random(in: 0 ... .max)).yml"
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(name)
    try Data(text.utf8).write(to: url)
    return EvaluationFile(url.path)
  }

  @Test("cases are counted by group, and what is wrong is shown with what came out")
  func counted() throws {
    let result = try TextEvaluation(
      suite: suite(
        """
        tests:
          hashtags:
            - description: "a tag"
              text: "a #tag"
              expected: ["tag"]
            - description: "a wrong one"
              text: "a #tag"
              expected: []
          urls:
            - {description: "alone", text: "http://example.com", expected: true}
            - {description: "in a text", text: "see example.com", expected: ["example.com"]}
          WeightedTweetsCounterTest:
            - description: "words"
              text: "hello"
              expected: {weightedLength: 5, valid: true, permillage: 17, displayRangeStart: 0, displayRangeEnd: 4, validRangeStart: 0, validRangeEnd: 4}
          replies:
            - {description: "none", text: "hello", expected: }
          mentions_with_indices:
            - {description: "one", text: "hi @yes", expected: [{screen_name: "yes", indices: [3, 7]}]}
          html:
            - {description: "no answer", text: "a", expected: "b"}
        """)
    ).run()
    #expect(result.figures.cases == 7)
    #expect(result.figures.right == 6)
    #expect(result.figures.groups["hashtags"]?.right == 1)
    #expect(result.figures.notRun == ["html"])
    #expect(result.wrong.map(\.description) == ["a wrong one"])
    #expect(result.wrong.first?.got == .list([.string("tag")]))
    #expect(try result.line().contains(#""not_run":["html"],"right":6"#))
  }

  @Test(
    "a file of another form is refused, with the place",
    arguments: [
      ("cases: []", "The file has no tests. Its form is described in docs/guides/evaluate.md."),
      ("tests:\n  urls: 3", "The group urls is not a list of cases."),
      ("tests:\n  urls:\n    - {expected: true}", "urls, case 1: the field text is missing."),
      ("tests:\n  urls:\n    - {text: a}", "urls, case 1: the field expected is missing."),
    ])
  func refused(text: String, words: String) throws {
    let file = try suite(text)
    #expect(throws: Problem.invalid(file.path, words)) { try TextEvaluation(suite: file).run() }
  }

  @Test("what is not YAML is refused with its line")
  func notYAML() throws {
    let file = try suite("tests:\n  urls: [\n")
    let problem = #expect(throws: Problem.self) { try TextEvaluation(suite: file).run() }
    #expect(problem == Problem.invalid(file.path + ":3", "This is not valid YAML."))
  }
}
