package import Database
import Foundation
import Kernel

struct StoredReply: Sendable, Equatable {
  var bodyHash: [UInt8]
  var status: Int
  var headers: [String: String]
  /// Nil for a reply that showed a secret, and for one without a body.
  var body: [UInt8]?
  var hidesSecret: Bool
}

struct IdempotencyPlace: Sendable, Equatable {
  var org: OrgID
  var principal: String
  var route: String
  var key: String

  /// For the advisory lock.
  var lockText: String { [org.description, principal, route, key].joined(separator: "\u{1F}") }
}

package enum IdempotencyStatements: StatementList {
  /// False when a request with the same key is still running. Held until the transaction ends.
  static let lock = Statement<IdempotencyPlace, Bool>.tenant(
    "idempotency.lock",
    "SELECT pg_try_advisory_xact_lock(hashtextextended($2, 6)) WHERE $1::uuid IS NOT NULL", by: .app,
    bind: { place, parameters in parameters.append(place.lockText) }, row: { try $0.bool() })

  static let find = Statement<IdempotencyPlace, StoredReply>.tenant(
    "idempotency.find",
    """
    SELECT body_hash, status, headers, body, hides_secret FROM idempotency_keys
    WHERE org_id = $1 AND principal = $2 AND route = $3 AND key = $4 AND expires_at > now()
    """, by: .app, bind: bindPlace,
    row: { row in
      StoredReply(
        bodyHash: try row.bytes(), status: try row.int(), headers: try row.json([String: String].self),
        body: try row.optionalBytes(), hidesSecret: try row.bool())
    })

  /// An expired row of the same key is replaced.
  static let store = Statement<(IdempotencyPlace, StoredReply), Void>.tenant(
    "idempotency.store",
    """
    INSERT INTO idempotency_keys
      (org_id, principal, route, key, body_hash, status, headers, body, hides_secret, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + interval '24 hours')
    ON CONFLICT (org_id, principal, route, key) DO UPDATE
    SET body_hash = excluded.body_hash, status = excluded.status, headers = excluded.headers, body = excluded.body,
      hides_secret = excluded.hides_secret, created_at = now(), expires_at = excluded.expires_at
    """, by: .app,
    bind: { input, parameters in
      bindPlace(input.0, &parameters)
      parameters.append(input.1.bodyHash)
      parameters.append(input.1.status)
      parameters.append(json: input.1.headers)
      parameters.append(input.1.body)
      parameters.append(input.1.hidesSecret)
    })

  private static let bindPlace: @Sendable (IdempotencyPlace, inout Parameters) -> Void = { place, parameters in
    parameters.append(place.principal)
    parameters.append(place.route)
    parameters.append(place.key)
  }

  /// Removes that many expired keys at most, of all orgs; returns how many there were.
  package static let prune = Statement<Int, Int>.system(
    "idempotency.prune", "SELECT system.prune_idempotency_keys($1)", by: .worker,
    bind: { $1.append($0) }, row: { try $0.int() })

  package static let all = AnyStatement.list(lock, find, store, prune)
}
