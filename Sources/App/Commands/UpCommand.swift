import Database
import Foundation
import Kernel
import Logging
import Web

/// `starling up`, and `gateway` and `work`, which do a part of it.
package struct UpCommand: Sendable {
  private let flags: [Setting.Name: String]
  private let role: ProcessRole
  private let json: Bool
  private let demo: DemoWish

  package init(
    flags: [Setting.Name: String], role: ProcessRole = .everything, json: Bool, demo: DemoWish = .ifThere
  ) {
    self.flags = flags
    self.role = role
    self.json = json
    self.demo = demo
  }

  package func run() async throws {
    let config = try Config.load(RawConfig.fromProcess(flags: flags))
    try RootRights.giveUp(config)
    OpenFiles.raise()
    let bootstrap = try Bootstrap.run(level: config.logLevel, collector: config.otlp, time: .system)
    let ground = try await Groundwork.lay(config, time: .system, random: .system, logger: bootstrap.logger)
    let app = try await StarlingApp.build(ground, bootstrap, Tools(logger: bootstrap.logger), role: role)
    try await app.run { [json, demo] running in
      if json {
        try await Self.tell(program: running, demo, app)
      } else {
        Self.tell(running)
        await Self.tell(person: running, demo, app)
        Console.say("Ctrl-C stops everything.")
      }
    }
  }

  /// One line, once all of it is there. A demo that was asked for and cannot be loaded ends the program.
  private static func tell(program running: RunningApp, _ wish: DemoWish, _ app: StarlingApp) async throws {
    var running = running
    if let demo = try await wish.note(app) {
      running.people = demo.people
      running.key = demo.key
    }
    try Console.say(json: running)
  }

  /// The rest works without the demo, so its faults are told and nothing more.
  private static func tell(person running: RunningApp, _ wish: DemoWish, _ app: StarlingApp) async {
    guard let url = running.url else { return }
    do {
      guard let demo = try await wish.note(app) else {
        if app.demo != nil { Console.say("No demo workspace; `bin/starling up --demo` loads one.") }
        return
      }
      tell(demo, url: url)
    } catch {
      Console.complain(Console.problem(of: error) ?? Problem(.internal, "The demo was not loaded: \(error)"))
    }
  }

  private static func tell(_ demo: DemoNote, url: String) {
    Console.say("The demo workspace, at \(url)/sign-in:")
    for person in demo.people {
      Console.say(
        "  \(person.role.padding(toLength: 9, withPad: " ", startingAt: 0))\(person.email)  \(person.password)")
    }
    guard let lines = demo.lines else { return }
    Console.say("An API key that may write and publish posts, and three lines that write, keep and publish one:")
    Console.say("  key: \(lines.key)")
    for line in TrialLines(lines, url: url).all { Console.say(line) }
  }

  private static func tell(_ running: RunningApp) {
    Console.say("Starling is ready" + (running.url.map { ": " + $0 } ?? "."))
    if let start = running.start { Console.say("  first visit (this link works once, for a day): \(start)") }
    for (platform, address) in running.sandboxes.sorted(by: { $0.key < $1.key }) {
      Console.say("  sandbox \(platform): \(address)")
    }
    if let feed = running.sandboxFeed { Console.say("  what the sandbox published: \(feed)") }
    Console.say("  health and metrics: \(running.control)")
    Console.say("  data: \(running.data)")
  }
}
