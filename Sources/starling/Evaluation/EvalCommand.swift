import App
import ArgumentParser
import Evaluation

/// `starling eval`: each subcommand prints one line of figures.
struct EvalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Measure a part of Starling on your own data; docs/guides/evaluate.md has the formats.",
    subcommands: [
      EvalText.self, EvalGrounding.self, EvalReadability.self, EvalCompose.self, EvalVoice.self, EvalEngagement.self,
      EvalHashtags.self, EvalPolicy.self,
    ])
}

/// What every evaluation takes.
struct EvaluationOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Write every wrong case there, one JSON object a line.", valueName: "file"))
  var casesOut: String?

  func report<Measured: Evaluation>(_ evaluation: @autoclosure () throws -> Measured) async throws {
    try await tellingProblems {
      let result = try evaluation().run()
      if let casesOut { try result.writeWrongCases(to: casesOut) }
      Console.say(try result.line())
    }
  }
}
