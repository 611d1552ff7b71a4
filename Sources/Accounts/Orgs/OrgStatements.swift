package import Database
import Kernel

package enum OrgStatements: StatementList {
  static let insert = Statement<Org, Void>.tenant(
    "org.insert",
    "INSERT INTO orgs (id, name, is_demo, version, created_at) VALUES ($1, $2, $3, $4, $5)", by: .app
  ) { org, values in
    values.append(org.name)
    values.append(org.isDemo)
    values.append(org.version)
    values.append(org.createdAt)
  }

  static let current = Statement<Void, Org>.tenant(
    "org.current", "SELECT id, name, is_demo, version, created_at FROM orgs WHERE id = $1 AND removed_at IS NULL"
  ) { row in
    Org(
      id: try row.id(), name: try row.string(), isDemo: try row.bool(), version: try row.int(),
      createdAt: try row.date())
  }

  static let rename = Statement<(name: String, version: Int), Void>.tenant(
    "org.rename", "UPDATE orgs SET name = $2, version = version + 1 WHERE id = $1 AND version = $3", by: .app
  ) { input, values in
    values.append(input.name)
    values.append(input.version)
  }

  static let remove = Statement<OrgID, Bool>.system(
    "org.remove", "SELECT system.remove_org($1)", by: .app
  ) {
    $1.append($0)
  } row: {
    try $0.bool()
  }

  /// Orgs that were removed and may have left files.
  static let removed = Statement<Void, OrgID>.system(
    "org.removed", "SELECT org FROM system.removed_org_ids() AS org", by: .worker
  ) { try $0.id() }

  /// Those removed more than a day ago.
  static let forgetRemoved = Statement<Void, Void>.system(
    "org.forget_removed", "SELECT system.forget_removed_orgs()", by: .worker)

  package static let all = AnyStatement.list(insert, current, rename, remove, removed, forgetRemoved)
}
