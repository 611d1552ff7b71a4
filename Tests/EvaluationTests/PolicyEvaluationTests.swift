import Evaluation
import Foundation
import Kernel
import Testing
import Text

@Suite("Evaluation of policies")
struct PolicyEvaluationTests {
  private func result(_ lines: [String]) throws -> EvaluationResult<PolicyFigures, PolicyWrongCase> {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("policy-\(UInt64.random(in: 0 ... .max))")
    try Data(lines.joined(separator: "\n").utf8).write(to: url)
    return try PolicyEvaluation(
      cases: EvaluationFile(url.path), packs: PolicyShelf.load().packs, platforms: PlatformRules.load()
    ).run()
  }

  @Test("found, missed, false alarms and evasions are counted, and what went wrong is listed")
  func counts() throws {
    let result = try result([
      #"{"text":"Guaranteed returns of 20% a month!","expect":["finance/guaranteed-return"]}"#,
      #"{"text":"G u a r a n t e e d profits!","expect":["finance"],"evasion":true}"#,
      #"{"id":"m","text":"We open at seven.","expect":[{"rule":"finance","severity":"block"}]}"#,
      #"{"text":"We open at seven.","violates":false}"#,
      #"{"id":"f","text":"Guaranteed returns of 20% a month!","violates":false}"#,
    ])
    let figures = result.figures
    #expect(figures.violations == 3 && figures.found == 2 && figures.missed == 1)
    #expect(figures.evasions == 1 && figures.evasionsFound == 1 && figures.evasionRecall == 1)
    #expect(figures.harmless == 2 && figures.falseAlarms == 1 && figures.falseAlarmRate == 0.5)
    #expect(result.wrong.map(\.id) == ["m", "f"] && result.wrong.map(\.fault) == ["missed", "false-alarm"])
    #expect(figures.disclosure == nil)
  }

  @Test("disclosure is judged as what is to be mended, and as what is commercial")
  func disclosure() throws {
    let figures = try result([
      #"{"text":"Boots from @trailco #sp","disclosure":{"commercial":true,"sufficient":false}}"#,
      #"{"text":"Ad: boots by @trailco","disclosure":{"commercial":true,"sufficient":true}}"#,
      #"{"text":"We open at seven.","disclosure":{"commercial":false}}"#,
      #"{"text":"We open at eight.","disclosure":{"commercial":true,"sufficient":false}}"#,
    ]).figures
    let disclosure = try #require(figures.disclosure)
    #expect(disclosure.cases == 4 && disclosure.precision == 1 && disclosure.recall == 0.5)
    #expect(figures.commercial?.recall == 2.0 / 3)
  }

  @Test("a line that does not fit is named")
  func faults() {
    #expect(throws: Problem.self) { try result([#"{"expect":["finance"]}"#]) }
  }
}
