import ArgumentParser
import Evaluation

struct EvalVoice: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "voice",
    abstract: "Tell an account's later posts from another's by a voice learnt from its earlier ones.")

  @Option(help: ArgumentHelp("CSV with a text column and, if it has one, a time column.", valueName: "file"))
  var own: String

  @Option(help: ArgumentHelp("The other account's posts, in the same form.", valueName: "file"))
  var other: String

  @OptionGroup var options: EvaluationOptions

  func run() async throws {
    try await options.report(VoiceEvaluation(own: EvaluationFile(own), other: EvaluationFile(other)))
  }
}
