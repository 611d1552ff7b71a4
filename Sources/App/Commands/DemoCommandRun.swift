import Accounts
import Foundation
package import Kernel
import Logging
import Synchronization

/// `starling demo`: starts everything on fresh data, does the main job, prints one JSON object and ends.
package struct DemoCommandRun: Sendable {
  private let flags: [Setting.Name: String]
  private let input: DemoInput

  package init(flags: [Setting.Name: String], input: DemoInput) {
    self.flags = flags
    self.input = input
  }

  package func run() async throws {
    var flags = flags
    flags[Setting.port.name] = "0"
    let config = try Config.load(RawConfig.fromProcess(flags: flags))
    try RootRights.giveUp(config)
    let bootstrap = Bootstrap.run(level: config.logLevel, time: .system)
    let ground = try await Groundwork.lay(config, time: .system, random: .system, logger: bootstrap.logger)
    let tools = Tools(logger: bootstrap.logger)
    let app = try await StarlingApp.build(ground, bootstrap, tools)
    let (done, finished) = AsyncThrowingStream<DemoSummary, any Error>.makeStream()
    let running = Task {
      do {
        try await app.run { running in
          do {
            let stage = try await app.demoStage(url: running.url ?? "")
            finished.yield(try await DemoRun(input, on: stage, time: tools.time).run())
            finished.finish()
          } catch { finished.finish(throwing: error) }
        }
        finished.finish()
      } catch { finished.finish(throwing: error) }
    }
    defer { running.cancel() }
    var summary: DemoSummary?
    for try await value in done { summary = value }
    running.cancel()
    await running.value
    guard let summary else { throw Problem(.internal, "The demo ended without a result.") }
    try Console.say(json: summary)
  }
}
