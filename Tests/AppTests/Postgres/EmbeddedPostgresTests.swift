import Database
import Foundation
import Kernel
import Logging
import TestKit
import Testing

@testable import App

@Suite("Embedded Postgres", .timeLimit(.minutes(2)))
struct EmbeddedPostgresTests {
  private let folder = TemporaryFolder()
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  @Test("a new data folder gets a cluster that takes connections, on both majors", arguments: [18, 16])
  func starts(major: Int) async throws {
    let postgres = try embedded(major: major)
    let supervisor = supervisor()
    try await supervisor.start(postgres.service())
    let version = try await ask(postgres, "SHOW server_version_num")
    #expect(version.hasPrefix(String(major)))
    #expect(try await ask(postgres, "SHOW listen_addresses") == "")
    #expect(try await ask(postgres, "SHOW max_connections") == "\(PostgresSettings.connections(pool: 8))")
    await supervisor.stopAll()
    #expect(!postgres.isReady)
  }

  @Test("kill -9 of the server loses nothing that was committed")
  func crash() async throws {
    let postgres = try embedded()
    let supervisor = supervisor()
    try await supervisor.start(postgres.service())
    _ = try await ask(postgres, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (42)")
    let first = try #require(await supervisor.statuses.first?.pid)
    kill(first, SIGKILL)
    try await until {
      let status = await supervisor.statuses.first
      return status?.pid != first && status?.state == .ready
    }
    #expect(try await ask(postgres, "SELECT n FROM kept") == "42")
    await supervisor.stopAll()
  }

  @Test(
    "there is room for the pools, the bell and the listener of four processes, however large the pools",
    arguments: [2, 8, 200])
  func connections(pool: Int) {
    #expect(PostgresSettings.connections(pool: pool) >= 4 * (2 * pool + 2) + 10)
  }

  @Test("a server that keeps ending is started again before those who wait for a connection give up")
  func restartsSoon() throws {
    let restart = try embedded().service().restart
    for failures in 1...1_000 { #expect(restart.delay(failures: failures) * 2 < PoolLimits().acquireTimeout) }
  }

  @Test("a lock file whose process number belongs to something else does not stop it")
  func staleLockFile() async throws {
    let postgres = try embedded()
    try await postgres.prepare()
    let file = postgres.cluster.appendingPathComponent("postmaster.pid")
    try Data("\(getpid())\n\(postgres.cluster.path)\n".utf8).write(to: file)
    let supervisor = supervisor()
    try await supervisor.start(postgres.service())
    #expect(try await ask(postgres, "SELECT 1") == "1")
    await supervisor.stopAll()
  }

  @Test("a kill in the middle of creating the cluster leaves nothing that looks like one")
  func halfMade() async throws {
    let postgres = try embedded()
    let draft = postgres.cluster.appendingPathExtension("new")
    try FileManager.default.createDirectory(at: draft, withIntermediateDirectories: true)
    try Data("18".utf8).write(to: draft.appendingPathComponent("PG_VERSION"))
    #expect(!postgres.exists)
    try await postgres.prepare()
    #expect(postgres.exists)
    #expect(!FileManager.default.fileExists(atPath: draft.path))
  }

  @Test("a cluster of an older major is upgraded at the start, and the old one kept")
  func upgrade() async throws {
    let old = try embedded(major: 16)
    let before = supervisor()
    try await before.start(old.service())
    _ = try await ask(old, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (42); CREATE ROLE starling_owner")
    await before.stopAll()
    let new = try embedded(major: 18)
    let after = supervisor()
    try await after.start(new.service())
    #expect(try await ask(new, "SELECT n FROM kept") == "42")
    #expect(try await ask(new, "SHOW server_version_num").hasPrefix("18"))
    await after.stopAll()
    #expect(FileManager.default.fileExists(atPath: old.cluster.appendingPathExtension("old").path))
    #expect(!old.exists)
  }

  @Test("a deep data folder gets a short socket path")
  func deepFolder() throws {
    let deep = folder.url.appendingPathComponent(String(repeating: "deep/", count: 20))
    let data = DataFolder(deep.path)
    #expect(SocketFolder.place(in: data).path.utf8.count < 60)
    #expect(SocketFolder.place(in: data) == SocketFolder.place(in: data))
    #expect(SocketFolder.place(in: DataFolder(folder.url.path)) == DataFolder(folder.url.path).run)
  }

  @Test("a missing installation says what to run")
  func notInstalled() throws {
    let problem = #expect(throws: Problem.self) { try PostgresInstallation(runtime: folder.url) }
    #expect(problem?.detail.contains("make run") == true)
  }

  private func embedded(major: Int = 18) throws -> EmbeddedPostgres {
    let account = try Account.forServices()
    let data = DataFolder(folder.url.path)
    try data.create(owner: account)
    let installation = try PostgresInstallation(runtime: RuntimeFolder.find(nil), major: major)
    return EmbeddedPostgres(data: data, installation: installation, account: account)
  }

  private func supervisor() -> Supervisor {
    let data = DataFolder(folder.url.path)
    return Supervisor(records: data.run, logs: data.logs, time: .system, logger: logger)
  }

  private func ask(_ postgres: EmbeddedPostgres, _ sql: String) async throws -> String {
    let words = [
      "-XqAt", "-h", postgres.socketFolder.path, "-U", "postgres", "-d", EmbeddedPostgres.databaseName, "-c", sql,
    ]
    return try await postgres.tool("psql", words).runOrThrow().trimmingCharacters(in: .newlines)
  }
}
