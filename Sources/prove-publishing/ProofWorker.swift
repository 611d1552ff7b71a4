import Database
import Foundation
import Jobs
import Kernel
import Logging
import Platforms
import Publishing
import Studio
import Synchronization
import TestKit
import Text
import Transport

#if canImport(Glibc)
  import Glibc
#endif

/// The real worker with the real ledger, in the child process.
struct ProofWorker {
  struct Settings: Codable {
    var database: String
    var mark: String
    var mastodon: String
    var bluesky: String
    /// Where to die, and at which time of getting there.
    var killAt: String?
    var killPass = 1
    var checkLedger = true
  }

  let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  func run() async throws {
    let reactor = try Reactor()
    let database = Database(
      DatabaseSettings(
        url: Redacted(settings.database), role: .worker, pool: PoolLimits(minimum: 2, maximum: 8),
        applicationName: "prove-publishing"), reactor: reactor, logger: .quiet)
    try await database.start()
    let parts = try ProofParts.make(settings, kill: killSwitch())
    if settings.checkLedger { _ = try await LedgerGuard(parts, database).check() }
    var registry = JobRegistry()
    try registry.register(PublishHandler(parts))
    try registry.register(system: ScheduleHandler(parts))
    let worker = Worker(
      database, registry: registry,
      settings: WorkerSettings(concurrency: 48, lease: .seconds(2), poll: .milliseconds(50)), logger: .quiet)
    try await worker.run()
  }

  /// Ends this process with SIGKILL, as a power cut would: nothing is cleaned up.
  private func killSwitch() -> KillSwitch {
    guard let name = settings.killAt, let point = KillPoint(rawValue: name) else { return .off }
    let left = Mutex(settings.killPass)
    return KillSwitch { reached in
      guard reached == point else { return }
      let isLast = left.withLock { count in
        count -= 1
        return count == 0
      }
      if isLast { kill(getpid(), SIGKILL) }
    }
  }
}

/// The parts of the ledger as the child and the parent both use them.
enum ProofParts {
  static func make(_ settings: ProofWorker.Settings, kill: KillSwitch = .off) throws -> PublishingParts {
    let endpoints = OperatorEndpoints()
    endpoints.allow(url: settings.mastodon)
    endpoints.allow(url: settings.bluesky)
    let transport = try TransportClient(operatorEndpoints: endpoints)
    return PublishingParts(
      platforms: PlatformRegistry([
        MastodonClient(transport: transport, time: .system), BlueskyClient(transport: transport, time: .system),
      ]),
      contents: StudioPostContents(), audit: NoAudit(), notifier: NoNotices(),
      seal: CredentialSeal(seal: { plain, _, _ in plain }, open: { sealed, _, _ in sealed }),
      mark: try LedgerMark(folder: URL(fileURLWithPath: settings.mark, isDirectory: true)),
      rules: try PlatformRules.load(), times: ProofPlan.times,
      slots: PlatformSlots(limit: 48),
      sandbox: { [settings.mastodon, settings.bluesky] }, kill: kill, log: .quiet)
  }
}
