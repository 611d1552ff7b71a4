import ArgumentParser
import Evaluation

struct EvalEngagement: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "engagement",
    abstract: "How well an account's earlier posts foretell which of its later ones do better than usual.")

  @Option(help: ArgumentHelp("A CSV of one account's posts: text, time, likes.", valueName: "file"))
  var posts: String

  @Option(help: "Which share of the posts, the last in time, is foretold.")
  var testShare: Double = 0.4

  @OptionGroup var options: EvaluationOptions

  func run() async throws {
    try await options.report(EngagementEvaluation(posts: EvaluationFile(posts), share: testShare))
  }
}
