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

  /// A server without encryption that listens on 127.0.0.1.
  private func withServer(_ major: PostgresMajor, _ body: (String) async throws -> Void) async throws {
    let port = try FreePort.pick()
    let cluster = try await PostgresCluster.start(major, settings: ["listen_addresses=127.0.0.1", "port=\(port)"])
    do { try await body("postgresql://postgres@127.0.0.1:\(port)/postgres") } catch {
      await cluster.stop()
      throw error
    }
    await cluster.stop()
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
    try await withServer(major) { (url) async throws in
      let folder = TemporaryFolder()
      for start in 1...2 {
        let ground = try await lay(url + "?sslmode=prefer", folder)
        #expect(ground.migrated.applied.isEmpty == (start == 2))
        #expect(ground.postgres == nil)
        #expect(try await ground.databases.app.first(Self.user) == "starling_app")
        #expect(try await ground.databases.worker.first(Self.user) == "starling_worker")
        await ground.close()
      }
    }
  }

  @Test("without encryption does not satisfy sslmode=require", arguments: ["require", "verify-ca", "verify-full"])
  func unencrypted(_ mode: String) async throws {
    try await withServer(.newest) { (url) async throws in
      do {
        let ground = try await lay(url + "?sslmode=\(mode)", TemporaryFolder())
        await ground.close()
        Issue.record("it connected")
      } catch {
        #expect("\(error)".contains("SSL"), "\(error)")
      }
    }
  }
}
