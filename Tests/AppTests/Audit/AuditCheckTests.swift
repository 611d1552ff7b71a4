import Accounts
import Contracts
import Database
import Foundation
import Kernel
import TestKit
import Testing

@testable import App

@Suite("starling audit verify")
struct AuditCheckTests {
  @Test("finds an untouched log intact and names the last anchored entry")
  func intact() async throws {
    try await Log.with { log in
      let report = try await log.check.report(on: nil)
      #expect(report.intact)
      #expect(report.logs.map(\.entries) == [6])
      #expect(report.logs.first?.lastAnchored?.sequence == 6)
      #expect(report.logs.first?.lastAnchored?.entry == log.entries[5])
      #expect(report.lines.first == "\(log.org): intact, 6 sealed entries")
    }
  }

  @Test("finds an edited entry and says which it is")
  func edited() async throws {
    try await Log.with { log in
      try await log.tamper("UPDATE audit_log SET actor = 'user_x' WHERE id = '\(log.entries[1].uuid)'")
      let report = try await log.check.report(on: log.org)
      #expect(report.faults == ["edited 2"])
      #expect(report.lines.contains { $0.contains(log.entries[1].description) })
      #expect(report.logs.first?.lastAnchored?.sequence == 6)
    }
  }

  @Test("finds a dropped entry, with and without its link")
  func dropped() async throws {
    try await Log.with { log in
      try await log.tamper("DELETE FROM audit_log WHERE id = '\(log.entries[2].uuid)'")
      #expect(try await log.check.report(on: nil).faults == ["dropped 3"])
      try await log.tamper("DELETE FROM audit_seals WHERE sequence = 3")
      #expect(try await log.check.report(on: nil).faults == ["missing-link 3"])
    }
  }

  @Test(
    "finds two swapped entries, whether their links or their contents changed places",
    arguments: [
      """
      UPDATE audit_seals SET entry_id = gen_random_uuid() WHERE sequence = 2;
      UPDATE audit_seals SET entry_id = '%2' WHERE sequence = 5;
      UPDATE audit_seals SET entry_id = '%5' WHERE sequence = 2;
      """,
      """
      UPDATE audit_log a SET (at, actor, action, resource, about_brand, request_id, facts) =
        (SELECT at, actor, action, resource, about_brand, request_id, facts FROM audit_log b
         WHERE b.id = CASE a.id WHEN '%2' THEN '%5'::uuid ELSE '%2'::uuid END)
      WHERE id IN ('%2', '%5');
      """,
    ])
  func swapped(sql: String) async throws {
    try await Log.with { log in
      let named = sql.replacing("%2", with: log.entries[1].uuid.uuidString)
        .replacing("%5", with: log.entries[4].uuid.uuidString)
      try await log.tamper(named)
      #expect(try await log.check.report(on: nil).faults == ["swapped 2"])
    }
  }

  @Test("finds a cut end by the anchor outside the database")
  func cut() async throws {
    try await Log.with { log in
      try await log.tamper(
        """
        DELETE FROM audit_log WHERE id IN (SELECT entry_id FROM audit_seals WHERE sequence > 4);
        DELETE FROM audit_seals WHERE sequence > 4
        """)
      let report = try await log.check.report(on: nil)
      #expect(report.faults == ["cut 4"])
      #expect(report.logs.first?.lastAnchored?.sequence == 3)
    }
  }

  @Test("finds an emptied log, and a changed anchor file")
  func emptied() async throws {
    try await Log.with { log in
      try await log.tamper("DELETE FROM audit_log; DELETE FROM audit_seals")
      let report = try await log.check.report(on: nil)
      #expect(report.faults == ["cut 0"])
      #expect(report.lines.contains { $0.contains("no anchor confirms any entry") })
      let file = log.folder.url.appendingPathComponent("\(log.org).jsonl")
      let text = try String(contentsOf: file, encoding: .utf8)
      try Data(
        text.replacing("\"count\":6", with: "\"count\":0").replacing("{\"at\"", with: "{\"AT\"", maxReplacements: 1)
          .utf8
      )
      .write(to: file)
      #expect(try await log.check.report(on: nil).faults.sorted() == ["forged-anchor", "unreadable-anchor"])
    }
  }

  @Test("says of an org that is gone how much of it was anchored, and asks for one by id strictly")
  func removed() async throws {
    try await Log.with { log in
      try await log.tamper("DELETE FROM orgs")
      let report = try await log.check.report(on: nil)
      #expect(report.intact)
      #expect(report.removed.map(\.anchored) == [6])
      #expect(try await log.check.report(on: log.org).faults == ["cut 0"])
      let stranger: OrgID = IDSource.system.new()
      let refusal = await #expect(throws: Problem.self) { try await log.check.report(on: stranger) }
      #expect(refusal?.kind == .invalid)
    }
  }
}

extension AuditReport {
  fileprivate var faults: [String] {
    logs.flatMap(\.faults).map { fault in fault.sequence.map { "\(fault.kind) \($0)" } ?? fault.kind }
  }
}

/// Six sealed entries of one org; anchors after three and after all.
private struct Log {
  let database: TestDatabase
  let org: OrgID
  let entries: [AuditEntryID]
  let folder: TemporaryFolder
  let check: AuditCheck

  static func with(_ body: (Log) async throws -> Void) async throws {
    let folder = TemporaryFolder()
    try await TestDatabase.with { database in
      let org = OrgID(IDSource.system.uuid())
      let anchors = AuditAnchorFile(folder: folder.url.path)
      let sealer = AuditSealer(
        db: database.worker, chain: AuditChain(key: Array("the vault's".utf8)), anchors: anchors, time: .system)
      try await database.asSuperuser { try await $0.run("INSERT INTO orgs (id) VALUES ('\(org.uuid)')") }
      let tenant = TenantContext(org: org, brands: .all, actor: .system("test"))
      var entries: [AuditEntryID] = []
      for number in 1...6 {
        try await database.app.transaction(as: tenant) { tx in
          try await PostgresAuditTrail(time: .system, ids: .system).record(
            AuditEntry("brand.update", resource: "brand_\(number)"), in: tx)
        }
        // Rows are sealed once no older transaction of the cluster is open, and other tests have some open.
        while try await sealer.sealAll() == 0 { try Task.checkCancellation() }
        if number % 3 == 0 { try await sealer.anchor([org]) }
      }
      entries = try await database.asSuperuser { admin in
        try await admin.rows("SELECT entry_id FROM audit_seals ORDER BY sequence").compactMap { row in
          row.first.flatMap { $0 }.flatMap { UUID(uuidString: $0) }.map { AuditEntryID($0) }
        }
      }
      let check = AuditCheck(sealer: sealer, anchors: anchors, database: database.worker)
      try await body(Log(database: database, org: org, entries: entries, folder: folder, check: check))
    }
  }

  /// As somebody who holds the database.
  func tamper(_ sql: String) async throws {
    try await database.asSuperuser { admin in
      try await admin.run(
        "ALTER TABLE audit_log DISABLE TRIGGER USER; ALTER TABLE audit_seals DISABLE TRIGGER USER; " + sql)
    }
  }
}
