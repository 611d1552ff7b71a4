import Contracts
import Database
import Foundation
import Kernel
import TestKit
import Testing

@testable import Accounts

@Suite("The audit log")
struct AuditTrailTests {
  private let chain = AuditChain(key: [UInt8](repeating: 3, count: 32))

  private func withSealer(_ body: (World, AuditSealer, OrgID) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("anchors-\(IDSource.system.ulid())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await World.with { world in
      let sealer = AuditSealer(
        db: world.database.worker, chain: chain, anchors: AuditAnchorFile(folder: folder), time: world.clock.source)
      let org = try await world.acme().org.id
      for number in 1...6 {
        try await world.services.db.transaction(as: world.tenant(org)) { tx in
          try await world.services.audit.record(
            AuditEntry("brand.update", resource: "brand_\(number)", facts: ["version": .number(Int64(number))]), in: tx)
        }
      }
      try await body(world, sealer, org)
    }
  }

  @Test("is sealed, anchored and found intact; a second round seals nothing twice")
  func intact() async throws {
    try await withSealer { world, sealer, org in
      let sealed = try await sealEverything(sealer)
      #expect(try await sealer.sealAll() == 0)
      try await sealer.anchor([org])
      let verdict = try await sealer.verify(org)
      #expect(verdict.isIntact)
      #expect(verdict.checked == sealed)
      #expect(verdict.lastAnchored?.sequence == Int64(sealed))
    }
  }

  @Test("shows what a database superuser edited, deleted or cut off")
  func tampering() async throws {
    try await withSealer { world, sealer, org in
      try await sealEverything(sealer)
      try await sealer.anchor([org])
      try await world.database.asSuperuser { admin in
        _ = try await admin.run(
          "ALTER TABLE audit_log DISABLE TRIGGER USER; ALTER TABLE audit_seals DISABLE TRIGGER USER")
        _ = try await admin.run("UPDATE audit_log SET actor = 'user_x' WHERE resource = 'brand_2'")
        _ = try await admin.run("DELETE FROM audit_log WHERE resource = 'brand_4'")
        _ = try await admin.run("DELETE FROM audit_seals WHERE sequence = (SELECT max(sequence) FROM audit_seals)")
      }
      let faults = try await sealer.verify(org).faults
      #expect(faults.contains { if case .edited = $0 { true } else { false } })
      #expect(faults.contains { if case .dropped = $0 { true } else { false } })
      #expect(faults.contains { if case .cut = $0 { true } else { false } })
    }
  }

  @Test(
    "cannot be changed or deleted by the program's own roles",
    arguments: [
      "UPDATE audit_log SET actor = 'x'", "DELETE FROM audit_log", "TRUNCATE audit_log",
      "UPDATE audit_seals SET sequence = 9",
    ])
  func appendOnly(sql: String) async throws {
    try await withSealer { world, sealer, org in
      try await sealEverything(sealer)
      for role in ["starling_app", "starling_worker", "starling_owner"] {
        await #expect(throws: DatabaseError.self, "\(role)") {
          try await world.database.asSuperuser { admin in
            _ = try await admin.run("SET ROLE \(role); SET app.org_id = '\(org.uuid)'; SET app.brand_ids = '*'; \(sql)")
          }
        }
      }
    }
  }

  @Test("is closed to names and texts")
  func factsOnly() async throws {
    try await World.with { world in
      let org = try await world.acme().org.id
      await #expect(throws: (any Error).self) {
        try await world.services.db.transaction(as: world.tenant(org)) { tx in
          try await world.services.audit.record(
            AuditEntry("user.rename", resource: "user_1", facts: ["name": .word("Ada Lovelace")]), in: tx)
        }
      }
    }
  }

  /// The org's own entry and the six of `withSealer`. Rows are sealed once no older transaction of the cluster is open,
  /// and other tests have some open, so this takes as many rounds as it takes.
  @discardableResult
  private func sealEverything(_ sealer: AuditSealer) async throws -> Int {
    var sealed = 0
    while sealed < 7 { sealed += try await sealer.sealAll() }
    return sealed
  }
}
