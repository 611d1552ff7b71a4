import Evaluation
import Foundation
import Kernel
import Testing

@Suite("Evaluating hashtags")
struct HashtagEvaluationTests {
  private func file(_ text: String) throws -> EvaluationFile {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("tags-\(UInt64.random(in: 0 ... .max)).tsv")
    try Data(text.utf8).write(to: url)
    return EvaluationFile(url.path)
  }

  private let train =
    "fresh bread today\t#bread, #oven\nfresh bread again\tbread\nthe bike trail is open\tCycling\n\nno tag\t\n"

  @Test("tags are parted by spaces or commas, with or without their sign, and case does not count")
  func found() throws {
    let test = "more bread\tBREAD\nanother bike\t#cycling\nsomething else\tunheard\nuntagged\t\n"
    let result = try HashtagEvaluation(train: file(train), test: file(test)).run()
    let line = try result.line()
    for part in ["\"train\":3", "\"test\":3", "\"tags\":3", "\"hit_at5\":0.6667", "\"known\":0.6667"] {
      #expect(line.contains(part), "\(line)")
    }
    #expect(result.wrong.count == 1)
  }

  @Test("a line without a tab and a file without a tag are named")
  func faults() throws {
    let broken = try file("a\tb\nno tab here\n")
    #expect(
      throws: Problem.invalid(
        broken.path + ":2", "This line has no tab. Write the text, a tab, and the tags parted by spaces.")
    ) { try HashtagEvaluation(train: broken, test: broken).run() }
    let empty = try file("a\t\n")
    #expect(throws: Problem.invalid(empty.path, "No line of this file has a tag.")) {
      try HashtagEvaluation(train: empty, test: empty).run()
    }
  }
}
