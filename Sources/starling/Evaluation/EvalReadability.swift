import ArgumentParser
import Evaluation

/// `starling eval readability`.
struct EvalReadability: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "readability", abstract: "Syllables and reading formulas against known values.")

  @Option(help: ArgumentHelp("Words, counts and texts with their values, as one JSON object.", valueName: "file"))
  var cases: String

  @OptionGroup var options: EvaluationOptions

  func run() async throws { try await options.report(ReadabilityEvaluation(EvaluationFile(cases))) }
}
