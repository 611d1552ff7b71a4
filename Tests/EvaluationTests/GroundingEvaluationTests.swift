import Evaluation
import Foundation
import Kernel
import TestTraits
import Testing

@Suite("starling eval grounding", .ownThread)
struct GroundingEvaluationTests {
  private func file(_ lines: String...) throws -> EvaluationFile {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "grounding-\(UInt64.random(in: 0 ... .max))")
    try Data(lines.joined(separator: "\n").utf8).write(to: url)
    return EvaluationFile(url.path)
  }

  @Test("found, missed and false alarms are counted, and every wrong case is told")
  func figures() throws {
    let result = try GroundingEvaluation(
      file(
        #"{"brief":"Bread for 4 EUR.","text":"Bread for 5 EUR.","invented":["5 EUR"]}"#,
        #"{"brief":"Bread for 4 EUR.","text":"Bread, sliced, for 4 euros.","invented":["sliced"]}"#,
        #"{"id":"a","brief":"Bread for 4 EUR.","text":"Bread for 9 EUR."}"#,
        #"{"brief":"Bread for 4 EUR.","text":"Four euros for bread."}"#)
    ).run()
    #expect(
      try result.line()
        == #"{"beside":0,"cases":4,"false_alarm_rate":0.5,"false_alarms":1,"found":1,"honest":2,"inventions":2,"recall":0.5}"#
    )
    #expect(result.wrong.map(\.fault) == ["missed", "false-alarm"])
    #expect(result.wrong.map(\.quotes) == [["sliced"], ["9 EUR"]])
    #expect(result.wrong.last?.id == "a" && result.wrong.last?.line == 3)
  }

  @Test("a brief may be an object, inventions may be spans, and facts, examples and a day count")
  func forms() throws {
    let result = try GroundingEvaluation(
      file(
        #"{"brief":{"topic":"Bread","facts":["4 EUR",{"size":750}]},"facts":["baked by Ines"],"day":"2026-12-04","#
          + #""examples":["Open on 5 December."],"text":"Ines bakes 750 loaves for 4 € tomorrow at 9:30.","invented":[[42,46]]}"#
      )
    ).run()
    #expect(result.figures.recall == 1)
    #expect(result.wrong.isEmpty, "\(result.wrong)")
  }

  @Test("an invention that does not stand in the text is refused with its line")
  func refused() throws {
    for invented in [#"["six"]"#, "[[3,3]]", "[[0,99]]", #"[""]"#] {
      let file = try file(
        #"{"brief":"a","text":"b"}"#, #"{"brief":"a","text":"five","invented":\#(invented)}"#)
      #expect(throws: Problem.self) { try GroundingEvaluation(file).run() }
    }
  }
}
