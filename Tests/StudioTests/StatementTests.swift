import Database
import TestKit
import Testing

@testable import Studio

@Suite struct StatementTests {
  @Test("every statement of Studio is understood by Postgres, as each role that runs it")
  func prepared() async throws {
    try await TestDatabase.with { database in
      for role in ["starling_app", "starling_worker"] {
        try await database.asSuperuser { connection in
          try await connection.run("SET ROLE \(role)")
          for (number, statement) in Studio.statements.enumerated() {
            try await connection.run("PREPARE s\(number) AS \(statement.sql)")
          }
        }
      }
    }
  }

  @Test("no two statements share a name")
  func names() {
    let names = Studio.statements.map(\.name)
    #expect(Set(names).count == names.count)
  }
}
