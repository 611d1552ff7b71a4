/// A statement without its types: what the tests that PREPARE and EXPLAIN every statement need.
package struct AnyStatement: Sendable, Hashable {
  package let name: String
  package let sql: String
  package let scope: StatementScope
  package let roles: StatementRoles

  package init<Input, Row>(_ statement: Statement<Input, Row>) {
    name = statement.name
    sql = statement.sql
    scope = statement.scope
    roles = statement.roles
  }

  /// `static let all = AnyStatement.list(insert, byID, page)`
  package static func list<each Input: Sendable, each Row: Sendable>(
    _ statement: repeat Statement<each Input, each Row>
  ) -> [AnyStatement] {
    var list: [AnyStatement] = []
    for one in repeat each statement { list.append(AnyStatement(one)) }
    return list
  }
}

/// Every module's statements, in one list that a test can prepare:
///
///     enum BriefStatements : StatementList {
///       package static let all = AnyStatement.list(insert, byID, page)
///     }
package protocol StatementList {
  static var all: [AnyStatement] { get }
}
