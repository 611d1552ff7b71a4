import Foundation
import Kernel
import Logging

/// `starling backup`: beside a running Starling, or on its own. Migrates nothing, so that a newer program can save what
/// an older one wrote.
package struct BackupRun: Sendable {
  private let flags: [Setting.Name: String]

  package init(flags: [Setting.Name: String]) { self.flags = flags }

  package func run(to folder: String) async throws {
    let config = try Config.load(RawConfig.fromProcess(flags: flags))
    let logger = try Bootstrap.run(level: config.logLevel, time: .system).logger
    guard case .embedded = config.database.choice else { throw MakeBackup.outside }
    let ground = try await Groundwork.lay(config, schema: .leave, time: .system, random: .system, logger: logger)
    do {
      let note = try await MakeBackup(ground, time: .system).run(to: URL(fileURLWithPath: folder))
      Console.say("\(folder): \(note.databaseBytes) bytes of database. The keys are not in it: \(config.keys.path)")
    } catch {
      await ground.close()
      throw error
    }
    await ground.close()
  }
}

/// `starling restore`.
package struct RestoreRun: Sendable {
  private let flags: [Setting.Name: String]

  package init(flags: [Setting.Name: String]) { self.flags = flags }

  package func run(from folder: String) async throws {
    let config = try Config.load(RawConfig.fromProcess(flags: flags))
    let logger = try Bootstrap.run(level: config.logLevel, time: .system).logger
    let note = try await RestoreBackup(config, time: .system, logger: logger).run(from: URL(fileURLWithPath: folder))
    Console.say("Restored the backup of \(note.madeAt.formatted(.iso8601)).")
    Console.say("Publishing is paused until a person has seen what was due or in flight.")
  }
}
