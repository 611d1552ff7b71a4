import Foundation
import Kernel
import TestTraits
import Testing

@testable import Evaluation

@Suite("composed drafts for readers", .ownThread)
struct ComposerDraftsTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("composer-\(UUID().uuidString)")

  private func run(_ briefs: String, count: Int) throws -> (
    EvaluationResult<ComposerDrafts.Figures, ComposerDrafts.WrongCase>, [String]
  ) {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (from, to) = (folder.appendingPathComponent("briefs.jsonl"), folder.appendingPathComponent("drafts.jsonl"))
    try Data(briefs.utf8).write(to: from)
    let result = try ComposerDrafts(briefs: EvaluationFile(from.path), out: EvaluationFile(to.path), count: count).run()
    return (result, try EvaluationFile(to.path).lines().map(\.text))
  }

  @Test("the drafts of a brief go over its platforms in turn")
  func turns() throws {
    let brief =
      #"{"id": "a", "topic": "Our oat week", "facts": ["3 EUR a cup", "No sugar", "Open at six"], "platforms": ["x", "linkedin"]}"#
    let (result, lines) = try run(brief, count: 2)
    #expect(result.figures.briefs == 1 && result.figures.drafts == 2 && result.wrong.isEmpty)
    #expect(lines.count == 2 && lines[0].contains(#""platform":"x""#) && lines[1].contains(#""platform":"linkedin""#))
  }

  @Test("a brief that gives too little is listed")
  func short() throws {
    let (result, lines) = try run(#"{"topic": "Closed on Monday", "platforms": ["x"]}"#, count: 9)
    #expect(result.wrong.count == 1 && result.wrong.first?.drafts == lines.count)
  }

  @Test("a platform that nobody knows is named, a line that is no brief too")
  func refusals() {
    #expect(throws: Problem.self) { try run(#"{"topic": "x", "platforms": ["myspace"]}"#, count: 1) }
    #expect(throws: Problem.self) { try run(#"{"facts": []}"#, count: 1) }
  }
}
