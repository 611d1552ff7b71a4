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

  private func config() throws -> Config {
    try Config.load(RawConfig(environment: ["STARLING_DATA": folder.url.appendingPathComponent("data").path]))
  }

  private func lay() async throws -> Groundwork {
    try await Groundwork.lay(config(), time: .system, random: .system, logger: logger)
  }
}
