import Accounts
import Contracts
import Database
import Foundation
import Insights
import Jobs
import Kernel
import Logging
import Platforms
import Publishing
import Sandbox
import ServiceLifecycle
import Stores
import Studio
import Text
import Transport
import Web

/// Publishing of one process: connectors, the schedule and the ledger.
struct PublishingPlant: Sendable {
  let routes: [Route]
  let pages: [Route]
  /// The panel beside a post.
  let panel: PostPanel
  /// What people do with publishing, for the pages that cross modules and the demo.
  let acts: Publishing
  /// What opens a fresh account of the sandbox, whichever process runs it; nil where it is switched off.
  let rehearsalAccount: ConnectionPages.RehearsalAccount?
  private let parts: PublishingParts
  private let ground: Groundwork
  private let tools: Tools

  /// `sandbox` is nil where another process runs it, or none does; `place` says then where it is.
  init(
    _ ground: Groundwork, vault: any Vault, audit: any AuditTrail, notifier: any Notifier, zones: Zones,
    sandbox: Sandbox?, place: SandboxPlace, transport: TransportClient, tools: Tools
  ) throws {
    self.ground = ground
    self.tools = tools
    let clients: [any PlatformClient] = [
      MastodonClient(transport: transport, time: tools.time), BlueskyClient(transport: transport, time: tools.time),
    ]
    parts = PublishingParts(
      platforms: PlatformRegistry(clients), contents: StudioPostContents(), audit: audit, notifier: notifier,
      seal: CredentialSeal(vault), mark: try LedgerMark(folder: LedgerMemory.folder(ground.config.keys)),
      rules: try PlatformRules.load(), zones: zones,
      sandbox: place.platforms, time: tools.time, random: tools.random, ids: tools.ids, log: tools.logger)
    let publishing = Publishing(parts, ground.databases.app)
    acts = publishing
    rehearsalAccount =
      if let sandbox { Self.rehearsalAccount(sandbox) } else if place.isOn {
        SandboxControl(place: place, transport: transport).account
      } else { nil }
    routes = ConnectorRoutes.all(publishing) + PublicationRoutes.all(publishing)
    pages = Publishing.pages(publishing, rehearsalAccount: rehearsalAccount)
    panel = PostPanel(publishing)
  }

  /// What opens a fresh account of the sandbox, named after the brand.
  private static func rehearsalAccount(_ sandbox: Sandbox) -> ConnectionPages.RehearsalAccount {
    { platform, brand in
      guard let kind = SandboxPlatform(rawValue: platform) else {
        throw Problem.invalid("/platform", "The sandbox has no \(platform).")
      }
      let account = sandbox.rehearsal(kind, brand)
      return platform == "bluesky"
        ? .appPassword(baseURL: account.server, identifier: account.name, password: account.secret)
        : .accessToken(baseURL: account.server, token: account.secret)
    }
  }

  /// Answers for Insights which posts are out.
  var lookup: any PublicationLookup { LedgerLookup(ground.databases.worker) }
  /// Answers for Studio what the accounts have said.
  var history: any AccountHistory { PlatformHistory(parts, ground.databases.app) }
  var metrics: any MetricsSource { PlatformMetrics(parts, ground.databases.worker) }

  func register(in registry: inout JobRegistry) throws {
    try registry.register(PublishHandler(parts))
    try registry.register(LookAtAccountHandler(parts))
    try registry.register(system: ScheduleHandler(parts))
  }

  /// Fires the sweep of what is overdue, every minute, on one leader.
  func scheduler() throws -> any Service {
    guard let everyMinute = Cron("* * * * *") else { throw Problem(.internal, "The sweep's schedule is malformed.") }
    let sweep = try Schedule("publishing.sweep", everyMinute, ScheduleJob())
    return Scheduler(
      ground.databases.worker, [sweep] + (try Insights.schedules() + Accounts.schedules()), time: tools.time,
      ids: tools.ids,
      logger: tools.logger)
  }

  /// Before any publish job runs: holds what a restored or copied database would send twice.
  func guardLedger() async throws {
    for org in try await LedgerGuard(parts, ground.databases.worker).check() {
      tools.logger.warning(
        "publishing waits for a person: the database was restored or copied", metadata: ["org": "\(org)"])
    }
  }
}

extension CredentialSeal {
  /// Each credential is sealed for its own row.
  init(_ vault: any Vault) {
    self.init(
      seal: { plain, org, connector in
        try await vault.seal(plain, at: .credential(org, connector)).bytes
      },
      open: { sealed, org, connector in
        try await vault.open(SealedSecret(bytes: sealed), at: .credential(org, connector))
      })
  }
}

extension SecretPlace {
  fileprivate static func credential(_ org: OrgID, _ connector: ConnectorID) -> SecretPlace {
    SecretPlace(org: org, table: "connectors", column: "credential", row: connector)
  }
}
