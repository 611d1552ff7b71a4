import Foundation
import Kernel
import TestKit
import TestTraits
import Testing
import Text

@testable import Evaluation

@Suite("Evaluating engagement", .ownThread)
struct EngagementEvaluationTests {
  private func file(_ text: String) throws -> EvaluationFile {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "posts-\(UInt64.random(in: 0 ... .max)).csv")
    try Data(text.utf8).write(to: url)
    return EvaluationFile(url.path)
  }

  @Test("later posts of two real accounts are ordered well from the earlier ones alone")
  func accounts() throws {
    for (name, goal) in [("obama-early", 0.45), ("trump-early", 0.65)] {
      guard let file = SharedData.require("social/\(name).csv", cases: 1) else { return }
      let posts = try PostsFile.posts(EvaluationFile(file.path))
      let trial = try EngagementTrial(Array(posts.prefix(600)), share: 0.2)
      #expect(trial.spearman > goal, "\(name)")
      #expect(trial.real.count == 120)
    }
  }

  @Test("moments come in the ways that platforms and spreadsheets write them")
  func moments() throws {
    let times = ["2026-03-09T17:05:00Z", "2026-03-09 17:05", "3/9/26 17:05", "2026-03-09T18:05:00+01:00", "1773075900"]
    let rows = (0..<60).map { "\"cake, \($0)\",\(times[$0 % 5]),\"1,\(100 + $0)\"" }
    let result = try EngagementEvaluation(
      posts: file("text,time,likes\n" + rows.joined(separator: "\n")), share: 0.1
    ).run()
    #expect(result.figures.posts == 60)
    #expect(result.figures.tested == 6)
  }

  @Test(
    "what cannot be read is named with its line, and too few posts with their number",
    arguments: [
      (
        "text,likes\na,1", "",
        "This file has no column named time or created_at or at or date. Its header is: text, likes."
      ),
      (
        "text,time,likes\na,soon,1", ":2",
        "“soon” is no moment. Write 2026-03-09T17:05:00Z, 2026-03-09 17:05 or 3/9/26 17:05."
      ),
      (
        "text,time,likes\na,13/45/26 10:00,1", ":2",
        "“13/45/26 10:00” is no moment. Write 2026-03-09T17:05:00Z, 2026-03-09 17:05 or 3/9/26 17:05."
      ),
      ("text,time,likes\na,3/9/26 17:05,many", ":2", "“many” is no count."),
      (
        "text,time,likes\na,3/9/26 17:05,1", "",
        "A prediction needs at least 50 published posts with their counts; there are 1."
      ),
    ])
  func faults(text: String, place: String, message: String) throws {
    let file = try file(text)
    #expect(throws: Problem.invalid(file.path + place, message)) { try EngagementEvaluation(posts: file).run() }
  }

  @Test("a share outside of 0 and 1 is refused")
  func share() throws {
    let problem = #expect(throws: Problem.self) {
      try EngagementEvaluation(posts: EvaluationFile("x"), share: 1.5).run()
    }
    #expect(problem?.fields.first?.pointer == "test-share")
  }
}
