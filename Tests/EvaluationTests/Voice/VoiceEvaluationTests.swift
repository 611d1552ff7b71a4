import Foundation
import Kernel
import TestKit
import TestTraits
import Testing
import Text

@testable import Evaluation

@Suite("starling eval voice", .ownThread)
struct VoiceEvaluationTests {
  private func file(_ text: String) throws -> EvaluationFile {
    let name = "voice-\(UInt64.random(in: 0 ... .max)).csv"
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(name)
    try Data(text.utf8).write(to: url)
    return EvaluationFile(url.path)
  }

  private func csv(_ posts: [String]) -> String { "text\n" + posts.map { "\"\($0)\"\n" }.joined() }

  private let calm = (0..<60).map { "Our report \($0) looks at how the council spends its budget, and what it means." }
  private let loud = (0..<60).map { "WOW!!! Number \($0) is the BEST EVER, you guys! Love it!!" }

  @Test("two accounts that write unlike each other are told apart, with intervals, baseline and order")
  func apart() throws {
    let result = try VoiceEvaluation(own: file(csv(calm)), other: file(csv(loud))).run()
    let figures = result.figures
    #expect(figures.single.auc > 0.99 && figures.single.low <= figures.single.auc)
    #expect(figures.bundlesOf5?.auc == 1 && figures.bundlesOf20?.auc == 1)
    #expect(figures.ways.map(\.trainedOn) == [36, 36] && figures.ways.map(\.ownPosts) == [24, 24])
    #expect(figures.ways.map(\.orderedBy) == ["the file's order", "the file's order"])
    let line = try result.line()
    #expect(line.contains("\"bundles_of20\"") && !line.contains("\n"))
  }

  @Test("an account beside itself is chance, and what was misjudged is listed")
  func chance() throws {
    let result = try VoiceEvaluation(own: file(csv(calm)), other: file(csv(calm))).run()
    #expect(result.figures.single.auc == 0.5)
    #expect(!result.wrong.isEmpty)
  }

  @Test("the same files give the same figures, the seconds aside")
  func repeatable() throws {
    let (own, other) = try (file(csv(calm)), file(csv(loud)))
    let runs = try (0..<2).map { _ in try VoiceEvaluation(own: own, other: other).run().figures }
    #expect(runs[0].single == runs[1].single && runs[0].calibrationError == runs[1].calibrationError)
  }

  @Test("a file without a text column, or with too few posts, is refused by name")
  func faults() throws {
    let good = try file(csv(calm))
    let noText = try file("words\nhello there\n")
    #expect(throws: Problem.invalid(noText.path, "This file has no column named text.")) {
      try VoiceEvaluation(own: noText, other: good).run()
    }
    let few = try file(csv(Array(loud.prefix(10))))
    let problem = #expect(throws: Problem.self) { try VoiceEvaluation(own: good, other: few).run() }
    let words = try #require(problem).fields.map(\.message) + [problem?.detail ?? ""]
    #expect(words.contains { $0.contains("10 posts") })
  }

  @Test(
    "times are read year first or month first",
    arguments: [
      ("2016-08-24T15:19:03Z", "2016-08-24 15:20"), ("8/24/16 9:59", "8/24/16 15:19"), ("12/31/16", "1/1/17"),
    ])
  func times(earlier: String, later: String) throws {
    let (first, second) = try (#require(PostTimes.rank(earlier)), #require(PostTimes.rank(later)))
    #expect(first < second)
  }

  @Test("a column that holds no dates leaves the file's order", arguments: ["soon", "13/45/16", ""])
  func noTimes(value: String) throws {
    #expect(PostTimes.rank(value) == nil)
    let table = try CSVReader.read(Array("time,text\n\(value),a\n8/24/16,b\n".utf8))
    #expect(PostTimes.ranks(table).column == nil)
  }

  @Test("stated probabilities that come true have no error; a half for all own posts has half")
  func calibration() {
    #expect(CalibrationError.of([.init(own: [1, 1], other: [0, 0])]) == 0)
    #expect(CalibrationError.of([.init(own: [0.5], other: [0.5])]) == 0)
    #expect(CalibrationError.of([.init(own: [0, 0], other: [1, 1])]) == 1)
  }

  @Test("the later posts of two real accounts are told apart as docs/quality/voice.md says")
  func realAccounts() throws {
    guard let folder = SharedData.require("social/obama-early.csv", cases: 4_539)?.deletingLastPathComponent() else {
      return
    }
    let files = ["obama", "trump"].map { EvaluationFile(folder.appendingPathComponent("\($0)-early.csv").path) }
    let figures = try VoiceEvaluation(own: files[0], other: files[1]).run().figures
    #expect(figures.single.auc >= 0.82 && figures.single.low > figures.single.baseline)
    #expect((figures.bundlesOf5?.auc ?? 0) >= 0.96 && (figures.bundlesOf20?.auc ?? 0) >= 0.999)
    #expect(figures.calibrationError <= 0.05)
    #expect(figures.topicCost <= 0.03)
  }
}
