package import Database
import Foundation
package import Kernel
package import Logging

/// What everything else stands on: the data folder, the supervised services and a migrated database.
///
/// Whoever has the data folder's lock runs the services; another process of the same installation
/// (`starling work` beside `starling up`) joins the Postgres that already runs.
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
  private let lock: FolderLock?

  /// Throws `Problem` in the operator's words; nothing is left running then.
  package static func lay(_ config: Config, time: TimeSource, random: RandomSource, logger: Logger) async throws
    -> Groundwork
  {
    let account = try Account.forServices()
    try config.data.create(owner: account)
    try DataFolder.makePrivate(config.keys, owner: nil)
    let supervisor = Supervisor(records: config.data.run, logs: config.data.logs, time: time, logger: logger)
    do {
      return try await Groundwork(config, account, supervisor, time: time, random: random, logger: logger)
    } catch {
      await supervisor.stopAll()
      throw error
    }
  }

  private init(
    _ config: Config, _ account: Account?, _ supervisor: Supervisor, time: TimeSource, random: RandomSource,
    logger: Logger
  ) async throws {
    self.config = config
    self.account = account
    self.supervisor = supervisor
    reactor = try Reactor()
    (postgres, lock) = try await Self.startPostgres(config, account, supervisor, time)
    let owner = try Self.owner(config, postgres)
    let migrator = Migrator(
      url: owner, folder: try MigrationFiles.folder(), reactor: reactor, time: time, logger: logger)
    migrated = try await migrator.run()
    urls = try await Self.urls(config, postgres, owner, reactor, random)
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
    (account, postgres, lock) = (nil, nil, nil)
    supervisor = Supervisor(records: config.data.run, logs: config.data.logs, time: .system, logger: logger)
    reactor = try Reactor()
    migrated = Migrator.Report(applied: [], postponed: [])
    let nowhere = Redacted("host='\(config.data.run.path)'")
    urls = DatabaseURLs(owner: nowhere, app: nowhere, worker: nowhere)
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

  private static func startPostgres(
    _ config: Config, _ account: Account?, _ supervisor: Supervisor, _ time: TimeSource
  ) async throws -> (EmbeddedPostgres?, FolderLock?) {
    guard case .embedded = config.database.choice else { return (nil, try FolderLock(config.data)) }
    let installation = try PostgresInstallation(runtime: RuntimeFolder.find(config.runtime))
    let postgres = EmbeddedPostgres(data: config.data, installation: installation, account: account)
    do {
      let lock = try FolderLock(config.data)
      try await supervisor.start(postgres.service())
      return (postgres, lock)
    } catch let problem as Problem where problem.kind == .conflict {
      guard try await becomesReady(postgres, time) else { throw problem }
      return (postgres, nil)
    }
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
    case (.external(let owner, _, _), _): owner
    case (.embedded, let postgres?): postgres.url(role: "postgres")
    case (.embedded, nil): throw Problem(.internal, "The embedded Postgres was not started.")
    }
  }

  private static func urls(
    _ config: Config, _ postgres: EmbeddedPostgres?, _ owner: Redacted<String>, _ reactor: Reactor,
    _ random: RandomSource
  ) async throws -> DatabaseURLs {
    guard case .external(_, let app, let worker) = config.database.choice else {
      guard let postgres else { throw Problem(.internal, "The embedded Postgres was not started.") }
      return DatabaseURLs(
        owner: owner, app: postgres.url(role: DatabaseRole.app.name),
        worker: postgres.url(role: DatabaseRole.worker.name))
    }
    return try await ExternalLogins(owner: owner, keys: config.keys, random: random)
      .urls(app: app, worker: worker, reactor: reactor)
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
