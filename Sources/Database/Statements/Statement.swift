/// One named piece of SQL with the types that go in and come out. The text never changes at run
/// time, so each connection prepares it once and a test PREPAREs every one on the migrated schema.
///
/// A `tenant` statement runs under row-level security: `$1` is the org's id, bound by the executor,
/// and the input's parameters start at `$2`. A `system` statement has no tenant, sees no tenant
/// table and starts at `$1`.
package struct Statement<Input: Sendable, Row: Sendable>: Sendable {
  package typealias Bind = @Sendable (Input, inout Parameters) -> Void
  package typealias Decode = @Sendable (inout RowReader) throws -> Row

  /// Unique in the program, as in `brief.insert`: the label in metrics, spans and logs.
  package let name: String
  package let sql: String
  package let scope: StatementScope
  /// Who runs it; a test prepares it as each of these.
  package let roles: StatementRoles
  let bind: Bind
  let row: Decode
  /// Whether running it twice changes nothing more than running it once. Functions of schema
  /// `system` may write, so they count as not repeatable.
  let isRepeatable: Bool

  private init(
    name: String, sql: String, scope: StatementScope, roles: StatementRoles, bind: @escaping Bind, row: @escaping Decode
  ) {
    self.name = name
    self.sql = sql
    self.scope = scope
    self.roles = roles
    self.bind = bind
    self.row = row
    isRepeatable = sql.drop { $0.isWhitespace }.prefix(6).uppercased() == "SELECT" && !sql.contains("system.")
  }

  package static func tenant(
    _ name: String, _ sql: String, by roles: StatementRoles = .both, bind: @escaping Bind, row: @escaping Decode
  ) -> Self {
    Self(name: name, sql: sql, scope: .tenant, roles: roles, bind: bind, row: row)
  }

  package static func system(
    _ name: String, _ sql: String, by roles: StatementRoles = .both, bind: @escaping Bind, row: @escaping Decode
  ) -> Self {
    Self(name: name, sql: sql, scope: .system, roles: roles, bind: bind, row: row)
  }
}

extension Statement where Row == Void {
  package static func tenant(
    _ name: String, _ sql: String, by roles: StatementRoles = .both, bind: @escaping Bind
  ) -> Self {
    tenant(name, sql, by: roles, bind: bind, row: { _ in })
  }

  package static func system(
    _ name: String, _ sql: String, by roles: StatementRoles = .both, bind: @escaping Bind
  ) -> Self {
    system(name, sql, by: roles, bind: bind, row: { _ in })
  }
}

extension Statement where Input == Void {
  package static func tenant(
    _ name: String, _ sql: String, by roles: StatementRoles = .both, row: @escaping Decode
  ) -> Self {
    tenant(name, sql, by: roles, bind: { _, _ in }, row: row)
  }

  package static func system(
    _ name: String, _ sql: String, by roles: StatementRoles = .both, row: @escaping Decode
  ) -> Self {
    system(name, sql, by: roles, bind: { _, _ in }, row: row)
  }
}

extension Statement where Input == Void, Row == Void {
  package static func tenant(_ name: String, _ sql: String, by roles: StatementRoles = .both) -> Self {
    tenant(name, sql, by: roles, bind: { _, _ in }, row: { _ in })
  }

  package static func system(_ name: String, _ sql: String, by roles: StatementRoles = .both) -> Self {
    system(name, sql, by: roles, bind: { _, _ in }, row: { _ in })
  }
}

package enum StatementScope: String, Sendable, Hashable {
  case tenant, system
}

package struct StatementRoles: OptionSet, Sendable, Hashable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let app = StatementRoles(rawValue: 1)
  package static let worker = StatementRoles(rawValue: 2)
  package static let both: StatementRoles = [.app, .worker]
}
