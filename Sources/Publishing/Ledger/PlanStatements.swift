import Database
import Kernel

/// Planning: when a post goes out, and that it does not.
extension LedgerStatements {
  struct NewPublication: Sendable {
    var id: PublicationID
    var brand: BrandID
    var post: PostID
    var connector: ConnectorID
    var accountKey: String
    var platform: String
    var occurrence: Int
    var time: ScheduledTime
    var lateSeconds: Int
    var pinnedHash: String?
    var actor: String
  }

  static let insert = Statement<NewPublication, Publication>.tenant(
    "publication.insert",
    """
    INSERT INTO publications (org_id, id, brand_id, post_id, connector_id, account_key, platform, occurrence, state,
      state_since, scheduled_at, wall_time, zone, zone_reading, late_seconds, pinned_hash, next_at, created_at, created_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'planned', now(), $9, $10, $11, $12, $13, $14, $9, now(), $15)
    RETURNING \(columns)
    """,
    by: .both,
    bind: { input, parameters in
      parameters.append(input.id)
      parameters.append(input.brand)
      parameters.append(input.post)
      parameters.append(input.connector)
      parameters.append(input.accountKey)
      parameters.append(input.platform)
      parameters.append(input.occurrence)
      parameters.append(input.time.instant)
      parameters.append(input.time.wall)
      parameters.append(input.time.zone)
      parameters.append(input.time.reading.rawValue)
      parameters.append(input.lateSeconds)
      parameters.append(input.pinnedHash)
      parameters.append(input.actor)
    }, row: read)

  static let nextOccurrence = Statement<(PostID, String), Int>.tenant(
    "publication.next_occurrence",
    """
    SELECT coalesce(max(occurrence), 0) + 1 FROM publications WHERE org_id = $1 AND post_id = $2 AND account_key = $3
    """,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    }, row: { try $0.int() })

  struct RescheduleInput: Sendable {
    var id: PublicationID
    var time: ScheduledTime
    var lateSeconds: Int
    var pinnedHash: String?
  }

  /// What failed or was missed is provably not out: without its first send the next one takes the text of that day.
  static let reschedule = Statement<RescheduleInput, Publication>.tenant(
    "publication.reschedule",
    """
    UPDATE publications SET state = CASE WHEN state IN ('failed', 'missed', 'intent') THEN 'planned' ELSE state END,
      first_sent_at = CASE WHEN state IN ('failed', 'missed') THEN NULL ELSE first_sent_at END,
      state_since = now(), reason = '', scheduled_at = $3, wall_time = $4, zone = $5, zone_reading = $6, next_at = $3,
      late_seconds = $7, pinned_hash = coalesce($8, pinned_hash), fence = fence + 1, version = version + 1
    WHERE org_id = $1 AND id = $2 AND state IN ('planned', 'intent', 'retryable', 'failed', 'missed')
    RETURNING \(columns)
    """,
    bind: { input, parameters in
      parameters.append(input.id)
      parameters.append(input.time.instant)
      parameters.append(input.time.wall)
      parameters.append(input.time.zone)
      parameters.append(input.time.reading.rawValue)
      parameters.append(input.lateSeconds)
      parameters.append(input.pinnedHash)
    }, row: read)

  static let cancel = Statement<PublicationID, Publication>.tenant(
    "publication.cancel",
    """
    UPDATE publications SET state = 'cancelled', state_since = now(), reason = '', fence = fence + 1,
      version = version + 1
    WHERE org_id = $1 AND id = $2 AND state IN ('planned', 'intent', 'retryable', 'failed', 'missed')
    RETURNING \(columns)
    """,
    bind: { $1.append($0) }, row: read)

  /// The account was removed. What is on the wire stays: whoever sent it still says what came of it.
  static let endForRemoved = Statement<ConnectorID, (before: PublicationState, ended: Publication)>.tenant(
    "publication.end_for_removed",
    """
    WITH open AS (
      SELECT id AS open_id, state AS before FROM publications
      WHERE org_id = $1 AND connector_id = $2 AND state IN ('planned', 'intent', 'retryable', 'unknown') FOR UPDATE)
    UPDATE publications SET state = CASE before WHEN 'unknown' THEN 'needs_human' ELSE 'failed' END,
      state_since = now(), reason = 'account-removed', next_at = now(), fence = fence + 1, version = version + 1
    FROM open WHERE org_id = $1 AND id = open_id RETURNING before, \(columns)
    """,
    bind: { $1.append($0) }, row: { (before: try state(&$0), ended: try read(&$0)) })

  /// A person says that it is not out: the same key again, so that a platform that did get it makes no second one.
  static let personRetry = Statement<PublicationID, Publication>.tenant(
    "publication.person_retry",
    """
    UPDATE publications SET state = CASE WHEN payload IS NULL OR client_token IS NULL THEN 'planned' ELSE 'retryable' END,
      state_since = now(), reason = 'person', next_at = now(), verify_from = NULL,
      late_seconds = least(604800, late_seconds + ceil(extract(epoch FROM greatest(now() - scheduled_at, interval '0')))::int),
      fence = fence + 1, version = version + 1
    WHERE org_id = $1 AND id = $2 AND state = 'needs_human' RETURNING \(columns)
    """,
    bind: { $1.append($0) }, row: read)
}
