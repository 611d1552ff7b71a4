import App
import ArgumentParser
import Foundation

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Do the main job once, from examples to a report, on the sandbox; the last line is one JSON object.")

  @OptionGroup var settings: Settings

  @Option(help: ArgumentHelp("CSV with a text column; the demo brand's posts when left out.", valueName: "file"))
  var examples: String?

  @Option(help: ArgumentHelp("Brief as JSON; the demo brand's when left out.", valueName: "file"))
  var brief: String?

  @Option(help: ArgumentHelp("Separated by commas; the brief's when left out.", valueName: "platforms"))
  var platforms: String?

  @Option(help: ArgumentHelp("Where the report goes.", valueName: "folder"))
  var out = "out"

  @Option(help: .hidden)
  var temporary: String?

  func run() async throws {
    try await tellingProblems {
      let input = try DemoInput(
        examples: examples, brief: brief,
        platforms: platforms?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }, out: out)
      try await DemoCommandRun(flags: settings.flags, input: input, temporary: temporary).run()
    }
  }
}
