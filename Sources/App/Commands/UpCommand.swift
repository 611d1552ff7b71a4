import Database
import Foundation
import Kernel
import Logging

/// `starling up`, and `gateway` and `work`, which do a part of it.
package struct UpCommand: Sendable {
  private let flags: [Setting.Name: String]
  private let role: ProcessRole
  private let json: Bool

  package init(flags: [Setting.Name: String], role: ProcessRole = .everything, json: Bool) {
    self.flags = flags
    self.role = role
    self.json = json
  }

  package func run() async throws {
    let config = try Config.load(RawConfig.fromProcess(flags: flags))
    try RootRights.giveUp(config)
    let bootstrap = Bootstrap.run(level: config.logLevel, time: .system)
    let ground = try await Groundwork.lay(config, time: .system, random: .system, logger: bootstrap.logger)
    let app = try await StarlingApp.build(ground, bootstrap, Tools(logger: bootstrap.logger), role: role)
    try await app.run { [json] running in Self.tell(running, json: json) }
  }

  private static func tell(_ running: RunningApp, json: Bool) {
    guard !json else {
      try? Console.say(json: running)
      return
    }
    Console.say("Starling is ready" + (running.url.map { ": " + $0 } ?? "."))
    if let start = running.start { Console.say("  first visit (this link works once, for a day): \(start)") }
    for (platform, address) in running.sandboxes.sorted(by: { $0.key < $1.key }) {
      Console.say("  sandbox \(platform): \(address)")
    }
    if let feed = running.sandboxFeed { Console.say("  what the sandbox published: \(feed)") }
    Console.say("  health and metrics: \(running.control)")
    Console.say("  data: \(running.data)")
    Console.say("Ctrl-C stops everything.")
  }
}
