import Database
package import Foundation
package import Kernel
package import Logging

/// Puts a backup in place of the data folder's database, blobs and audit anchors. What was there is moved
/// aside, never deleted. Starling must be stopped.
///
/// The ledger's mark beside the keys is forgotten, so the next start takes the database for what it is, a
/// restored one: publishing stays paused until a person has seen what was due or in flight.
package struct RestoreBackup: Sendable {
  private let config: Config
  private let time: TimeSource
  private let logger: Logger

  package init(_ config: Config, time: TimeSource, logger: Logger) {
    self.config = config
    self.time = time
    self.logger = logger
  }

  package func run(from backup: URL) async throws -> BackupNote {
    guard case .embedded = config.database.choice else {
      throw Problem(
        .conflict,
        "DATABASE_URL names a server of yours: restore its database with its own tools, and the blobs and keys as files. "
          + "Without DATABASE_URL this command fills the data folder's own Postgres.")
    }
    let note = try Self.read(backup)
    let account = try Account.forServices()
    try config.data.create(owner: account)
    let lock = try FolderLock(config.data)
    defer { lock.release() }
    let installation = try PostgresInstallation(runtime: RuntimeFolder.find(config.runtime))
    let postgres = EmbeddedPostgres(
      data: config.data, installation: installation, account: account, pool: config.database.pool)
    try moveAside([postgres.cluster, config.data.blobs, config.data.audit])
    try LedgerMemory.forget(config.keys)
    let supervisor = Supervisor(records: config.data.run, logs: config.data.logs, time: time, logger: logger)
    do {
      try await supervisor.start(postgres.service())
      try await fill(postgres, from: backup)
    } catch {
      await supervisor.stopAll()
      throw error
    }
    await supervisor.stopAll()
    for folder in [config.data.blobs, config.data.audit] { try copy(folder, from: backup, account) }
    return note
  }

  /// Roles belong to the cluster, not to the dump, so they are made first.
  private func fill(_ postgres: EmbeddedPostgres, from backup: URL) async throws {
    let reactor = try Reactor()
    defer { reactor.stop() }
    let connection = try await AdminConnection.open(postgres.url(role: "postgres"), reactor: reactor, time: time)
    try await connection.run(MigrationFolder(MigrationFiles.folder()).roles)
    connection.close()
    let dump = config.data.run.appendingPathComponent(BackupNote.dump)
    try? FileManager.default.removeItem(at: dump)
    try FileManager.default.copyItem(at: backup.appendingPathComponent(BackupNote.dump), to: dump)
    defer { try? FileManager.default.removeItem(at: dump) }
    try postgres.own(dump)
    try await postgres.client("pg_restore", ["--exit-on-error", "--single-transaction", dump.path]).runOrThrow()
  }

  private func moveAside(_ folders: [URL]) throws {
    let mark = ".before-\(Int(time.now().timeIntervalSince1970))"
    for folder in folders where FileManager.default.fileExists(atPath: folder.path) {
      try FileManager.default.moveItem(atPath: folder.path, toPath: folder.path + mark)
    }
  }

  private func copy(_ folder: URL, from backup: URL, _ account: Account?) throws {
    let saved = backup.appendingPathComponent(folder.lastPathComponent)
    guard FileManager.default.fileExists(atPath: saved.path) else { return }
    try FileManager.default.copyItem(at: saved, to: folder)
    try account?.own(folder.path)
  }

  private static func read(_ backup: URL) throws -> BackupNote {
    guard let data = FileManager.default.contents(atPath: backup.appendingPathComponent(BackupNote.file).path),
      let note = try? JSONDecoder().decode(BackupNote.self, from: data)
    else { throw Problem(.invalid, "\(backup.path) is no backup: \(BackupNote.file) is missing or broken.") }
    guard note.version <= BackupNote.current, note.postgresMajor <= PostgresInstallation.major else {
      throw Problem(.conflict, "A newer Starling made this backup: restore it with that one.")
    }
    return note
  }
}

/// What the publishing ledger keeps beside the keys: `keys/ledger/`.
enum LedgerMemory {
  static func folder(_ keys: URL) -> URL { keys.appendingPathComponent("ledger", isDirectory: true) }

  /// The place file only. The newest sends stay: they prove what the restored database has forgotten.
  static func forget(_ keys: URL) throws {
    let place = folder(keys).appendingPathComponent("ledger.json")
    if FileManager.default.fileExists(atPath: place.path) { try FileManager.default.removeItem(at: place) }
  }
}
