package import Foundation
package import Kernel
package import Logging

/// Brings a database's schema up to this program's, one process at a time.
package struct Migrator: Sendable {
  package struct Report: Sendable, Equatable {
    package var applied: [String]
    /// Waits for the next run: see `Migration.Phase.contract`.
    package var postponed: [String]

    package init(applied: [String], postponed: [String]) {
      self.applied = applied
      self.postponed = postponed
    }
  }

  private static let lock = AdvisoryKey("starling", "migrate")
  private let url: Redacted<String>
  private let folder: @Sendable () throws -> MigrationFolder
  private let reactor: Reactor
  private let time: TimeSource
  private let patience: Duration
  private let logger: Logger

  /// `url` is a login that may create roles and the extension, or `starling_owner` once they exist.
  /// `patience`: how long to wait for another process that migrates.
  package init(
    url: Redacted<String>, folder: URL, reactor: Reactor, time: TimeSource = .system,
    patience: Duration = .seconds(300), logger: Logger
  ) {
    self.init(
      url: url, folder: { try MigrationFolder(folder) }, reactor: reactor, time: time, patience: patience,
      logger: logger)
  }

  package init(
    url: Redacted<String>, folder: @escaping @Sendable () throws -> MigrationFolder, reactor: Reactor,
    time: TimeSource = .system, patience: Duration = .seconds(300), logger: Logger
  ) {
    self.url = url
    self.folder = folder
    self.reactor = reactor
    self.time = time
    self.patience = patience
    self.logger = logger
  }

  /// Applies what is due. Throws `Problem(.internal)` in plain words for an unfit server, a changed or
  /// unknown past migration and a migration that fails; those before it stay applied.
  @discardableResult
  package func run() async throws -> Report {
    let folder = try folder()
    var settings = DatabaseSettings(url: url, role: .owner, applicationName: "starling migrate")
    settings.statementTimeout = .zero
    let connection = try await ConnectionOpener(settings, reactor: reactor, time: time).open()
    defer { connection.close() }
    try await ServerCheck.run(on: connection, limit: settings.connectTimeout)
    try await takeLock(connection)
    try await prepare(connection, folder)
    let plan = try MigrationPlan(folder.migrations, applied: try await applied(connection))
    for migration in plan.due { try await apply(migration, on: connection) }
    return Report(applied: plan.due.map(\.file), postponed: plan.postponed.map(\.file))
  }

  /// What a run would have to apply, by file. Changes nothing. Throws as `run` does for a changed or unknown past
  /// migration.
  package func outstanding() async throws -> [String] {
    let settings = DatabaseSettings(url: url, role: .owner, applicationName: "starling migrate")
    let connection = try await ConnectionOpener(settings, reactor: reactor, time: time).open()
    defer { connection.close() }
    let command = Command(sql: "SELECT to_regclass('system.migrations') IS NOT NULL", prepared: false)
    let isThere = try await connection.run(Batch([command], limit: nil)).last?.row(0, { try $0.bool() }) ?? false
    let plan = try MigrationPlan(folder().migrations, applied: isThere ? try await applied(connection) : [])
    return (plan.due + plan.postponed).map(\.file)
  }

  private func takeLock(_ connection: Connection) async throws {
    let deadline = time.monotonic() + patience
    var parameters = Parameters()
    parameters.append(Self.lock.value)
    let command = Command(sql: "SELECT pg_try_advisory_lock($1)", parameters: parameters, prepared: false)
    while try await connection.run(Batch([command], limit: nil)).last?.row(0, { try $0.bool() }) != true {
      guard time.monotonic() < deadline else {
        throw Problem(
          .unavailable, "Another process has been migrating this database for \(patience). Look at its log.")
      }
      try await time.sleep(.milliseconds(200))
    }
  }

  private func prepare(_ connection: Connection, _ folder: MigrationFolder) async throws {
    do {
      _ = try await connection.run(Batch(script: folder.roles))
    } catch DatabaseError.forbidden(let message) {
      throw Problem(
        .internal,
        "The login for migrations may not prepare the database (\(message)). Let a superuser run "
          + "share/migrations/roles.sql in it once, or give migrations a login that may create roles and extensions.")
    }
    _ = try await connection.run(Batch(script: Self.bookkeeping))
  }

  private func applied(_ connection: Connection) async throws -> [MigrationPlan.Applied] {
    let command = Command(sql: "SELECT number, file, checksum FROM system.migrations ORDER BY number", prepared: false)
    return try await connection.run(Batch([command], limit: nil)).last?.rows { row in
      MigrationPlan.Applied(number: try row.int(), file: try row.string(), checksum: try row.string())
    } ?? []
  }

  private func apply(_ migration: Migration, on connection: Connection) async throws {
    let start = time.monotonic()
    do {
      if migration.inTransaction {
        try await control("BEGIN; SET LOCAL lock_timeout = '30s'", connection)
      }
      try await control(migration.sql, connection)
      _ = try await connection.run(Batch([record(migration)], limit: nil))
      if migration.inTransaction { try await control("COMMIT", connection) }
    } catch {
      throw Problem(.internal, "The migration \(migration.file) failed and was undone: \(error)")
    }
    logger.info(
      "migrated", metadata: ["migration": "\(migration.file)", "took": "\(time.monotonic() - start)"])
  }

  private func control(_ sql: String, _ connection: Connection) async throws {
    _ = try await connection.run(Batch(script: sql))
  }

  private func record(_ migration: Migration) -> Command {
    var parameters = Parameters()
    parameters.append(migration.number)
    parameters.append(migration.file)
    parameters.append(migration.checksum)
    let sql = "INSERT INTO system.migrations (number, file, checksum) VALUES ($1, $2, $3)"
    return Command(sql: sql, parameters: parameters, prepared: false)
  }

  private static let bookkeeping = """
    SET ROLE starling_owner;
    SET search_path = public, pg_temp;
    CREATE SCHEMA IF NOT EXISTS system;
    CREATE TABLE IF NOT EXISTS system.migrations (
      number integer PRIMARY KEY,
      file text NOT NULL,
      checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    );
    GRANT USAGE ON SCHEMA system TO starling_app, starling_worker;
    GRANT SELECT ON system.migrations TO starling_app, starling_worker;
    """
}
