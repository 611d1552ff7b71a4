import App
import ArgumentParser

struct VaultCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vault", abstract: "The keys that seal tokens and other secrets.", subcommands: [Rotate.self])

  struct Rotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a new key and wrap every organisation's key with it. Stopped half-way, run it again.")

    @OptionGroup var settings: Settings

    func run() async throws {
      try await tellingProblems { try await VaultRotateRun(flags: settings.flags).run() }
    }
  }
}
