package import Database
import Foundation
import Kernel

package enum APIKeyStatements: StatementList {
  static let insert = Statement<(key: APIKey, hash: [UInt8]), Void>.tenant(
    "api_key.insert",
    """
    INSERT INTO api_keys (org_id, id, user_id, name, hint, key_hash, scopes, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    """, by: .app
  ) { input, values in
    values.append(input.key.id)
    values.append(input.key.user)
    values.append(input.key.name)
    values.append(input.key.hint)
    values.append(input.hash)
    values.append(strings: input.key.scopes)
    values.append(input.key.createdAt)
    values.append(input.key.expiresAt)
  }

  static let byHash = Statement<[UInt8], (org: OrgID, key: APIKeyID)>.system(
    "api_key.by_hash", "SELECT org_id, id FROM system.api_key_by_hash($1)", by: .app
  ) {
    $1.append($0)
  } row: {
    (try $0.id(), try $0.id())
  }

  /// No row when the key was revoked or its person has left.
  static let standing = Statement<APIKeyID, CallerStanding>.tenant(
    "api_key.standing",
    """
    SELECT k.user_id, \(MemberStatements.accessColumns), k.scopes, m.version,
      coalesce(k.expires_at, timestamptz '9999-01-01 00:00:00+00')
    FROM api_keys k
    JOIN memberships m ON m.org_id = k.org_id AND m.user_id = k.user_id AND m.removed_at IS NULL
    WHERE k.org_id = $1 AND k.id = $2 AND k.revoked_at IS NULL
    """, by: .app
  ) {
    $1.append($0)
  } row: { row in
    CallerStanding(
      user: try row.id(), access: try MemberStatements.access(&row), scopes: try row.strings(),
      version: try row.int(), expires: try row.date())
  }

  static let touch = Statement<(id: APIKeyID, at: Date), Void>.tenant(
    "api_key.touch",
    """
    UPDATE api_keys SET used_at = $3
    WHERE org_id = $1 AND id = $2 AND (used_at IS NULL OR used_at < $3::timestamptz - interval '1 minute')
    """, by: .app
  ) { input, values in
    values.append(input.id)
    values.append(input.at)
  }

  /// With a user: that person's keys; without: all of the org.
  static let page = Statement<(user: UserID?, after: APIKeyID?, limit: Int), APIKey>.tenant(
    "api_key.page",
    """
    SELECT id, user_id, name, hint, scopes, created_at, expires_at, used_at FROM api_keys
    WHERE org_id = $1 AND revoked_at IS NULL AND ($2::uuid IS NULL OR user_id = $2) AND ($3::uuid IS NULL OR id < $3)
    ORDER BY id DESC LIMIT $4
    """, by: .app
  ) { input, values in
    values.append(input.user)
    values.append(input.after)
    values.append(input.limit)
  } row: { row in
    APIKey(
      id: try row.id(), user: try row.id(), name: try row.string(), hint: try row.string(), scopes: try row.strings(),
      createdAt: try row.date(), expiresAt: try row.optionalDate(), usedAt: try row.optionalDate())
  }

  /// With a user: only if the key is theirs.
  static let revoke = Statement<(id: APIKeyID, user: UserID?, at: Date, by: String), Void>.tenant(
    "api_key.revoke",
    """
    UPDATE api_keys SET revoked_at = $4, revoked_by = $5
    WHERE org_id = $1 AND id = $2 AND revoked_at IS NULL AND ($3::uuid IS NULL OR user_id = $3)
    """, by: .app
  ) { input, values in
    values.append(input.id)
    values.append(input.user)
    values.append(input.at)
    values.append(input.by)
  }

  static let revokeAllOf = Statement<(user: UserID, at: Date, by: String), APIKeyID>.tenant(
    "api_key.revoke_all_of",
    """
    UPDATE api_keys SET revoked_at = $3, revoked_by = $4
    WHERE org_id = $1 AND user_id = $2 AND revoked_at IS NULL RETURNING id
    """, by: .app
  ) { input, values in
    values.append(input.user)
    values.append(input.at)
    values.append(input.by)
  } row: {
    try $0.id()
  }

  package static let all = AnyStatement.list(insert, byHash, standing, touch, page, revoke, revokeAllOf)
}
