import Database
import Foundation
import Kernel
import Logging
import Testing

@testable import App

@Suite("Backup and restore", .timeLimit(.minutes(2)))
struct BackupTests {
  private let folder = TemporaryFolder()
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  @Test("kill, wipe, restore: everything that was backed up is there again")
  func roundTrip() async throws {
    let ground = try await lay()
    let postgres = try #require(ground.postgres)
    let org = UUID(uuidString: "01936f3e-0000-7000-8000-000000000001")!
    try await postgres.client("psql", ["-qc", "INSERT INTO orgs (id) VALUES ('\(org.uuidString)')"]).runOrThrow()
    try Data("picture".utf8).write(to: ground.config.data.blobs.appendingPathComponent("a.png"))
    let backup = folder.url.appendingPathComponent("backup")
    let made = try await MakeBackup(ground, time: .system).run(to: backup)
    #expect(made.databaseBytes > 0)
    let pid = try #require(await ground.supervisor.statuses.first?.pid)
    kill(pid, SIGKILL)
    await ground.close()
    try FileManager.default.removeItem(at: ground.config.data.root)

    let restored = try await RestoreBackup(config(), time: .system, logger: logger).run(from: backup)
    #expect(restored == made)
    let again = try await lay()
    let count = try await #require(again.postgres).client("psql", ["-Atc", "SELECT count(*) FROM orgs"]).runOrThrow()
    #expect(count == "1\n")
    #expect(again.migrated.applied.isEmpty)
    #expect(try Data(contentsOf: again.config.data.blobs.appendingPathComponent("a.png")) == Data("picture".utf8))
    await again.close()
  }

  @Test("a backup holds no key, and is closed to others")
  func noKeys() async throws {
    let ground = try await lay()
    let secret = "hunter2-hunter2-hunter2"
    try PrivateFile.write(Data(secret.utf8), to: ground.config.keys.appendingPathComponent("vault.key"))
    let backup = folder.url.appendingPathComponent("backup")
    _ = try await MakeBackup(ground, time: .system).run(to: backup)
    await ground.close()
    let names = try #require(FileManager.default.enumerator(atPath: backup.path)?.allObjects as? [String])
    for name in names {
      let data = FileManager.default.contents(atPath: backup.appendingPathComponent(name).path) ?? Data()
      #expect(data.range(of: Data(secret.utf8)) == nil, "\(name)")
    }
    let mode = try FileManager.default.attributesOfItem(atPath: backup.path)[.posixPermissions] as? Int
    #expect(mode == 0o700)
  }

  @Test("a restore makes the ledger forget its place, so that publishing waits for a person")
  func ledgerForgets() async throws {
    let ground = try await lay()
    let place = LedgerMemory.folder(ground.config.keys).appendingPathComponent("ledger.json")
    try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("{}".utf8).write(to: place)
    let backup = folder.url.appendingPathComponent("backup")
    _ = try await MakeBackup(ground, time: .system).run(to: backup)
    await ground.close()
    _ = try await RestoreBackup(config(), time: .system, logger: logger).run(from: backup)
    #expect(!FileManager.default.fileExists(atPath: place.path))
  }

  @Test("nothing is restored while Starling runs, and the data that was there is kept")
  func refusals() async throws {
    let ground = try await lay()
    let backup = folder.url.appendingPathComponent("backup")
    _ = try await MakeBackup(ground, time: .system).run(to: backup)
    let restore = RestoreBackup(try config(), time: .system, logger: logger)
    let running = await #expect(throws: Problem.self) { try await restore.run(from: backup) }
    #expect(running?.kind == .conflict)
    let twice = await #expect(throws: Problem.self) { try await MakeBackup(ground, time: .system).run(to: backup) }
    #expect(twice?.detail.contains("exists already") == true)
    await ground.close()
    let nothing = await #expect(throws: Problem.self) { try await restore.run(from: folder.url) }
    #expect(nothing?.detail.contains("is no backup") == true)
    _ = try await restore.run(from: backup)
    let kept = try FileManager.default.contentsOfDirectory(atPath: ground.config.data.postgres.path)
    #expect(kept.contains { $0.hasPrefix("18.before-") })
  }

