package import Database
package import Foundation
package import Kernel

/// One row of `audit_log`.
package struct AuditRow: Sendable, Equatable {
  package var id: AuditEntryID
  package var at: Date
  package var actor: String
  package var action: String
  package var resource: String
  package var brand: BrandID?
  package var requestID: String?
  package var facts: String
}

package enum AuditStatements: StatementList {
  private static let columns = "id, at, actor, action, resource, about_brand, request_id, facts"

  private static func row(_ row: inout RowReader) throws -> AuditRow {
    AuditRow(
      id: try row.id(), at: try row.date(), actor: try row.string(), action: try row.string(),
      resource: try row.string(), brand: try row.optionalID(), requestID: try row.optionalString(),
      facts: try row.string())
  }

  static let insert = Statement<AuditRow, Void>.tenant(
    "audit.insert",
    """
    INSERT INTO audit_log (org_id, id, at, actor, action, resource, about_brand, request_id, facts)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    """
  ) { entry, values in
    values.append(entry.id)
    values.append(entry.at)
    values.append(entry.actor)
    values.append(entry.action)
    values.append(entry.resource)
    values.append(entry.brand)
    values.append(entry.requestID)
    values.append(entry.facts)
  }

  /// With brands: what is about one of them.
  static let page = Statement<
    (action: String?, resource: String?, actor: String?, before: AuditEntryID?, scope: BrandScope, limit: Int), AuditRow
  >
  .tenant(
    "audit.page",
    """
    SELECT \(columns) FROM audit_log
    WHERE org_id = $1 AND ($2::text IS NULL OR action = $2) AND ($3::text IS NULL OR resource = $3)
      AND ($4::text IS NULL OR actor = $4) AND ($5::uuid IS NULL OR id < $5)
      AND ($6::uuid[] IS NULL OR about_brand = ANY ($6))
    ORDER BY id DESC LIMIT $7
    """, by: .app
  ) { input, values in
    values.append(input.action)
    values.append(input.resource)
    values.append(input.actor)
    values.append(input.before)
    values.append(brandsOf: input.scope)
    values.append(input.limit)
  } row: {
    try row(&$0)
  }

  package static let orgs = Statement<Void, OrgID>.system(
    "audit.orgs", "SELECT org FROM system.org_ids() AS org", by: .worker
  ) { try $0.id() }

  /// Orgs that have rows without a link, for the sealing leader.
  static let orgsToSeal = Statement<Void, OrgID>.system(
    "audit.orgs_to_seal", "SELECT org FROM system.orgs_with_unsealed_audit() AS org", by: .worker
  ) { try $0.id() }

  /// Rows of transactions that have all ended, in the order of transaction and id: nothing can later
  /// commit in front of them.
  static let unsealed = Statement<Int, AuditRow>.tenant(
    "audit.unsealed",
    """
    SELECT \(columns) FROM audit_log a
    WHERE a.org_id = $1 AND a.written_by < pg_snapshot_xmin(pg_current_snapshot())
      AND NOT EXISTS (SELECT 1 FROM audit_seals s WHERE s.org_id = a.org_id AND s.entry_id = a.id)
    ORDER BY a.written_by, a.id LIMIT $2
    """, by: .worker
  ) {
    $1.append($0)
  } row: {
    try row(&$0)
  }

  static let head = Statement<Void, AuditSeal>.tenant(
    "audit.head",
    "SELECT sequence, entry_id, link FROM audit_seals WHERE org_id = $1 ORDER BY sequence DESC LIMIT 1"
  ) { AuditSeal(sequence: Int64(try $0.int()), entry: try $0.id(), link: try $0.bytes()) }

  static let seal = Statement<AuditSeal, Void>.tenant(
    "audit.seal", "INSERT INTO audit_seals (org_id, sequence, entry_id, link) VALUES ($1, $2, $3, $4)", by: .worker
  ) { seal, values in
    values.append(seal.sequence)
    values.append(seal.entry)
    values.append(seal.link)
  }

  static let seals = Statement<(after: Int64, limit: Int), AuditSeal>.tenant(
    "audit.seals",
    "SELECT sequence, entry_id, link FROM audit_seals WHERE org_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
    by: .worker
  ) { input, values in
    values.append(input.after)
    values.append(input.limit)
  } row: {
    AuditSeal(sequence: Int64(try $0.int()), entry: try $0.id(), link: try $0.bytes())
  }

  static let sealed = Statement<[AuditEntryID], AuditRow>.tenant(
    "audit.sealed", "SELECT \(columns) FROM audit_log WHERE org_id = $1 AND id = ANY ($2::uuid[])", by: .worker
  ) {
    $1.append(ids: $0)
  } row: {
    try row(&$0)
  }

  package static let all = AnyStatement.list(insert, page, orgs, orgsToSeal, unsealed, head, seal, seals, sealed)
}
