import Database
import Foundation
import Kernel
import Stores
import TestKit
import Testing
import Web

@testable import Accounts

@Suite("Upkeep")
struct UpkeepTests {
  private func upkeep(_ world: World, _ folder: URL) -> UpkeepJob {
    UpkeepJob(blobs: FolderBlobStore(folder: folder), time: world.clock.source)
  }

  private func withFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("upkeep-" + IDSource.system.ulid())
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
  }

  private func count(_ world: World, _ sql: String) async throws -> String? {
    try await world.database.asSuperuser { try await $0.rows("SELECT count(*) FROM \(sql)").first?.first ?? nil }
  }

  @Test("removes sessions a month after they are over, and expired tokens, but never those made from them")
  func sessions() async throws {
    try await World.with { world in
      try await withFolder { folder in
        let (org, alice) = try await world.acme()
        try await SignOut(services: world.services)(
          try await world.caller(alice, in: org.id).principal, requestID: nil)
        _ = try await world.caller(alice, in: org.id)
        let first = try await SignIn(services: world.services)
          .openAPISession(user: alice, org: org.id, agent: "", requestID: nil).refresh
        world.clock.advance(20 * 86_400)
        let refresh = RefreshSession(services: world.services)
        let second = try await refresh(first.text.reveal(), requestID: nil).refresh
        try await upkeep(world, folder).run(world.database.worker)
        #expect(try await count(world, "sessions") == "3")
        #expect(try await count(world, "refresh_tokens") == "2")
        world.clock.advance(12 * 86_400)
        try await upkeep(world, folder).run(world.database.worker)
        #expect(try await count(world, "sessions") == "2", "the one that was closed 32 days ago is gone")
        #expect(try await count(world, "refresh_tokens WHERE parent_id IS NULL") == "1", "its parent is gone")
        _ = try await refresh(second.text.reveal(), requestID: nil)
        world.clock.advance(13 * 86_400)
        try await upkeep(world, folder).run(world.database.worker)
        #expect(try await count(world, "sessions") == "1", "the cookie's ran out 31 days ago")
      }
    }
  }

  @Test("removes operations that ended a month ago, and idempotency keys that expired")
  func operations() async throws {
    try await World.with { world in
      try await withFolder { folder in
        let (org, _) = try await world.acme()
        let id = org.id.uuid.uuidString
        try await world.database.asSuperuser { connection in
          _ = try await connection.rows(
            """
            INSERT INTO operations (org_id, id, kind, state, created_by, finished_at)
            SELECT $1::uuid, gen_random_uuid(), 'generate', state, 'system:test', ended
            FROM (VALUES ('succeeded', now() - interval '31 days'), ('succeeded', now() - interval '29 days'),
              ('running', NULL)) AS o (state, ended)
            """, [id])
          _ = try await connection.rows(
            """
            INSERT INTO idempotency_keys
              (org_id, principal, route, key, body_hash, status, headers, hides_secret, expires_at)
            SELECT $1::uuid, 'p', 'r', n::text, '', 200, '{}', false,
              now() + CASE WHEN n = 0 THEN interval '1 hour' ELSE interval '-1 hour' END
            FROM generate_series(0, 2500) n
            """, [id])
        }
        try await upkeep(world, folder).run(world.database.worker)
        #expect(try await count(world, "operations") == "2")
        #expect(try await count(world, "idempotency_keys") == "1")
      }
    }
  }

  @Test("deletes the files of an organisation that was removed, and of no other")
  func files() async throws {
    try await World.with { world in
      try await withFolder { folder in
        let (acme, alice) = try await world.acme()
        let (other, _) = try await world.acme(name: "Northwind Tools", mail: "carol@northwind.example")
        let unknown = IDSource.system.new(OrgID.self)
        let blobs = FolderBlobStore(folder: folder)
        let paths = try [acme.id, other.id, unknown].map { try #require(BlobPath("\($0)/reports/a.csv")) }
        for path in paths { try await blobs.put([1], at: path) }
        try await upkeep(world, folder).run(world.database.worker)
        #expect(try await blobs.get(paths[0]) == [1])
        let owner = try await world.caller(alice, in: acme.id).principal
        try await RemoveOrg(services: world.services)(confirming: acme.name, by: owner)
        #expect(try await count(world, "system.jobs WHERE kind = 'upkeep'") == "1")
        try await upkeep(world, folder).run(world.database.worker)
        await #expect(throws: Problem.notFound("file")) { try await blobs.get(paths[0]) }
        for path in paths.dropFirst() { #expect(try await blobs.get(path) == [1]) }
        try await blobs.put([1], at: paths[0])
        try await upkeep(world, folder).run(world.database.worker)
        await #expect(throws: Problem.notFound("file")) { try await blobs.get(paths[0]) }
        try await world.database.asSuperuser {
          try await $0.run("UPDATE system.removed_orgs SET removed_at = now() - interval '25 hours'")
        }
        try await upkeep(world, folder).run(world.database.worker)
        #expect(try await count(world, "system.removed_orgs") == "0")
      }
    }
  }
}
