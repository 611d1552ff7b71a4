import Database
import Kernel
import Publishing
import TestKit
import Testing

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

  @Test("each names who moves it on, and those that work have a greatest age and a sweep")
  func duties() {
    for state in PublicationState.allCases where state.duty.owner == .publish || state.duty.owner == .schedule {
      #expect(state.duty.greatestAge != nil, "\(state)")
      #expect(state.duty.sweep != "none", "\(state)")
      #expect(!state.next.isEmpty, "\(state)")
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
