import Database
import Foundation
import Kernel
import Logging
import Stores

/// `starling vault rotate`: beside a running Starling, or on its own.
package struct VaultRotateRun: Sendable {
  private let flags: [Setting.Name: String]

  package init(flags: [Setting.Name: String]) { self.flags = flags }

  package func run() async throws {
    let config = try Config.load(RawConfig.fromProcess(flags: flags))
    try RootRights.giveUp(config)
    let logger = try Bootstrap.run(level: config.logLevel, time: .system).logger
    let ground = try await Groundwork.lay(config, schema: .leave, time: .system, random: .system, logger: logger)
    do {
      let place = VaultPlace(config)
      try place.file.prepare(dataFolder: config.data.root)
      let report = try await RotateVault(worker: ground.databases.worker, file: place.file).run()
      Console.say("Key \(report.key) wraps the keys of \(report.orgs) organisations (\(report.rewrapped) now).")
      Console.say("Copy the key file to where you keep it: \(place.file.url.path)")
    } catch {
      await ground.close()
      throw error
    }
    await ground.close()
  }
}
