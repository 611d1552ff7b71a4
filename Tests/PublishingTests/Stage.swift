import Contracts
import Database
import Foundation
import Kernel
import Platforms
import Publishing
import Sandbox
import Studio
import Synchronization
import TestKit
import Transport

@testable import prove_publishing

/// A database, a sandbox and a brand in rehearsal, with the real ledger over both.
struct Stage {
  let database: TestDatabase
  let sandbox: Sandbox
  let scene: ProofScene
  let parts: PublishingParts

  var tenant: TenantContext { scene.tenant }
  var publishing: Publishing { scene.publishing }
  var ledger: Ledger { Ledger(parts, database.worker, tenant) }

  static func run(
    mode: String = "rehearsal", contents: any PostContents = StudioPostContents(), kill: KillSwitch = .off,
    _ body: (Stage) async throws -> Void
  ) async throws {
    let sandbox = try Sandbox(SandboxOptions())
    let addresses = try await sandbox.start()
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stage-\(UUID().uuidString)")
    let settings = ProofWorker.Settings(
      database: "", mark: folder.path, mastodon: addresses.mastodon, bluesky: addresses.bluesky)
    do {
      try await TestDatabase.with { database in
        var parts = try ProofParts.make(settings, kill: kill)
        parts.contents = contents
        _ = try await LedgerGuard(parts, database.worker).check()
        let scene = try await ProofScene.make(database, parts, sandbox, mode: mode)
        try await body(Stage(database: database, sandbox: sandbox, scene: scene, parts: parts))
      }
    } catch {
      await sandbox.stop()
      throw error
    }
    await sandbox.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  func ready(_ platform: SandboxPlatform, _ text: String = "Fresh beans today") async throws -> (PostID, Connector) {
    let connector = try await scene.connect(platform)
    let posts = try await scene.posts(platform, [text], database)
    return (posts[0], connector)
  }

  func planned(_ platform: SandboxPlatform, _ text: String = "Fresh beans today") async throws -> Publication {
    let (post, connector) = try await ready(platform, text)
    return try await scene.schedule(post, connector.id)
  }

  /// Lets the ledger work until the publication has ended or waits longer than a few seconds.
  func settle(_ id: PublicationID, atMost rounds: Int = 200) async throws -> Publication {
    for _ in 0..<rounds {
      switch try await ledger.advance(id) {
      case .ended: return try await publishing.publication(id, as: tenant)
      case .again: continue
      case .wait(let rest) where rest > .seconds(4): return try await publishing.publication(id, as: tenant)
      case .wait(let rest): try await TimeSource.system.sleep(rest)
      }
    }
    return try await publishing.publication(id, as: tenant)
  }

  func run(_ sql: String) async throws {
    try await database.asSuperuser { connection in _ = try await connection.run(sql) }
  }

  func route(_ platform: SandboxPlatform) -> String {
    platform == .mastodon ? "statuses.create" : "com.atproto.repo.createRecord"
  }
}

func problem(_ body: () async throws -> some Sendable) async -> Problem? {
  do {
    _ = try await body()
    return nil
  } catch { return error as? Problem }
}
