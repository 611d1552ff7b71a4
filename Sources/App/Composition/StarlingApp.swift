import Database
import Foundation
package import Jobs
import Kernel
import Logging
package import Sandbox
import ServiceLifecycle
import Stores
import UnixSignals
import Web

/// The composition root: everything of one process, wired. Tests build it as the program does.
package struct StarlingApp: Sendable {
  package let ground: Groundwork
  /// Nil in a process that only serves pages.
  package let worker: Worker?
  /// Nil when the sandbox is off, or another process of this data folder runs it.
  package let sandbox: Sandbox?
  private let events: EventPlant
  private let web: GatewayPlant
  /// In the order of their start.
  private let services: [any Service]
  private let tools: Tools

  /// Builds on a laid ground; nothing runs until `run`. Throws `Problem(.invalid)` for a job kind that
  /// does not exist.
  package static func build(
    _ ground: Groundwork, _ bootstrap: Bootstrap, _ tools: Tools, role: ProcessRole = .everything
  ) async throws -> StarlingApp {
    let vault = try VaultPlace(ground.config).open(ground.databases.worker, tools)
    let events = try await EventPlant(ground, tools)
    let listen = try ListenAddress(ground.config.listen)
    let accounts = await AccountsPlant(ground, vault: vault, baseURL: listen.baseURL, tools: tools)
    let worker = try worker(ground, role, events, accounts, tools)
    let web = try GatewayPlant(
      ground, role: role, listen: listen, routes: accounts.routes, authenticator: accounts.authenticator, shell: nil,
      vault: vault, bus: events.bus, bootstrap: bootstrap, tools: tools)
    let services = events.services + (worker.map { [accounts.sealing, $0] } ?? []) + web.services
    return StarlingApp(
      ground: ground, worker: worker, sandbox: try sandbox(ground, role, tools), events: events, web: web,
      services: services, tools: tools)
  }

  private static func worker(
    _ ground: Groundwork, _ role: ProcessRole, _ events: EventPlant, _ accounts: AccountsPlant, _ tools: Tools
  ) throws -> Worker? {
    guard role.doesJobs else { return nil }
    var registry = JobRegistry()
    try accounts.register(in: &registry)
    if case .work(let kinds) = role, !kinds.isEmpty { registry = try registry.only(kinds) }
    var settings = WorkerSettings()
    settings.concurrency = ground.config.concurrency
    return Worker(
      ground.databases.worker, registry: registry, settings: settings, doorbell: events.doorbell, time: tools.time,
      random: tools.random, ids: tools.ids, logger: tools.logger)
  }

  private static func sandbox(_ ground: Groundwork, _ role: ProcessRole, _ tools: Tools) throws -> Sandbox? {
    guard ground.config.sandbox, role == .everything, ground.isHost else { return nil }
    var options = SandboxOptions()
    options.folder = ground.config.data.root.appendingPathComponent("sandbox", isDirectory: true)
    return try Sandbox(options, time: tools.time, random: tools.random, logger: tools.logger)
  }

  /// Runs until SIGTERM or Ctrl-C, or until the task is cancelled, and calls `onReady` once everything
  /// answers. Then it stops in the opposite order: what takes work in first, the database last.
  package func run(onReady: @escaping @Sendable (RunningApp) async -> Void = { _ in }) async throws {
    if let sandbox { try await sandbox.start() }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) },
        gracefulShutdownSignals: [.sigterm, .sigint], logger: tools.logger))
    let telling = Task { await onReady(running()) }
    do { try await group.run() } catch {
      telling.cancel()
      await close()
      throw ListenFault.explained(error, ground.config.listen)
    }
    await close()
  }

  /// What `run` does at its end. Twice is fine.
  package func close() async {
    await sandbox?.stop()
    await events.close()
    await ground.close()
  }

  /// Waits for the servers to accept connections.
  private func running() async -> RunningApp {
    let control = await web.controlPort.value
    return RunningApp(
      url: await web.address, control: "http://127.0.0.1:\(control)",
      sandboxes: sandbox.map { ["mastodon": $0.addresses.mastodon, "bluesky": $0.addresses.bluesky] } ?? [:],
      sandboxFeed: sandbox?.addresses.control, data: ground.config.data.root.path)
  }
}

/// Where a running Starling is reached.
package struct RunningApp: Codable, Sendable {
  /// Nil for a process that serves no pages.
  package var url: String?
  package var control: String
  package var sandboxes: [String: String]
  /// The page that shows what the sandbox platforms published.
  package var sandboxFeed: String?
  package var data: String
}