  @Test("a backup by a newer program migrates nothing, and a data folder that nothing has used is refused")
  func leavesTheSchema() async throws {
    let never = await #expect(throws: Problem.self) { try await lay(.leave) }
    #expect(never?.detail.contains("There is no database in") == true)
    #expect(!FileManager.default.fileExists(atPath: try config().data.root.path))
    let ground = try await lay()
    try await #require(ground.postgres).client(
      "psql", ["-qc", "DELETE FROM system.migrations WHERE file LIKE '0401%'"]
    ).runOrThrow()
    await ground.close()

    let newer = try await lay(.leave)
    #expect(try await newer.outstanding() == ["0401_reports.sql"])
    _ = try await MakeBackup(newer, time: .system).run(to: folder.url.appendingPathComponent("backup"))
    #expect(try await newer.outstanding() == ["0401_reports.sql"])
    await newer.close()
  }

  @Test("a database that a newer program has migrated is told apart")
  func newerSchema() async throws {
    let ground = try await lay()
    try await #require(ground.postgres).client(
      "psql",
      ["-qc", "INSERT INTO system.migrations (number, file, checksum) VALUES (9999, '9999_tomorrow.sql', 'x')"]
    ).runOrThrow()
    let problem = await #expect(throws: Problem.self) { try await ground.outstanding() }
    #expect(problem?.detail.contains("9999_tomorrow.sql") == true)
    await ground.close()
  }

  @Test("a cluster of an older Postgres is saved as it is, and not upgraded for it")
  func olderCluster() async throws {
    let config = try config()
    try config.data.create(owner: Account.forServices())
    let sixteen = try EmbeddedPostgres(
      data: config.data, installation: PostgresInstallation(runtime: RuntimeFolder.find(nil), major: 16),
      account: Account.forServices())
    let supervisor = Supervisor(records: config.data.run, logs: config.data.logs, time: .system, logger: logger)
    try await supervisor.start(sixteen.service())
    let reactor = try Reactor()
    _ = try await Migrator(
      url: sixteen.url(role: "postgres"), folder: MigrationFiles.folder(), reactor: reactor, logger: logger
    ).run()
    reactor.stop()
    await supervisor.stopAll()
    let ground = try await lay(.leave)
    let note = try await MakeBackup(ground, time: .system).run(to: folder.url.appendingPathComponent("backup"))
    await ground.close()
    #expect(note.postgresMajor == 16)
    #expect(sixteen.exists)
    #expect(!FileManager.default.fileExists(atPath: config.data.postgres.appendingPathComponent("18").path))
  }

  @Test("with a server of the operator's own both commands refuse, and say whose task it is")
  func outside() async throws {
    var outside = try config()
    outside.database.choice = .external(owner: Redacted("postgresql://me@db.example/x"), app: nil, worker: nil)
    let restore = RestoreBackup(outside, time: .system, logger: logger)
    let problem = await #expect(throws: Problem.self) { try await restore.run(from: folder.url) }
    #expect(problem?.detail.contains("DATABASE_URL names a server of yours: restore") == true)
    #expect(!FileManager.default.fileExists(atPath: outside.data.postgres.path))
    let program = try InstalledProgram()
    let backup = program.folder.url.appendingPathComponent("backup").path
    let run = try await program.start(
      ["backup", "--out", backup], settings: ["DATABASE_URL": "postgresql://me@127.0.0.1:1/x"])
    #expect(await run.process.exit.value == .code(1))
    #expect(run.text.contains("DATABASE_URL names a server of yours: back it up"), "\(run.text)")
    #expect(!FileManager.default.fileExists(atPath: program.data.path))
  }

  private func config() throws -> Config {
    try Config.load(RawConfig(environment: ["STARLING_DATA": folder.url.appendingPathComponent("data").path]))
  }

  private func lay(_ schema: SchemaStep = .migrate) async throws -> Groundwork {
    try await Groundwork.lay(config(), schema: schema, time: .system, random: .system, logger: logger)
  }
}
