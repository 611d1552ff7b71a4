import Database
import Kernel
import Logging

/// `starling migrate`: one line for each migration that was applied.
package struct MigrateCommand: Sendable {
  private let flags: [Setting.Name: String]

  package init(flags: [Setting.Name: String]) { self.flags = flags }

  package func run() async throws {
    let config = try Config.load(RawConfig.fromProcess(flags: flags))
    try RootRights.giveUp(config)
    let bootstrap = try Bootstrap.run(level: config.logLevel, time: .system)
    let ground = try await Groundwork.lay(config, time: .system, random: .system, logger: bootstrap.logger)
    for file in ground.migrated.applied { Console.say("applied \(file)") }
    for file in ground.migrated.postponed { Console.say("postponed \(file): run again when no older release is left") }
    if ground.migrated.applied.isEmpty { Console.say("nothing to do") }
    await ground.close()
  }
}
