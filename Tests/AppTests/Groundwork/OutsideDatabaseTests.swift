import Database
import Foundation
import Kernel
import Logging
import TestKit
import Testing

@testable import App

@Suite("A database of the operator's own", .timeLimit(.minutes(2)))
struct OutsideDatabaseTests {
  private static let user = Statement<Void, String>.system(
    "outside.user", "SELECT current_user", row: { try $0.string() })

  /// A server without encryption that listens on the port of 127.0.0.1.
  private func withServer(_ major: PostgresMajor, _ body: (Int) async throws -> Void) async throws {
    let port = try FreePort.pick()
    let cluster = try await PostgresCluster.start(major, settings: ["listen_addresses=127.0.0.1", "port=\(port)"])
    do { try await body(port) } catch {
      await cluster.stop()
      throw error
    }
    await cluster.stop()
  }

  /// A server that demands encryption, with a certificate for the host.
  private func withEncryptedServer(
    for host: String, _ body: (_ port: Int, _ certificate: String) async throws -> Void
  ) async throws {
    let folder = TemporaryFolder()
    let made = try await MadeCertificate.make(in: folder.url, for: host)
    try await withServer(.newest) { (port) async throws in
      let front = try await PostgresTLSFront.start(made, before: port)
      do { try await body(front.port, made.certificate.path) } catch {
        await front.stop()
        throw error
      }
      await front.stop()
    }
  }

  private func url(_ host: String, _ port: Int, _ mode: String) -> String {
    "postgresql://postgres@\(host):\(port)/postgres?sslmode=\(mode)"
  }

  private func lay(
    _ url: String, _ folder: TemporaryFolder, _ more: [Setting.Name: String] = [:]
  ) async throws -> Groundwork {
    let flags = [Setting.data.name: folder.url.appendingPathComponent("data").path, Setting.databaseURL.name: url]
    let config = try Config.load(RawConfig(flags: flags.merging(more) { $1 }, environment: [:]))
    return try await Groundwork.lay(config, time: .system, random: .system, logger: .quiet)
  }

  @Test(
    "is migrated, gets its roles, and serves requests and jobs by them; the next start finds all of it",
    arguments: PostgresMajor.allCases)
  func whole(_ major: PostgresMajor) async throws {
    try await withServer(major) { (port) async throws in
      try await startTwice(url("127.0.0.1", port, "prefer"))
    }
  }

  private func startTwice(_ url: String) async throws {
    let folder = TemporaryFolder()
    for start in 1...2 {
      let ground = try await lay(url, folder)
      #expect(ground.migrated.applied.isEmpty == (start == 2))
      #expect(ground.postgres == nil)
      #expect(try await ground.databases.app.first(Self.user) == "starling_app")
      #expect(try await ground.databases.worker.first(Self.user) == "starling_worker")
      await ground.close()
    }
  }

  private func expectRefusal(_ url: String, saying reason: String) async throws {
    do {
      let ground = try await lay(url, TemporaryFolder())
      await ground.close()
      Issue.record("it connected")
    } catch {
      #expect("\(error)".contains(reason), "\(error)")
    }
  }

  @Test("without encryption does not satisfy sslmode=require", arguments: ["require", "verify-ca", "verify-full"])
  func unencrypted(_ mode: String) async throws {
    try await withServer(.newest) { (port) async throws in
      try await expectRefusal(url("127.0.0.1", port, mode), saying: "SSL")
    }
  }

  @Test("with a certificate for its name satisfies sslmode=verify-full, on every connection")
  func verified() async throws {
    try await withEncryptedServer(for: "localhost") { (port, certificate) async throws in
      try await startTwice(url("localhost", port, "verify-full") + "&sslrootcert=\(certificate)")
      try await expectRefusal(url("localhost", port, "disable"), saying: "closed the connection")
    }
  }

