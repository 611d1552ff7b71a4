import App
import ArgumentParser

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check this machine and say what to do about each fault.")

  @OptionGroup var settings: Settings

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() async throws {
    try await tellingProblems {
      guard try await DoctorRun(flags: settings.flags, json: json).run() else { throw ExitCode.failure }
    }
  }
}
