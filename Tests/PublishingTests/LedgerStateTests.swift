import Database
import Kernel
import Sandbox
import Synchronization
import TestKit
import Testing

@testable import Publishing
@testable import prove_publishing

@Suite("The ledger's states")
struct LedgerStateTests {
  @Test("are the same list in the code and in the database's check")
  func sameList() async throws {
    try await TestDatabase.with { database in
      let rows = try await database.asSuperuser {
        try await $0.rows(
          """
          SELECT pg_get_constraintdef(oid) FROM pg_constraint
          WHERE conrelid = 'publications'::regclass AND contype = 'c' AND conname = 'publications_state_check'
          """)
      }
      let text = try #require(rows.first?[0])
      let listed = text.matches(of: /'([a-z_]+)'/).map { String($0.1) }
      #expect(Set(listed) == Set(PublicationState.allCases.map(\.rawValue)))
    }
  }

  @Test("each that works names who moves it on and a way out, and what a worker holds a greatest age")
  func duties() {
    for state in PublicationState.allCases where state.duty.isSwept {
      #expect(state.duty.greatestAge != nil || state.duty.owner == .schedule, "\(state)")
      #expect(!state.next.isEmpty, "\(state)")
    }
  }

  @Test("the sweep asks for exactly those that name a worker", arguments: PublicationState.allCases)
  func swept(_ state: PublicationState) async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      try await stage.run(
        """
        UPDATE publications SET state = '\(state.rawValue)', payload = '', client_token = 't', sent_at = now(),
          send_deadline = now(), settle_at = now(), external_id = 'x', published_at = now(),
          next_at = now() - interval '1 minute'
        """)
      let overdue = try await stage.database.worker.query(LedgerStatements.overdue, 15, as: stage.tenant)
      #expect(overdue.map(\.id) == (state.duty.isSwept ? [planned.id] : []))
    }
  }

  @Test("their ages are the ones that the ledger works with")
  func ages() async throws {
    let times = LedgerTimes()
    #expect(times.unknownLife.seconds == PublicationState.unknown.duty.greatestAge.map(Double.init))
    let sent = try #require(PublicationState.sent.duty.greatestAge)
    for platform in ["mastodon", "bluesky", "another"] {
      #expect(times.settlesAfter(platform).seconds < Double(sent), "\(platform)")
    }
    try await Stage.run(kill: .off) { stage in
      let planned = try await stage.planned(.bluesky)
      var parts = stage.parts
      let database = stage.database
      let left = Mutex<String?>(nil)
      parts.kill = KillSwitch { point in
        guard point == .intentStored else { return }
        blockingRun {
          let rows = try await database.asSuperuser {
            try await $0.rows("SELECT round(extract(epoch FROM next_at - state_since)) FROM publications")
          }
          left.withLock { $0 = rows.first?[0] }
        }
      }
      _ = try await Ledger(parts, stage.database.worker, stage.tenant).advance(planned.id)
      #expect(left.withLock { $0 } == PublicationState.intent.duty.greatestAge.map(String.init))
      let lateness = await problem {
        try await stage.run(
          "UPDATE publications SET late_seconds = \(PublicationState.retryable.duty.greatestAge ?? 0)")
      }
      #expect(lateness == nil)
    }
  }

  @Test("from sent on nothing leads back to a send without a reading or a person")
  func noWayBack() {
    #expect(!PublicationState.sent.next.contains(.intent))
    #expect(!PublicationState.unknown.next.contains(.intent))
    #expect(!PublicationState.unknown.next.contains(.planned))
    #expect(!PublicationState.needsHuman.next.contains(.intent))
    #expect(PublicationState.published.next == [.deleted])
    for state in [PublicationState.sent, .unknown, .needsHuman, .published, .partial] {
      #expect(!state.canStillChange, "\(state)")
    }
  }

  @Test("every statement of publishing prepares on the migrated schema as the roles that run it")
  func prepares() async throws {
    try await TestDatabase.with { database in
      let all = LedgerStatements.all + ConnectorStatements.all + LedgerGuardStatements.all
      for (index, statement) in all.enumerated() {
        for (role, name) in [(StatementRoles.app, "starling_app"), (.worker, "starling_worker")]
        where statement.roles.contains(role) {
          try await database.asSuperuser { connection in
            do {
              try await connection.run("SET ROLE \(name); PREPARE p\(index) AS \(statement.sql)")
            } catch { Issue.record("\(statement.name) as \(name): \(error)") }
          }
        }
      }
    }
  }
}
