import App
import ArgumentParser

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "The sealed log of who did what.", subcommands: [Verify.self])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Find entries that were edited, dropped, swapped or cut off; ends with 1 when there are any.")

    @OptionGroup var settings: Settings

    @Option(help: ArgumentHelp("One organisation; all of them when left out.", valueName: "id"))
    var org: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
      try await tellingProblems {
        guard try await AuditVerifyRun(flags: settings.flags, org: org, json: json).run() else {
          throw ExitCode.failure
        }
      }
    }
  }
}
