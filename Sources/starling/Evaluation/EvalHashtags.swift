import ArgumentParser
import Evaluation

struct EvalHashtags: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hashtags",
    abstract: "How often the tags that posts carried are among the five suggested for their texts.")

  @Option(help: ArgumentHelp("Posts to learn from: text, tab, tags.", valueName: "file"))
  var train: String

  @Option(help: ArgumentHelp("Other posts to ask for, in the same form.", valueName: "file"))
  var test: String

  @OptionGroup var options: EvaluationOptions

  func run() async throws {
    try await options.report(HashtagEvaluation(train: EvaluationFile(train), test: EvaluationFile(test)))
  }
}
