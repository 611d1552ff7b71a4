import Evaluation
import Foundation
import Kernel
import Testing

@Suite("Files of an evaluation")
struct EvaluationFileTests {
  private struct Case: Decodable, Equatable { var text: String }

  private func file(_ bytes: [UInt8]) throws -> EvaluationFile {
    let name = "evaluation-\(UInt64.random(in: 0 ... .max))"
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(name)
    try Data(bytes).write(to: url)
    return EvaluationFile(url.path)
  }

  @Test("lines end with LF or CRLF, and a byte order mark is no text")
  func lines() throws {
    let cases = try file([0xEF, 0xBB, 0xBF] + Array("{\"text\":\"a\"}\r\n\n{\"text\":\"b\"}".utf8)).jsonLines(Case.self)
    #expect(cases == [Case(text: "a"), Case(text: "b")])
  }

  @Test("a line that is no JSON, lacks a field or is not UTF-8 is named")
  func faults() throws {
    let faults: [([UInt8], String)] = [
      (Array("{\"text\":\"a\"}\nnot json".utf8), "This is not valid JSON."),
      (Array("{\"text\":\"a\"}\n{}".utf8), "The field text is missing."),
      (Array("{\"text\":\"a\"}\n".utf8) + [0xFF], "This line is not UTF-8. Save the file as UTF-8."),
    ]
    for (bytes, message) in faults {
      let file = try file(bytes)
      #expect(throws: Problem.invalid(file.path + ":2", message)) { try file.jsonLines(Case.self) }
    }
  }

  @Test("a file that is not there is named")
  func absent() {
    #expect(throws: Problem.invalid("/nowhere/a.jsonl", "This file does not exist or cannot be read.")) {
      try EvaluationFile("/nowhere/a.jsonl").lines()
    }
  }
}
