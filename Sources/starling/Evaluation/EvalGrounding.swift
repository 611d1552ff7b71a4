import ArgumentParser
import Evaluation

/// `starling eval grounding`.
struct EvalGrounding: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grounding", abstract: "Planted inventions that are found, and honest texts that are suspected.")

  @Option(help: ArgumentHelp("Texts with their briefs, one JSON object a line.", valueName: "file"))
  var cases: String

  @OptionGroup var options: EvaluationOptions

  func run() async throws { try await options.report(GroundingEvaluation(EvaluationFile(cases))) }
}
