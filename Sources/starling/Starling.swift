import App
import ArgumentParser
import Kernel

@main
struct Starling: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Learns a brand's voice, writes in it, and publishes each post exactly once.",
    subcommands: [
      Up.self, GatewayCommand.self, WorkCommand.self, Migrate.self, DoctorCommand.self, BackupCommand.self,
      RestoreCommand.self, VaultCommand.self, DemoCommand.self,
      AuditCommand.self, EvalCommand.self, OpenAPICommand.self, DocsCommand.self, RenderCommand.self,
    ])
}

/// Where the settings come from, for every command.
struct Settings: ParsableArguments {
  @Option(help: ArgumentHelp("Folder for the database, media, reports and logs.", valueName: "folder"))
  var data: String?

  /// Flags that were given, by the names of their settings.
  var flags: [String: String] {
    data.map { [Setting.data.name: $0] } ?? [:]
  }
}

/// Runs the act of a command; a problem is told in its own words, each field on a line, and ends the program with 1.
func tellingProblems(_ act: () async throws -> Void) async throws {
  do { try await act() } catch {
    guard let problem = Console.problem(of: error) else { throw error }
    Console.complain(problem)
    throw ExitCode.failure
  }
}