  @Test("with somebody else's certificate is refused as its sslmode says")
  func foreign() async throws {
    try await withEncryptedServer(for: "db.example.org") { (port, certificate) async throws in
      let trusted = "&sslrootcert=\(certificate)"
      try await expectRefusal(url("localhost", port, "verify-full") + trusted, saying: "does not match host name")
      try await startTwice(url("localhost", port, "verify-ca") + trusted)
      let stranger = TemporaryFolder()
      let other = try await MadeCertificate.make(in: stranger.url, for: "db.example.org").certificate.path
      try await expectRefusal(
        url("localhost", port, "verify-ca") + "&sslrootcert=\(other)", saying: "certificate verify failed")
    }
  }

  @Test("a second process on the same data folder joins, and both go on")
  func joins() async throws {
    try await withServer(.newest) { (port) async throws in
      let url = url("127.0.0.1", port, "disable")
      let folder = TemporaryFolder()
      // Both at once: they must agree on the passwords of the roles.
      async let one = lay(url, folder)
      async let two = lay(url, folder)
      let grounds = try await [one, two]
      #expect(grounds.map(\.isHost).filter { $0 }.count == 1)
      for ground in grounds {
        #expect(try await ground.databases.app.first(Self.user) == "starling_app")
        #expect(try await ground.databases.worker.first(Self.user) == "starling_worker")
      }
      for ground in grounds { await ground.close() }
    }
  }

  @Test("another data folder with the same keys joins; one with other keys is refused and changes nothing")
  func keys() async throws {
    try await withServer(.newest) { (port) async throws in
      let url = url("127.0.0.1", port, "disable")
      let (first, second) = (TemporaryFolder(), TemporaryFolder())
      let ground = try await lay(url, first)
      let stranger = await #expect(throws: Problem.self) { try await lay(url, second) }
      #expect(stranger?.detail.contains("a Starling with other keys") == true)
      #expect(stranger?.detail.contains("STARLING_KEYS") == true)
      #expect(!FileManager.default.fileExists(atPath: second.url.path + "/data.keys/database.json"))
      let same = try await lay(url, second, [Setting.keys.name: first.url.path + "/data.keys"])
      #expect(same.isHost, "of its own folder")
      #expect(try await same.databases.app.first(Self.user) == "starling_app")
      await same.close()
      await ground.close()
      await (try lay(url, first)).close()
    }
  }

  @Test("another database of the same server: the roles' passwords stay those of the first")
  func sharedRoles() async throws {
    try await withServer(.newest) { (port) async throws in
      let url = url("127.0.0.1", port, "disable")
      let first = TemporaryFolder()
      let ground = try await lay(url, first)
      let reactor = try Reactor()
      let admin = try await AdminConnection.open(Redacted(url), reactor: reactor)
      try await admin.run("CREATE DATABASE other")
      admin.close()
      reactor.stop()
      let other = url.replacing("/postgres?", with: "/other?")
      let refused = await #expect(throws: Problem.self) { try await lay(other, TemporaryFolder()) }
      #expect(refused?.detail.contains("would lock it out") == true)
      await ground.close()
      let again = try await lay(url, first)
      #expect(try await again.databases.app.first(Self.user) == "starling_app")
      await again.close()
    }
  }

  @Test("migrations, roles and LISTEN go past the pooler where DATABASE_DIRECT_URL says so")
  func direct() async throws {
    try await withServer(.newest) { (port) async throws in
      let direct = url("127.0.0.1", port, "disable")
      // As through a pooler that takes only the logins it knows: the owner does not get in there.
      let pooler = direct.replacing("postgres@", with: "nobody@")
      try await expectRefusal(pooler, saying: "nobody")
      let ground = try await lay(pooler, TemporaryFolder(), [Setting.directDatabaseURL.name: direct])
      #expect(!ground.migrated.applied.isEmpty)
      #expect(try await ground.databases.worker.first(Self.user) == "starling_worker")
      let listener = try await AdminConnection.open(ground.urls.listen, reactor: ground.reactor)
      #expect(try await listener.rows("SELECT current_user") == [["starling_worker"]])
      listener.close()
      await ground.close()
    }
  }
}
