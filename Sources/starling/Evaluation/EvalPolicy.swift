import ArgumentParser
import Evaluation

/// `starling eval policy`: what the policy packs find in labelled posts.
struct EvalPolicy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Violations found and missed, false alarms, evasions and disclosure, on your cases.")

  @Option(help: ArgumentHelp("Cases, one JSON object a line.", valueName: "file"))
  var cases: String

  @OptionGroup var options: EvaluationOptions

  func run() async throws {
    try await options.report(try PolicyEvaluation(cases: EvaluationFile(cases)))
  }
}
