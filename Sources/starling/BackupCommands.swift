import App
import ArgumentParser

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Save database, blobs and audit anchors in a folder, while everything runs.")

  @OptionGroup var settings: Settings

  @Option(help: ArgumentHelp("A folder that does not exist yet. Keys are never in it.", valueName: "folder"))
  var out: String

  func run() async throws {
    try await tellingProblems { try await BackupRun(flags: settings.flags).run(to: out) }
  }
}

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in place of the data. Publishing then waits for a person.")

  @OptionGroup var settings: Settings

  @Option(help: ArgumentHelp("What `starling backup` made.", valueName: "folder"))
  var from: String

  func run() async throws {
    try await tellingProblems { try await RestoreRun(flags: settings.flags).run(from: from) }
  }
}
