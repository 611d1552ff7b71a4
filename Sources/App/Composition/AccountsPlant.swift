import Accounts
import Contracts
import Database
import Foundation
import Jobs
import Kernel
import ServiceLifecycle
import Stores
import Web

/// Accounts of one process: people, sessions, keys, notices and the sealed audit log.
struct AccountsPlant: Sendable {
  let services: AccountServices
  let authenticator: any Authenticator
  let notifier: any Notifier
  let routes: [Route]
  private let ground: Groundwork
  private let tools: Tools

  /// `baseURL`: where people reach this installation, without a slash at the end.
  init(_ ground: Groundwork, vault: any Vault, doorbell: Doorbell, baseURL: String, tools: Tools) async {
    self.ground = ground
    self.tools = tools
    let keys = Self.keys(vault)
    services = AccountServices(
      db: ground.databases.app, time: tools.time, random: tools.random, ids: tools.ids,
      hasher: PasswordHasher(random: tools.random), keys: keys,
      mailer: MailWiring.mailer(ground.config, baseURL, tools),
      baseURL: baseURL)
    services.listen(to: doorbell)
    notifier = PostgresNotifier(time: tools.time, ids: tools.ids, canMail: services.mailer.isConfigured)
    let tokens = await AccessTokens(key: vault.hmac("1", purpose: "access-tokens"), time: tools.time)
    authenticator = AccountAuthenticator(services: services, tokens: tokens)
    routes = Accounts.routes(services, tokens) + Accounts.pages(services)
  }

  static func keys(_ vault: any Vault) -> AccountKeys {
    AccountKeys(root: Redacted(vault.hmac("1", purpose: "accounts")))
  }

  /// Seals, anchors and verifies the audit log of this installation.
  static func sealer(_ ground: Groundwork, _ keys: AccountKeys, _ time: TimeSource) -> AuditSealer {
    AuditSealer(
      db: ground.databases.worker, chain: AuditChain(key: keys.auditChain),
      anchors: AuditAnchorFile(folder: ground.config.data.audit.path), time: time)
  }

  /// - Parameter upkeep: what the other modules have to tidy each hour.
  func register(upkeep: [any OrgUpkeep], in registry: inout JobRegistry) throws {
    try Accounts.register(
      services, db: ground.databases.worker, blobs: FolderBlobStore(folder: ground.config.data.blobs), upkeep: upkeep,
      in: &registry)
  }

  /// Runs in every process that does jobs; one of them leads.
  var sealing: any Service {
    let worker = ground.databases.worker
    let sealer = Self.sealer(ground, services.keys, tools.time)
    let leader = Leader(worker, name: "audit", time: tools.time, ids: tools.ids, logger: tools.logger)
    return AuditSealing(sealer: sealer, leader: leader, db: worker, time: tools.time, logger: tools.logger)
  }
}

/// From the operator's words to the mail client's settings.
enum MailWiring {
  static func mailer(_ config: Config, _ baseURL: String, _ tools: Tools) -> any Mailer {
    guard let mail = config.mail, let settings = settings(mail, baseURL) else { return NoMailer() }
    return SMTPMailer(settings: settings, time: tools.time, ids: tools.ids)
  }

  /// `smtps` is TLS from the first byte; `smtp` is STARTTLS, or plain to a relay on this machine.
  static func settings(_ mail: Config.Mail, _ baseURL: String) -> MailSettings? {
    let server = mail.server.reveal()
    guard let host = server.host else { return nil }
    let isLocal = ["127.0.0.1", "localhost", "::1"].contains(host)
    let isImplicit = server.scheme == "smtps"
    let domain = URL(string: baseURL)?.host ?? "localhost"
    return MailSettings(
      host: host, port: server.port ?? (isImplicit ? 465 : 587),
      security: isImplicit ? .implicit : (isLocal ? .none : .startTLS), user: server.user?.removingPercentEncoding,
      password: server.password?.removingPercentEncoding.map { Redacted($0) },
      from: mail.from ?? "Starling <starling@\(domain)>")
  }
}
