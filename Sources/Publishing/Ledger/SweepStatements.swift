import Database
import Foundation
import Kernel

/// Looking after: what is under way, due or overdue, and what a restore asks to be read back.
extension LedgerStatements {
  /// What may be on the wire right now: the answer to "stop everything".
  static let inFlight = Statement<(BrandID?, ConnectorID?), Publication>.tenant(
    "publication.in_flight",
    """
    SELECT \(columns) FROM publications WHERE org_id = $1 AND state = 'sent'
      AND ($2::uuid IS NULL OR brand_id = $2) AND ($3::uuid IS NULL OR connector_id = $3) ORDER BY sent_at LIMIT 200
    """,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    }, row: read)

  /// What would go out at once if sending were allowed again.
  static let due = Statement<(BrandID?, ConnectorID?), Publication>.tenant(
    "publication.due",
    """
    SELECT \(columns) FROM publications
    WHERE org_id = $1 AND state IN ('planned', 'intent', 'retryable') AND scheduled_at <= now()
      AND ($2::uuid IS NULL OR brand_id = $2) AND ($3::uuid IS NULL OR connector_id = $3)
    ORDER BY scheduled_at, id LIMIT 200
    """,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    }, row: read)

  /// What nobody looked at in time.
  static let overdue = Statement<Double, (id: PublicationID, version: Int)>.tenant(
    "publication.overdue",
    """
    SELECT id, version FROM publications WHERE org_id = $1 AND next_at < now() - make_interval(secs => $2)
      AND state IN (\(PublicationState.sweptList)) ORDER BY next_at LIMIT 1000
    """,
    by: .worker, bind: { $1.append($0) }, row: { (id: try $0.id(), version: try $0.int()) })

  static let newestSend = Statement<Void, Date?>.tenant(
    "publication.newest_send", "SELECT max(sent_at) FROM publications WHERE org_id = $1", by: .worker,
    row: { try $0.optionalDate() })

  static let boundIDs = Statement<(String, Date), String>.tenant(
    "publication.bound_ids",
    """
    SELECT external_id FROM publications WHERE org_id = $1 AND account_key = $2 AND external_id IS NOT NULL
      AND published_at >= $3 LIMIT 5000
    """,
    by: .worker,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    }, row: { try $0.string() })

  /// After a restore: what was due or under way while this database was not looking is read back first.
  static let restoreLost = Statement<Date, PublicationID>.tenant(
    "publication.restore_lost",
    """
    UPDATE publications SET state = 'unknown', state_since = now(), verify_from = least(coalesce(sent_at, $2), $2),
      next_at = now(), fence = fence + 1, reason = 'restored', version = version + 1
    WHERE org_id = $1 AND state IN ('planned', 'intent', 'sent', 'unknown', 'retryable') AND scheduled_at <= now()
    RETURNING id
    """,
    bind: { $1.append($0) }, row: { try $0.id() })

  /// The rest is read back once before its own send.
  static let verifyRest = Statement<Date, Void>.tenant(
    "publication.verify_rest",
    """
    UPDATE publications SET verify_from = coalesce(verify_from, $2)
    WHERE org_id = $1 AND state IN ('planned', 'intent', 'retryable') AND scheduled_at > now()
    """,
    bind: { $1.append($0) })

  static let clearVerify = Statement<(PublicationID, Int64), Publication>.tenant(
    "publication.clear_verify",
    """
    UPDATE publications SET verify_from = NULL WHERE org_id = $1 AND id = $2 AND fence = $3 RETURNING \(columns)
    """,
    by: .worker,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    }, row: read)
}
