import Accounts
import Foundation
package import Kernel
import Logging
import Synchronization

/// `starling demo`: starts everything on fresh data, does the main job, prints one JSON object and ends.
package struct DemoCommandRun: Sendable {
  private let flags: [Setting.Name: String]
  private let input: DemoInput
  private let temporary: URL?

  /// - Parameter temporary: a folder of this run's own, made by the root process that started it; removed at the end.
  package init(flags: [Setting.Name: String], input: DemoInput, temporary: String? = nil) {
    self.flags = flags
    self.input = input
    self.temporary = temporary.map { URL(fileURLWithPath: $0, isDirectory: true) }
  }

  package func run() async throws {
    if let account = try Account.forServices() { try handOver(to: account) }
    try input.makeOut()
    var flags = flags
    let own = flags[Setting.data.name] == nil ? try temporary ?? Self.makeFolder() : temporary
    defer { if let own { try? FileManager.default.removeItem(at: own) } }
    if let own, flags[Setting.data.name] == nil {
      flags[Setting.data.name] = own.appendingPathComponent("data", isDirectory: true).path
      flags[Setting.keys.name] = own.appendingPathComponent("keys", isDirectory: true).path
    }
    try await start(flags)
  }

  /// Root may read files that the service account may not: copies them and starts this command as that account.
  private func handOver(to account: Account) throws {
    let folder = try Self.makeFolder()
    try input.makeOut(owner: account)
    var arguments = ["demo", "--temporary", folder.path] + (try input.copied(to: folder))
    if let data = flags[Setting.data.name] {
      let config = try Config.load(RawConfig.fromProcess(flags: flags))
      try config.data.create(owner: account)
      try DataFolder.makePrivate(config.keys, owner: account)
      arguments += ["--data", data]
    }
    try account.own(folder.path)
    try account.takeOver(arguments)
  }

  private static func makeFolder() throws -> URL {
    var name = Array("/var/tmp/starling-demo-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else {
      throw Problem(.unavailable, "Cannot create a folder in /var/tmp. Name one with --data.")
    }
    return URL(fileURLWithPath: String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  private func start(_ flags: [Setting.Name: String]) async throws {
    var flags = flags
    flags[Setting.port.name] = "0"
    let config = try Config.load(RawConfig.fromProcess(flags: flags))
    try config.data.create(owner: nil)
    try DataFolder.makePrivate(config.keys, owner: nil)
    let bootstrap = try Bootstrap.run(level: config.logLevel, collector: config.otlp, time: .system)
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
    // As Ctrl-C does: everything stops in its order.
    kill(getpid(), SIGTERM)
    await running.value
    guard let summary else { throw Problem(.internal, "The demo ended without a result.") }
    try Console.say(json: summary)
  }
}
