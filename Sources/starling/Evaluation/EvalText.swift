import ArgumentParser
import Evaluation

/// `starling eval text`.
struct EvalText: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "text", abstract: "Lengths, validity and entities by the rules of X, on a conformance file.")

  @Option(help: ArgumentHelp("A YAML file of twitter-text's conformance form.", valueName: "file"))
  var suite: String

  @OptionGroup var options: EvaluationOptions

  func run() async throws { try await options.report(TextEvaluation(suite: EvaluationFile(suite))) }
}
