import ArgumentParser
import Foundation

/// Proves the ledger: publishes to the sandbox under every fault while the worker is killed at every step and the
/// database is restored and cloned, then holds the sandbox's own list against the ledger.
@main
struct ProvePublishing: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove-publishing", abstract: "Prove that every post goes out exactly once.",
    subcommands: [Run.self, Work.self], defaultSubcommand: Run.self)

  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run the proof. Exit code 0 only if it holds.")

    @Option(help: "Decides faults, kills and who says what.") var seed: UInt64 = 1
    @Option(help: "Publishes on each platform.") var count = 2000

    func run() async throws {
      let verdict = try await Proof(ProofPlan(seed: seed, count: count), executable: ProofChild.executable).run()
      FileHandle.standardOutput.write(try verdict.line())
      guard verdict.holds else { throw ExitCode.failure }
    }
  }

  /// The worker, as a process of its own that can be killed.
  struct Work: AsyncParsableCommand {
    static let configuration = CommandConfiguration(shouldDisplay: false)

    @Option var settings: String

    func run() async throws {
      try await ProofWorker(JSONDecoder().decode(ProofWorker.Settings.self, from: Data(settings.utf8))).run()
    }
  }
}
