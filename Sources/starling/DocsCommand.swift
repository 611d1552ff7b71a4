import App
import ArgumentParser

struct DocsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs", abstract: "Write the generated parts of docs/ anew.", shouldDisplay: false)

  @Option(help: ArgumentHelp("The docs folder.", valueName: "folder"))
  var out = "docs"

  func run() async throws {
    try await tellingProblems { try await GeneratedDocs.write(to: out) }
  }
}
