package import Database
import Foundation
import Kernel

struct OrgKeyRow: Sendable {
  let id: UUID
  let generation: Int
  let vaultKey: String
  let wrapped: [UInt8]
}

package enum VaultStatements: StatementList {
  static let keys = Statement<Void, OrgKeyRow>.tenant(
    "vault.keys", "SELECT id, generation, vault_key, wrapped FROM org_keys WHERE org_id = $1 ORDER BY generation",
    row: { row in
      OrgKeyRow(id: try row.uuid(), generation: try row.int(), vaultKey: try row.string(), wrapped: try row.bytes())
    })

  static let insert = Statement<OrgKeyRow, Void>.tenant(
    "vault.insert",
    """
    INSERT INTO org_keys (org_id, id, generation, vault_key, wrapped) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (org_id, generation) DO NOTHING
    """,
    bind: { row, parameters in
      parameters.append(uuid: row.id)
      parameters.append(row.generation)
      parameters.append(row.vaultKey)
      parameters.append(row.wrapped)
    })

  /// Only while the row is still as it was read.
  static let rewrap = Statement<(from: String, row: OrgKeyRow), Void>.tenant(
    "vault.rewrap",
    "UPDATE org_keys SET vault_key = $4, wrapped = $5 WHERE org_id = $1 AND id = $2 AND vault_key = $3",
    by: .worker,
    bind: { change, parameters in
      parameters.append(uuid: change.row.id)
      parameters.append(change.from)
      parameters.append(change.row.vaultKey)
      parameters.append(change.row.wrapped)
    })

  static let orgs = Statement<Void, OrgID>.system(
    "vault.orgs", "SELECT * FROM system.org_ids()", by: .worker, row: { try $0.id() })

  package static let all = AnyStatement.list(keys, insert, rewrap, orgs)
}
