import App
import Database
import TestKit
import Testing

@Suite struct RowSecurityBenchTests {
  @Test("the figure for row-level security is measured on both tables and leaves none behind")
  func figures() async throws {
    try await TestDatabase.with { database in
      try await database.asSuperuser { connection in
        let bench = RowSecurityBench(app: database.app, owner: connection)
        let figures = try await bench.run(rows: 2000, rounds: 3, pages: 40)
        #expect(figures.protected > 0)
        #expect(figures.plain > 0)
        #expect(figures.ratio > 0)
        #expect(try await connection.rows("SELECT to_regclass('bench_protected')::text") == [[nil]])
      }
    }
  }
}
