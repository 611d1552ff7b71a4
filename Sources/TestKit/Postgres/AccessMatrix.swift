package import Database
import Foundation
import Kernel

/// Tries every verb on one protected table as every role, for the own org, another and none, and for
/// the own brand, another and none, and says what went otherwise than the policy promises.
package struct AccessMatrix {
  private enum Outcome: Equatable {
    case rows(Int)
    case refused
    /// A trigger or a foreign key: the policy let it through.
    case stopped(String)
  }

  private struct Caller {
    let name: String
    let org: String
    let brands: String
    let isAllowed: Bool
  }

  private let connection: AdminConnection
  private let factory: RowFactory

  package init(_ connection: AdminConnection, _ factory: RowFactory) {
    self.connection = connection
    self.factory = factory
  }

  /// Sentences; empty when all is well.
  package func faults(_ table: ProtectedTable) async throws -> [String] {
    let (org, brand) = (id(), id())
    let row = try await factory.insert(table.name, fixed: fixed(table, org, brand))
    var faults: [String] = []
    for role in ["starling_app", "starling_worker"] {
      for caller in callers(table, org, brand, other: try await strangers()) {
        for verb in ["SELECT", "INSERT", "UPDATE", "DELETE"] where try await mayUse(verb, role, table) {
          let new = verb == "INSERT" ? try await factory.values(for: table.name, fixed: fixed(table, org, brand)) : row
          let outcome = try await attempt(verb, new, on: table, role, caller)
          if !isRight(outcome, verb, caller) {
            faults.append("\(role) for \(caller.name): \(verb) on \(table.name) gave \(outcome)")
          }
        }
      }
    }
    return faults
  }

  private func isRight(_ outcome: Outcome, _ verb: String, _ caller: Caller) -> Bool {
    switch (outcome, verb, caller.isAllowed) {
    case (.rows(1), _, true): true
    case (.stopped, "UPDATE", true), (.stopped, "DELETE", true): true
    case (.stopped(let reason), "INSERT", true): reason.hasPrefix("uniqueViolation")
    case (.rows(0), "SELECT", false), (.rows(0), "UPDATE", false), (.rows(0), "DELETE", false): true
    case (.refused, "INSERT", false): true
    default: false
    }
  }

  // MARK: Who calls

  private func id() -> String { IDSource.system.uuid().uuidString.lowercased() }

  private func fixed(_ table: ProtectedTable, _ org: String, _ brand: String) -> RowFactory.Row {
    var row: RowFactory.Row = ["brand_id": brand]
    row[table.orgColumn] = org
    if let column = table.brandColumn { row[column] = brand }
    if table.name == "brands" { row["brand_id"] = nil }
    return row
  }

  private func strangers() async throws -> String {
    let org = id()
    _ = try await factory.insert("orgs", fixed: ["id": org])
    return org
  }

  private func callers(_ table: ProtectedTable, _ org: String, _ brand: String, other: String) -> [Caller] {
    let byOrg = [
      Caller(name: "its own org", org: org, brands: "*", isAllowed: true),
      Caller(name: "another org", org: other, brands: "*", isAllowed: false),
      Caller(name: "no org", org: "", brands: "*", isAllowed: false),
      Caller(name: "another org that names this brand", org: other, brands: brand, isAllowed: false),
    ]
    let isLimited = table.brandColumn != nil
    return byOrg + [
      Caller(name: "its own brand", org: org, brands: "\(id()),\(brand)", isAllowed: true),
      Caller(name: "another brand", org: org, brands: id(), isAllowed: !isLimited),
      Caller(name: "no brand", org: org, brands: "", isAllowed: !isLimited),
    ]
  }

  // MARK: Trying

  /// As one transaction that is undone.
  private func attempt(
    _ verb: String, _ row: RowFactory.Row, on table: ProtectedTable, _ role: String, _ caller: Caller
  ) async throws -> Outcome {
    _ = try await connection.rows("BEGIN")
    _ = try await connection.rows("SET LOCAL ROLE \(role)")
    _ = try await connection.rows(
      "SELECT set_config('app.org_id', $1, true), set_config('app.brand_ids', $2, true)", [caller.org, caller.brands])
    let outcome: Outcome
    do {
      let (sql, values) = try await statement(verb, row, table, role)
      let rows = try await connection.rows("WITH done AS (\(sql)) SELECT count(*) FROM done", values)
      outcome = .rows(rows.first?.first.flatMap { $0.flatMap(Int.init) } ?? -1)
    } catch DatabaseError.forbidden {
      outcome = .refused
    } catch {
      outcome = .stopped("\(error)")
    }
    _ = try await connection.rows("ROLLBACK")
    return outcome
  }

  private func statement(
    _ verb: String, _ row: RowFactory.Row, _ table: ProtectedTable, _ role: String
  ) async throws -> (String, [String?]) {
    if verb == "INSERT" {
      let insertion = RowFactory.insertion(of: row, into: table.name)
      return (insertion.sql + " RETURNING 1", insertion.values)
    }
    let key = ["id", "org_id"].filter { row[$0] != nil }
    let condition = key.indices.map { "\(key[$0]) = $\($0 + 1)" }.joined(separator: " AND ")
    let values = key.map { row[$0] ?? nil }
    switch verb {
    case "UPDATE":
      let column = try await updatable(table, role)
      return ("UPDATE \(table.name) SET \(column) = \(column) WHERE \(condition) RETURNING 1", values)
    case "DELETE": return ("DELETE FROM \(table.name) WHERE \(condition) RETURNING 1", values)
    default: return ("SELECT 1 FROM \(table.name) WHERE \(condition)", values)
    }
  }

  private func mayUse(_ verb: String, _ role: String, _ table: ProtectedTable) async throws -> Bool {
    let any =
      verb == "DELETE" ? "has_table_privilege($1, $2::regclass, $3)" : "has_any_column_privilege($1, $2::regclass, $3)"
    return try await connection.rows("SELECT \(any)", [role, table.name, verb]).first?.first == "t"
  }

  private func updatable(_ table: ProtectedTable, _ role: String) async throws -> String {
    let rows = try await connection.rows(
      """
      SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
        AND attgenerated = '' AND has_column_privilege($2, attrelid, attnum, 'UPDATE')
        AND has_column_privilege($2, attrelid, attnum, 'SELECT') ORDER BY attname NOT IN ('created_at') LIMIT 1
      """, [table.name, role])
    return rows.first?.first.flatMap { $0 } ?? "id"
  }
}
