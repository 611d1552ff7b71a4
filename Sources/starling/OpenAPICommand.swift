import App
import ArgumentParser

struct OpenAPICommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openapi", abstract: "Print the OpenAPI 3.1 document of the API. Needs no database.")

  @Option(help: ArgumentHelp("Where to write it; printed when left out.", valueName: "file"))
  var out: String?

  func run() async throws {
    try await tellingProblems { try await OpenAPIRun().run(to: out) }
  }
}
