import App
import ArgumentParser

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Bring the database's schema up to this program's.")

  @OptionGroup var settings: Settings

  func run() async throws {
    try await tellingProblems { try await MigrateCommand(flags: settings.flags).run() }
  }
}
