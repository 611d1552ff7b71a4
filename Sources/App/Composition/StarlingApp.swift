import Accounts
import Database
import Foundation
package import Jobs
import Kernel
import Logging
import Publishing
package import Sandbox
import ServiceLifecycle
import Site
import Stores
import Studio
import Synchronization
import Transport
import UnixSignals
package import Web

/// The composition root: everything of one process, wired. Tests build it as the program does.
package struct StarlingApp: Sendable {
  package let ground: Groundwork
  /// Nil in a process that only serves pages.
  package let worker: Worker?
  /// Nil when the sandbox is off, or another process of this data folder runs it.
  package let sandbox: Sandbox?
  private let events: EventPlant
  private let publishing: PublishingPlant
  private let sandboxPlace: SandboxPlace
  let accounts: AccountsPlant
  let insights: InsightsPlant
  /// Nil in a process without the sandbox.
  package let demo: DemoWorkspace?
  let web: GatewayPlant
  /// In the order of their start.
  private let services: [any Service]
  let tools: Tools

  /// Builds on a laid ground; nothing runs until `run`. Throws `Problem(.invalid)` for a job kind that
  /// does not exist.
  package static func build(
    _ ground: Groundwork, _ bootstrap: Bootstrap, _ tools: Tools, role: ProcessRole = .everything
  ) async throws -> StarlingApp {
    let vault = try VaultPlace(ground.config).open(ground.databases.worker, tools)
    let watch = ObjectiveWatch(bootstrap.objectives)
    let keeper = ObjectiveKeeper(
      ground.config.data, bootstrap.objectives, watch, time: tools.time, logger: tools.logger)
    let events = EventPlant(ground, tools, observe: watch.see)
    let listen = try ListenAddress(ground.config.listen)
    let accounts = await AccountsPlant(
      ground, vault: vault, doorbell: events.doorbell, baseURL: listen.baseURL, tools: tools)
    let zones = Zones()
    let endpoints = OperatorEndpoints(
      Set(ground.config.privateHosts.map { OperatorEndpoints.Endpoint(host: $0.host, port: $0.port) }))
    let sandbox = try sandbox(ground, tools)
    let sandboxPlace = SandboxPlace(ground.config, endpoints: endpoints)
    let transport = try TransportClient(operatorEndpoints: endpoints, time: tools.time, log: tools.logger)
    let models = try await ModelPlant(ground, transport: transport, endpoints: endpoints, tools: tools)
    let publishing = try PublishingPlant(
      ground, vault: vault, audit: accounts.services.audit, notifier: accounts.notifier, zones: zones,
      sandbox: sandbox, place: sandboxPlace, transport: transport, tools: tools)
    let studio = try StudioPlant(
      ground, events: events, models: models,
      ownModels: try OwnModelsPlant.services(ground.config, vault: vault, tools: tools),
      audit: accounts.services.audit, notifier: accounts.notifier, zones: zones, history: publishing.history,
      tools: tools)
    let insights = InsightsPlant(
      ground, vault: vault, audit: accounts.services.audit, notifier: accounts.notifier,
      publications: publishing.lookup, source: publishing.metrics, baseURL: listen.baseURL, tools: tools)
    let mayLoadDemo = sandbox != nil && role == .everything
    let demo = (mayLoadDemo ? publishing.rehearsalAccount : nil).map { account in
      DemoWorkspace(
        accounts,
        build: BuildDemo(
          studio: studio.parts, publishing: publishing.acts, rehearsalAccount: account,
          readMetrics: { try await insights.sweep(as: $0) }, time: tools.time),
        keys: ground.config.keys, tools: tools)
    }
    let site = SitePlant(
      accounts: accounts.services, studio: studio.parts, publishing: publishing.acts, demo: demo, tools: tools)
    var registry = JobRegistry()
    try accounts.register(upkeep: [ModelUpkeep(time: tools.time)], in: &registry)
    try studio.register(in: &registry)
    try publishing.register(in: &registry)
    try insights.register(in: &registry)
    let worker = try worker(ground, role, events, registry, tools)
    let web = try GatewayPlant(
      ground, role: role, listen: listen,
      routes: accounts.routes + studio.routes + publishing.routes
        + studio.pages(panel: publishing.panel) + publishing.pages + insights.routes + site.routes
        + UsageRoutes(
          [AccountsUsage(accounts.services), StudioUsage(studio.parts), PublishingUsage(publishing.acts)],
          time: tools.time
        ).routes,
      authenticator: accounts.authenticator, shell: site.shell,
      vault: vault, bus: events.bus, worker: worker, bootstrap: bootstrap, tools: tools)
    let scheduler = try publishing.scheduler()
    // The host of the data folder counts for it.
    if ground.isHost { keeper.restore() }
    let services =
      [SpanService(spans: bootstrap.spans)].compactMap { $0 } + [IdleMemory(studio: studio.parts, time: tools.time)]
      + events.services + (ground.isHost ? [keeper] : [])
      + (worker.map { [accounts.sealing, scheduler, $0] } ?? [])
      + web.services
    return StarlingApp(
      ground: ground, worker: worker, sandbox: sandbox, events: events, publishing: publishing,
      sandboxPlace: sandboxPlace, accounts: accounts, insights: insights, demo: demo, web: web,
      services: services, tools: tools)
  }

  private static func worker(
    _ ground: Groundwork, _ role: ProcessRole, _ events: EventPlant, _ registry: JobRegistry, _ tools: Tools
  ) throws -> Worker? {
    guard role.doesJobs else { return nil }
    var registry = registry
    if case .work(let kinds) = role, !kinds.isEmpty { registry = try registry.only(kinds) }
    var settings = WorkerSettings()
    settings.concurrency = ground.config.concurrency
    return Worker(
      ground.databases.worker, registry: registry, settings: settings, doorbell: events.doorbell, time: tools.time,
      random: tools.random, ids: tools.ids, logger: tools.logger)
  }

  /// The host of the data folder runs it, whatever else it does: those that join find it by its note.
  private static func sandbox(_ ground: Groundwork, _ tools: Tools) throws -> Sandbox? {
    guard ground.config.sandbox, ground.isHost else { return nil }
    var options = SandboxOptions()
    options.folder = ground.config.data.root.appendingPathComponent("sandbox", isDirectory: true)
    return try Sandbox(options, time: tools.time, random: tools.random, logger: tools.logger)
  }

  /// Runs until SIGTERM or Ctrl-C, or until the task is cancelled, and calls `onReady` once everything
  /// answers; what that throws ends it. Then it stops in the opposite order: what takes work in first, the database last.
  package func run(onReady: @escaping @Sendable (RunningApp) async throws -> Void = { _ in }) async throws {
    try await events.open()
    if ground.isHost { sandboxPlace.forget() }
    if let sandbox { try sandboxPlace.write(await sandbox.start()) }
    if worker != nil { try await publishing.guardLedger() }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) },
        gracefulShutdownSignals: [.sigterm, .sigint], logger: tools.logger))
    let serving = Task { try await group.run() }
    let refusal = Mutex<(any Error)?>(nil)
    let telling = Task {
      do { try await onReady(running()) } catch {
        refusal.withLock { $0 = error }
        await group.triggerGracefulShutdown()
      }
    }
    let ended = await withTaskCancellationHandler {
      await serving.result
    } onCancel: {
      serving.cancel()
    }
    telling.cancel()
    await close()
    if let refusal = refusal.withLock({ $0 }), !(refusal is CancellationError) { throw refusal }
    do { try ended.get() } catch { throw ListenFault.explained(error, ground.config.listen) }
  }

  /// What `run` does at its end. Twice is fine.
  package func close() async {
    if let sandbox {
      sandboxPlace.forget()
      await sandbox.stop()
    }
    await events.close()
    await ground.close()
  }

  /// Everything the gateway serves: of all modules, and its own.
  package var routes: [Route] { web.gateway.routes }

  private func startLink() async -> String? {
    guard await web.address != nil else { return nil }
    do { return try await SetupLink(services: accounts.services).make().reveal() } catch {
      tools.logger.error("no link for the first visit", metadata: ["error": "\(error)"])
      return nil
    }
  }

  /// Waits for the servers to accept connections.
  private func running() async -> RunningApp {
    let control = await web.controlPort.value
    return RunningApp(
      url: await web.address, control: "http://127.0.0.1:\(control)",
      sandboxes: sandbox.map { ["mastodon": $0.addresses.mastodon, "bluesky": $0.addresses.bluesky] } ?? [:],
      sandboxFeed: sandbox?.addresses.control, data: ground.config.data.root.path, start: await startLink())
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
  /// The one-time link for whoever started it; good for a day. Nil for a process that serves no pages.
  package var start: String?
  /// The demo's people and a key that may do what its owner may. Nil when no demo was asked for.
  package var people: [DemoPerson]?
  package var key: String?
}
