package import Database
import Foundation

/// Prepares and plans statements on a migrated schema as the roles that run them: a wrong column, a
/// missing grant or a type that cannot be inferred shows here and not in front of a user.
package struct StatementCheck: Sendable {
  private let connection: AdminConnection

  /// `connection`: the superuser's, which may become any role.
  package init(_ connection: AdminConnection) { self.connection = connection }

  /// One sentence for each statement that a role cannot prepare and plan.
  package func faults(_ statements: [AnyStatement]) async throws -> [String] {
    var faults = Self.duplicates(statements)
    for statement in statements {
      for role in Self.roles(statement) {
        do {
          _ = try await plan(statement, role)
        } catch {
          faults.append("\(statement.name) as \(role): \(error)")
        }
      }
    }
    return faults
  }

  /// Statements whose generic plan reads all of one of these tables. Fill and ANALYZE the tables first.
  package func sequentialScans(_ statements: [AnyStatement], of tables: [ProtectedTable]) async throws -> [String] {
    var faults: [String] = []
    for statement in statements where statement.scope == .tenant {
      for role in Self.roles(statement) {
        let plan = try await plan(statement, role)
        for table in tables where plan.contains(where: { Self.isSequential($0, table.name) }) {
          faults.append("\(statement.name) as \(role) reads all of \(table.name):\n" + plan.joined(separator: "\n"))
        }
      }
    }
    return faults
  }

  private static func isSequential(_ line: String, _ table: String) -> Bool {
    guard let start = line.range(of: "Seq Scan on ") else { return false }
    return line[start.upperBound...].prefix { $0 != " " } == table
  }

  private func plan(_ statement: AnyStatement, _ role: String) async throws -> [String] {
    let tenant = "SET LOCAL app.org_id = '00000000-0000-7000-8000-000000000001'; SET LOCAL app.brand_ids = '*';"
    do {
      let rows = try await connection.run(
        """
        BEGIN; SET LOCAL ROLE \(role); \(tenant)
        PREPARE checked AS \(statement.sql); DEALLOCATE checked;
        EXPLAIN (GENERIC_PLAN) \(statement.sql)
        """)
      try await connection.run("ROLLBACK")
      return rows.compactMap { $0.first ?? nil }
    } catch {
      try await connection.run("ROLLBACK")
      throw error
    }
  }

  private static func roles(_ statement: AnyStatement) -> [String] {
    [(StatementRoles.app, "starling_app"), (.worker, "starling_worker")]
      .filter { statement.roles.contains($0.0) }.map(\.1)
  }

  private static func duplicates(_ statements: [AnyStatement]) -> [String] {
    Dictionary(grouping: statements, by: \.name).filter { $0.value.count > 1 }.keys.sorted()
      .map { "\($0) is the name of more than one statement" }
  }
}
