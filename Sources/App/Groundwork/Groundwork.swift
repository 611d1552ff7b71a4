package import Database
import Foundation
package import Kernel
package import Logging
import Stores

/// What is done about the schema before anything else.
package enum SchemaStep: Sendable {
  case migrate
  /// For what only looks: nothing is migrated, upgraded or made, and a data folder without a database is refused.
  case leave
}

/// What everything else stands on: the data folder, the supervised services and a migrated database.
///
/// Whoever has the data folder's lock hosts it and runs the services; another process of the same installation
/// (`starling work` beside `starling up`) joins what already runs.
package final class Groundwork: Sendable {
  package let config: Config
  package let supervisor: Supervisor
  package let urls: DatabaseURLs
  package let databases: Databases
  package let reactor: Reactor
  /// Nil with an outside database.
  package let postgres: EmbeddedPostgres?
  package let account: Account?
  package let migrated: Migrator.Report
  private let migrator: Migrator?
  private let lock: FolderLock?

  /// Throws `Problem` in the operator's words; nothing is left running then.
  package static func lay(
    _ config: Config, schema: SchemaStep = .migrate, time: TimeSource, random: RandomSource, logger: Logger
  ) async throws -> Groundwork {
    let account = try Account.forServices()
    if schema == .leave, case .embedded = config.database.choice { _ = try EmbeddedPostgres.found(config, account) }
    try config.data.create(owner: account)
    try DataFolder.makePrivate(config.keys, owner: nil)
    let supervisor = Supervisor(records: config.data.run, logs: config.data.logs, time: time, logger: logger)
    do {
      return try await Groundwork(config, account, supervisor, schema, time: time, random: random, logger: logger)
    } catch {
      await supervisor.stopAll()
      throw error
    }
  }

  private init(
    _ config: Config, _ account: Account?, _ supervisor: Supervisor, _ schema: SchemaStep, time: TimeSource,
    random: RandomSource, logger: Logger
  ) async throws {
    self.config = config
    self.account = account
    self.supervisor = supervisor
    reactor = try Reactor()
    (postgres, lock) = try await Self.startPostgres(config, account, supervisor, schema, time)
    let owner = try Self.owner(config, postgres)
    let migrator = Migrator(
      url: owner, folder: try MigrationFiles.folder(), reactor: reactor, time: time, logger: logger)
    self.migrator = migrator
    let mark = try await Self.keysMark(config, owner, reactor)
    migrated = schema == .migrate ? try await migrator.run() : Migrator.Report(applied: [], postponed: [])
    urls = try await Self.urls(config, postgres, mark, reactor, random)
    databases = Databases(
      app: Self.database(config, urls.app, .app, reactor, time, random, logger),
      worker: Self.database(config, urls.worker, .worker, reactor, time, random, logger))
    try await databases.app.start()
    try await databases.worker.start()
  }

  /// For what only needs the declarations, such as `starling openapi`: no service runs, no database is reached,
  /// nothing is migrated.
  package static func sketch(_ config: Config, logger: Logger) throws -> Groundwork {
    try config.data.create(owner: nil)
    try DataFolder.makePrivate(config.keys, owner: nil)
    return try Groundwork(sketch: config, logger: logger)
  }

  private init(sketch config: Config, logger: Logger) throws {
    self.config = config
    (account, postgres, lock, migrator) = (nil, nil, nil, nil)
    supervisor = Supervisor(records: config.data.run, logs: config.data.logs, time: .system, logger: logger)
    reactor = try Reactor()
    migrated = Migrator.Report(applied: [], postponed: [])
    let nowhere = Redacted("host='\(config.data.run.path)'")
    urls = DatabaseURLs(owner: nowhere, app: nowhere, worker: nowhere, listen: nowhere)
    databases = Databases(
      app: Self.database(config, nowhere, .app, reactor, .system, .system, logger),
      worker: Self.database(config, nowhere, .worker, reactor, .system, .system, logger))
  }

  /// Closes the connections, then stops the services we started. Twice is fine.
  package func close() async {
    await databases.app.close()
    await databases.worker.close()
    await supervisor.stopAll()
    reactor.stop()
    lock?.release()
  }

  /// Whether this process runs the services, rather than joining one that does.
  package var isHost: Bool { lock != nil }

  /// The migrations that this program has and the database has not had. Throws `Problem(.internal)` where a newer
  /// program has been.
  package func outstanding() async throws -> [String] { try await migrator?.outstanding() ?? [] }

  private static func startPostgres(
    _ config: Config, _ account: Account?, _ supervisor: Supervisor, _ schema: SchemaStep, _ time: TimeSource
  ) async throws -> (EmbeddedPostgres?, FolderLock?) {
    guard case .embedded = config.database.choice else { return (nil, try lockUnlessHosted(config.data)) }
    let postgres =
      schema == .leave
      ? try EmbeddedPostgres.found(config, account)
      : EmbeddedPostgres(
        data: config.data, installation: try PostgresInstallation(runtime: RuntimeFolder.find(config.runtime)),
        account: account, pool: config.database.pool)
    guard let lock = try lockUnlessHosted(config.data) else {
      guard try await becomesReady(postgres, time) else { throw Self.hostWithoutPostgres(config.data) }
      return (postgres, nil)
    }
    try await supervisor.start(postgres.service())
    return (postgres, lock)
  }

  /// Nil where another process hosts the folder.
  private static func lockUnlessHosted(_ data: DataFolder) throws -> FolderLock? {
    do { return try FolderLock(data) } catch let problem as Problem where problem.kind == .conflict { return nil }
  }

  private static func hostWithoutPostgres(_ data: DataFolder) -> Problem {
    Problem(
      .conflict,
      "Another Starling uses the data folder \(data.root.path) and its Postgres does not answer: look at its log, or "
        + "stop it.")
  }

  /// Whoever holds the folder may just be starting its Postgres, or starting it again.
  private static func becomesReady(_ postgres: EmbeddedPostgres, _ time: TimeSource) async throws -> Bool {
    let deadline = time.monotonic() + .seconds(10)
    while !postgres.isReady {
      guard time.monotonic() < deadline else { return false }
      try await time.sleep(.milliseconds(50))
    }
    return true
  }

  private static func owner(_ config: Config, _ postgres: EmbeddedPostgres?) throws -> Redacted<String> {
    switch (config.database.choice, postgres) {
    case (.external(let owner, _, _), _): config.database.direct ?? owner
    case (.embedded, let postgres?): postgres.url(role: "postgres")
    case (.embedded, nil): throw Problem(.internal, "The embedded Postgres was not started.")
    }
  }

  /// Refuses the database of a Starling with other keys. Nil for an embedded one: it has no other.
  private static func keysMark(
    _ config: Config, _ owner: Redacted<String>, _ reactor: Reactor
  ) async throws -> KeysMark? {
    guard case .external = config.database.choice else { return nil }
    let file = VaultPlace(config).file
    try file.prepare(dataFolder: config.data.root)
    let mark = KeysMark(id: try file.identity(), folder: config.keys)
    let connection = try await AdminConnection.open(owner, reactor: reactor)
    defer { connection.close() }
    try await mark.check(connection)
    return mark
  }

  private static func urls(
    _ config: Config, _ postgres: EmbeddedPostgres?, _ mark: KeysMark?, _ reactor: Reactor, _ random: RandomSource
  ) async throws -> DatabaseURLs {
    if case .external(let owner, let app, let worker) = config.database.choice, let mark {
      let logins = ExternalLogins(
        owner: owner, direct: config.database.direct, keys: config.keys, mark: mark, random: random)
      return try await logins.urls(app: app, worker: worker, reactor: reactor)
    }
    guard let postgres else { throw Problem(.internal, "The embedded Postgres was not started.") }
    let worker = postgres.url(role: DatabaseRole.worker.name)
    return DatabaseURLs(
      owner: postgres.url(role: "postgres"), app: postgres.url(role: DatabaseRole.app.name), worker: worker,
      listen: worker)
  }

  private static func database(
    _ config: Config, _ url: Redacted<String>, _ role: DatabaseRole, _ reactor: Reactor, _ time: TimeSource,
    _ random: RandomSource, _ logger: Logger
  ) -> Database {
    let settings = DatabaseSettings(
      url: url, role: role, pool: PoolLimits(maximum: config.database.pool),
      preparedStatements: config.database.prepared, applicationName: "starling \(role.rawValue)")
    return Database(settings, reactor: reactor, time: time, random: random, logger: logger)
  }
}
