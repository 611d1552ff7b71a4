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

  private func lay(_ url: String, _ folder: TemporaryFolder) async throws -> Groundwork {
    let config = try Config.load(
      RawConfig(
        flags: [
          Setting.data.name: folder.url.appendingPathComponent("data").path, Setting.databaseURL.name: url,
        ], environment: [:]))
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
}
