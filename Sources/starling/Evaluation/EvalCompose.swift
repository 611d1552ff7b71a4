import ArgumentParser
import Evaluation

/// `starling eval compose`: drafts of the composer, for people to judge.
struct EvalCompose: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compose", abstract: "Write the composer's drafts of your briefs to a file.")

  @Option(help: ArgumentHelp("One brief a line, as JSON.", valueName: "file"))
  var briefs: String

  @Option(help: ArgumentHelp("Where the drafts go, one JSON object a line.", valueName: "file"))
  var out: String

  @Option(help: "Drafts of each brief, over its platforms in turn.")
  var count = 2

  @Option(help: "The same seed gives the same drafts.")
  var seed: UInt64 = 1

  @OptionGroup var options: EvaluationOptions

  func run() async throws {
    try await options.report(
      ComposerDrafts(
        briefs: EvaluationFile(briefs), out: EvaluationFile(out), count: max(1, min(count, 50)), seed: seed))
  }
}
