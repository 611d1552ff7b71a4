package import Database
package import Foundation
package import Kernel

package enum SessionStatements: StatementList {
  static let insert = Statement<
    (id: SessionID, user: UserID, kind: String, tokenHash: [UInt8]?, agent: String, at: Date, expires: Date), Void
  >.tenant(
    "session.insert",
    """
    INSERT INTO sessions (org_id, id, user_id, kind, token_hash, user_version, agent, created_at, seen_at, expires_at)
    SELECT $1, $2, $3, $4, $5, u.session_version, $6, $7, $7, $8 FROM users u WHERE u.id = $3
    """, by: .app
  ) { input, values in
    values.append(input.id)
    values.append(input.user)
    values.append(input.kind)
    values.append(input.tokenHash)
    values.append(input.agent)
    values.append(input.at)
    values.append(input.expires)
  }

  static let byToken = Statement<[UInt8], (org: OrgID, session: SessionID)>.system(
    "session.by_token", "SELECT org_id, id FROM system.session_by_token($1)", by: .app
  ) {
    $1.append($0)
  } row: {
    (try $0.id(), try $0.id())
  }

  /// Everything that decides what a session may do now. No row: ended, expired, or the person has left.
  static let standing = Statement<SessionID, SessionStanding>.tenant(
    "session.standing",
    """
    SELECT s.id, s.user_id, s.kind, s.expires_at, m.version, \(MemberStatements.accessColumns)
    FROM sessions s
    JOIN memberships m ON m.org_id = s.org_id AND m.user_id = s.user_id AND m.removed_at IS NULL
    JOIN users u ON u.id = s.user_id AND u.session_version = s.user_version
    WHERE s.org_id = $1 AND s.id = $2 AND s.ended_at IS NULL
    """, by: .app
  ) {
    $1.append($0)
  } row: { row in
    SessionStanding(
      session: try row.id(), user: try row.id(), kind: try row.string(), expires: try row.date(),
      version: try row.int(), access: try MemberStatements.access(&row))
  }

  static let touch = Statement<(id: SessionID, at: Date, expires: Date), Void>.tenant(
    "session.touch",
    "UPDATE sessions SET seen_at = $3, expires_at = $4 WHERE org_id = $1 AND id = $2 AND ended_at IS NULL", by: .app
  ) { input, values in
    values.append(input.id)
    values.append(input.at)
    values.append(input.expires)
  }

  static let end = Statement<(id: SessionID, at: Date, why: String), Void>.tenant(
    "session.end",
    "UPDATE sessions SET ended_at = $3, ended_why = $4 WHERE org_id = $1 AND id = $2 AND ended_at IS NULL", by: .app
  ) { input, values in
    values.append(input.id)
    values.append(input.at)
    values.append(input.why)
  }

  static let endAllOf = Statement<(user: UserID, at: Date, why: String), SessionID>.tenant(
    "session.end_all_of",
    """
    UPDATE sessions SET ended_at = $3, ended_why = $4
    WHERE org_id = $1 AND user_id = $2 AND ended_at IS NULL RETURNING id
    """, by: .app
  ) { input, values in
    values.append(input.user)
    values.append(input.at)
    values.append(input.why)
  } row: {
    try $0.id()
  }

  static let insertRefresh = Statement<
    (id: RefreshTokenID, session: SessionID, hash: [UInt8], at: Date, expires: Date, parent: RefreshTokenID?), Void
  >.tenant(
    "refresh.insert",
    """
    INSERT INTO refresh_tokens (org_id, id, session_id, token_hash, issued_at, expires_at, parent_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    """, by: .app
  ) { input, values in
    values.append(input.id)
    values.append(input.session)
    values.append(input.hash)
    values.append(input.at)
    values.append(input.expires)
    values.append(input.parent)
  }

  static let refreshByHash = Statement<[UInt8], (org: OrgID, token: RefreshTokenID)>.system(
    "refresh.by_hash", "SELECT org_id, id FROM system.refresh_token_by_hash($1)", by: .app
  ) {
    $1.append($0)
  } row: {
    (try $0.id(), try $0.id())
  }

  /// Locks the session, so that two uses of one token are decided one after the other.
  static let lockRefresh = Statement<RefreshTokenID, RefreshTokenState>.tenant(
    "refresh.lock",
    """
    SELECT t.id, t.session_id, t.expires_at, t.used_at,
      EXISTS (SELECT 1 FROM refresh_tokens c WHERE c.org_id = t.org_id AND c.parent_id = t.id AND c.used_at IS NOT NULL),
      s.ended_at IS NOT NULL
    FROM refresh_tokens t JOIN sessions s ON s.org_id = t.org_id AND s.id = t.session_id
    WHERE t.org_id = $1 AND t.id = $2 FOR UPDATE OF s
    """, by: .app
  ) {
    $1.append($0)
  } row: { row in
    RefreshTokenState(
      id: try row.id(), session: try row.id(), expiresAt: try row.date(), usedAt: try row.optionalDate(),
      hasUsedChild: try row.bool(), sessionEnded: try row.bool())
  }

  static let useRefresh = Statement<(id: RefreshTokenID, at: Date), Void>.tenant(
    "refresh.use", "UPDATE refresh_tokens SET used_at = coalesce(used_at, $3) WHERE org_id = $1 AND id = $2", by: .app
  ) { input, values in
    values.append(input.id)
    values.append(input.at)
  }

  /// Sessions that ended or ran out before then, with their tokens.
  static let prune = Statement<Date, Void>.tenant(
    "session.prune", "DELETE FROM sessions WHERE org_id = $1 AND least(ended_at, expires_at) < $2", by: .worker
  ) { $1.append($0) }

  /// Tokens that expired before then. Those made from them stay.
  static let pruneRefresh = Statement<Date, Void>.tenant(
    "refresh.prune", "DELETE FROM refresh_tokens WHERE org_id = $1 AND expires_at < $2", by: .worker
  ) { $1.append($0) }

  package static let all = AnyStatement.list(
    insert, byToken, standing, touch, end, endAllOf, insertRefresh, refreshByHash, lockRefresh, useRefresh, prune,
    pruneRefresh)
}

/// A session that may act now.
package struct SessionStanding: Sendable, Equatable {
  package var session: SessionID
  package var user: UserID
  package var kind: String
  package var expires: Date
  package var version: Int
  package var access: MemberAccess
}
