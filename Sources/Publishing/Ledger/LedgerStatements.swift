package import Database
import Foundation
import Kernel
import Platforms

/// The SQL of the ledger. Every change names the state it leaves and the fence it holds.
package enum LedgerStatements: StatementList {
  package static let all = AnyStatement.list(
    insert, byID, lockedByID, page, ofPost, attempts, claim, intent, sent, outcome, giveBack, attempt, nextOccurrence,
    reschedule, cancel, endForRemoved, inFlight, due, overdue, published, publishedOne, boundIDs, restoreLost,
    verifyRest, clearVerify,
    brandMode, newestSend, personRetry, bumpGeneration)

  static let columns = """
    id, brand_id, post_id, connector_id, account_key, platform, occurrence, state, reason, state_since, scheduled_at,
    wall_time, zone, zone_reading, late_seconds, pinned_hash, payload, payload_hash, client_token, generation, fence,
    attempts, first_sent_at, sent_at, settle_at, next_at, verify_from, external_id, external_url, published_at, version,
    created_at, now()
    """

  @Sendable static func read(_ row: inout RowReader) throws -> Publication {
    Publication(
      id: try row.id(), brand: try row.id(), post: try row.id(), connector: try row.id(), accountKey: try row.string(),
      platform: try row.string(), occurrence: try row.int(), state: try state(&row), reason: try row.string(),
      stateSince: try row.date(), scheduledAt: try row.date(), wallTime: try row.string(), zone: try row.string(),
      zoneReading: Zone.Reading(rawValue: try row.string()) ?? .exact, lateSeconds: try row.int(),
      pinnedHash: try row.optionalString(), payload: try row.optionalBytes(), payloadHash: try row.optionalString(),
      clientToken: try row.optionalString(), generation: try row.int(), fence: Int64(try row.int()),
      attempts: try row.int(), firstSentAt: try row.optionalDate(), sentAt: try row.optionalDate(),
      settleAt: try row.optionalDate(), nextAt: try row.date(), verifyFrom: try row.optionalDate(),
      externalID: try row.optionalString(), externalURL: try row.optionalString(), publishedAt: try row.optionalDate(),
      version: try row.int(), createdAt: try row.date(), readAt: try row.date())
  }

  private static func state(_ row: inout RowReader) throws -> PublicationState {
    let text = try row.string()
    guard let state = PublicationState(rawValue: text) else {
      throw DatabaseError.decoding(column: "state", expected: "a state of the ledger")
    }
    return state
  }

  static let byID = Statement<PublicationID, Publication>.tenant(
    "publication.by_id", "SELECT \(columns) FROM publications WHERE org_id = $1 AND id = $2",
    bind: { $1.append($0) }, row: read)

  static let lockedByID = Statement<PublicationID, Publication>.tenant(
    "publication.locked", "SELECT \(columns) FROM publications WHERE org_id = $1 AND id = $2 FOR UPDATE",
    bind: { $1.append($0) }, row: read)

  static let ofPost = Statement<PostID, Publication>.tenant(
    "publication.of_post",
    "SELECT \(columns) FROM publications WHERE org_id = $1 AND post_id = $2 ORDER BY created_at, id LIMIT 200",
    bind: { $1.append($0) }, row: read)

  struct PageInput: Sendable {
    var brand: BrandID?
    var connector: ConnectorID?
    var post: PostID?
    var states: [String]
    var from: Date?
    var to: Date?
    var after: (Date, PublicationID)?
    var limit: Int
  }

  static let page = Statement<PageInput, Publication>.tenant(
    "publication.page",
    """
    SELECT \(columns) FROM publications
    WHERE org_id = $1 AND ($2::uuid IS NULL OR brand_id = $2) AND ($3::uuid IS NULL OR connector_id = $3)
      AND ($4::uuid IS NULL OR post_id = $4) AND (cardinality($5::text[]) = 0 OR state = ANY ($5))
      AND ($6::timestamptz IS NULL OR scheduled_at >= $6) AND ($7::timestamptz IS NULL OR scheduled_at < $7)
      AND ($8::timestamptz IS NULL OR (scheduled_at, id) < ($8, $9::uuid))
    ORDER BY scheduled_at DESC, id DESC LIMIT $10
    """,
    bind: { input, parameters in
      parameters.append(input.brand)
      parameters.append(input.connector)
      parameters.append(input.post)
      parameters.append(strings: input.states)
      parameters.append(input.from)
      parameters.append(input.to)
      parameters.append(input.after?.0)
      parameters.append(input.after?.1)
      parameters.append(input.limit)
    }, row: read)

  static let attempts = Statement<PublicationID, PublishAttempt>.tenant(
    "publication.attempts",
    """
    SELECT id, step, outcome, status, code, evidence, actor, at FROM publish_attempts
    WHERE org_id = $1 AND publication_id = $2 ORDER BY at, id LIMIT 500
    """,
    bind: { $1.append($0) },
    row: { row in
      PublishAttempt(
        id: try row.id(), step: PublishAttempt.Step(rawValue: try row.string()) ?? .create, outcome: try row.string(),
        status: try row.int(), code: try row.string(), evidence: try row.json(), actor: try row.string(),
        at: try row.date())
    })

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

  /// Takes the publication for this run: whoever held it before writes nothing any more.
  static let claim = Statement<PublicationID, Publication>.tenant(
    "publication.claim",
    """
    UPDATE publications SET fence = fence + 1, next_at = greatest(next_at, now() + interval '30 seconds')
    WHERE org_id = $1 AND id = $2 AND state IN (\(PublicationState.sweptList))
    RETURNING \(columns)
    """,
    by: .worker, bind: { $1.append($0) }, row: read)

  struct IntentInput: Sendable {
    var id: PublicationID
    var fence: Int64
    var payload: [UInt8]
    var hash: String
    var words: String
    var token: String
    var generation: Int
  }

  static let intent = Statement<IntentInput, Publication>.tenant(
    "publication.intent",
    """
    UPDATE publications SET state = 'intent', state_since = now(), reason = '', payload = $4, payload_hash = $5,
      words_hash = $6, client_token = $7, generation = $8, attempts = attempts + 1, next_at = now() + interval '\(PublicationState.intent.duty.greatestAge ?? 0) seconds',
      version = version + 1
    WHERE org_id = $1 AND id = $2 AND fence = $3 AND state IN ('planned', 'retryable', 'intent')
    RETURNING \(columns)
    """,
    by: .worker,
    bind: { input, parameters in
      parameters.append(input.id)
      parameters.append(input.fence)
      parameters.append(input.payload)
      parameters.append(input.hash)
      parameters.append(input.words)
      parameters.append(input.token)
      parameters.append(input.generation)
    }, row: read)

  struct SentInput: Sendable {
    var id: PublicationID
    var fence: Int64
    var windowSeconds: Double
    var settleSeconds: Double
    var epoch: Int64
    /// The newest send that lies beside the key file: the database must know it, or it went back.
    var newestKnown: Date?
  }

  /// The commit just before the first byte. No row means: fenced off, stopped, switched off or restored.
  static let sent = Statement<SentInput, Date>.tenant(
    "publication.sent",
    """
    UPDATE publications p SET state = 'sent', state_since = now(), sent_at = now(),
      first_sent_at = coalesce(first_sent_at, now()), send_deadline = now() + make_interval(secs => $4),
      settle_at = now() + make_interval(secs => $5), next_at = now() + make_interval(secs => $5), version = version + 1
    WHERE p.org_id = $1 AND p.id = $2 AND p.fence = $3 AND p.state = 'intent'
      AND EXISTS (SELECT FROM system.ledger WHERE epoch = $6)
      AND ($7::timestamptz IS NULL OR EXISTS (
        SELECT FROM publications n WHERE n.org_id = $1 AND n.sent_at >= $7::timestamptz - interval '2 microseconds'))
      AND EXISTS (
        SELECT FROM connectors c JOIN brands b ON b.org_id = c.org_id AND b.id = c.brand_id
        WHERE c.org_id = $1 AND c.id = p.connector_id AND c.state IN ('connected', 'refresh_unknown') AND c.disabled_at IS NULL
          AND c.rehearsal = (b.mode = 'rehearsal'))
      AND NOT EXISTS (
        SELECT FROM publishing_stops s WHERE s.org_id = $1 AND s.resumed_at IS NULL
          AND (s.scope = 'org' OR (s.scope = 'brand' AND s.brand_id = p.brand_id) OR s.connector_id = p.connector_id))
    RETURNING p.sent_at
    """,
    by: .worker,
    bind: { input, parameters in
      parameters.append(input.id)
      parameters.append(input.fence)
      parameters.append(input.windowSeconds)
      parameters.append(input.settleSeconds)
      parameters.append(input.epoch)
      parameters.append(input.newestKnown)
    }, row: { try $0.date() })

  /// The token is taken on this account: another one.
  static let bumpGeneration = Statement<(PublicationID, Int64), Void>.tenant(
    "publication.bump_generation",
    "UPDATE publications SET generation = generation + 1 WHERE org_id = $1 AND id = $2 AND fence = $3", by: .worker,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    })

  struct OutcomeInput: Sendable {
    var id: PublicationID
    var fence: Int64
    var from: [PublicationState]
    var to: PublicationState
    var reason: String
    /// Seconds from now, by the database's clock; nil for an end.
    var nextSeconds: Double?
    var created: CreatedPost?
  }

  static let outcome = Statement<OutcomeInput, Publication>.tenant(
    "publication.outcome",
    """
    UPDATE publications SET state = $5, state_since = now(), reason = $6,
      next_at = now() + make_interval(secs => coalesce($7::float8, 0)),
      external_id = coalesce($8, external_id), external_url = coalesce($9, external_url),
      external_revision = coalesce($10, external_revision),
      published_at = CASE WHEN $5 = 'published' THEN coalesce($11, now()) ELSE published_at END,
      verify_from = CASE WHEN $5 IN ('published', 'retryable') THEN NULL ELSE verify_from END,
      version = version + 1
    WHERE org_id = $1 AND id = $2 AND fence = $3 AND state = ANY ($4::text[])
    RETURNING \(columns)
    """,
    bind: { input, parameters in
      parameters.append(input.id)
      parameters.append(input.fence)
      parameters.append(strings: input.from.map(\.rawValue))
      parameters.append(input.to.rawValue)
      parameters.append(input.reason)
      parameters.append(input.nextSeconds)
      parameters.append(input.created?.id)
      parameters.append(input.created?.url)
      parameters.append(input.created?.revision)
      parameters.append(input.created?.createdAt)
    }, row: read)

  struct WaitInput: Sendable {
    var id: PublicationID
    var fence: Int64
    var reason: String
    var nextSeconds: Double
  }

  /// Stays in its state and is looked at again later.
  static let giveBack = Statement<WaitInput, Publication>.tenant(
    "publication.wait",
    """
    UPDATE publications SET state = CASE state WHEN 'intent' THEN 'planned' ELSE state END, reason = $4,
      next_at = now() + make_interval(secs => $5), version = version + 1
    WHERE org_id = $1 AND id = $2 AND fence = $3 RETURNING \(columns)
    """,
    by: .worker,
    bind: { input, parameters in
      parameters.append(input.id)
      parameters.append(input.fence)
      parameters.append(input.reason)
      parameters.append(input.nextSeconds)
    }, row: read)

  struct AttemptInput: Sendable {
    var id: AttemptID
    var publication: Publication
    var step: PublishAttempt.Step
    var outcome: String
    var status = 0
    var code = ""
    var evidence: [CreatedPost] = []
    var actor: String
  }

  static let attempt = Statement<AttemptInput, Void>.tenant(
    "publication.attempt",
    """
    INSERT INTO publish_attempts (org_id, id, brand_id, publication_id, fence, step, outcome, status, code, evidence, actor, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, clock_timestamp())
    """,
    bind: { input, parameters in
      parameters.append(input.id)
      parameters.append(input.publication.brand)
      parameters.append(input.publication.id)
      parameters.append(input.publication.fence)
      parameters.append(input.step.rawValue)
      parameters.append(input.outcome)
      parameters.append(input.status)
      parameters.append(input.code)
      parameters.append(json: input.evidence)
      parameters.append(input.actor)
    })

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

  static let brandMode = Statement<BrandID, String>.tenant(
    "publication.brand_mode", "SELECT mode FROM brands WHERE org_id = $1 AND id = $2",
    bind: { $1.append($0) }, row: { try $0.string() })

  static let newestSend = Statement<Void, Date?>.tenant(
    "publication.newest_send", "SELECT max(sent_at) FROM publications WHERE org_id = $1", by: .worker,
    row: { try $0.optionalDate() })

  struct PublishedInput: Sendable {
    var since: Date
    var brand: BrandID?
    var after: PublicationID?
    var limit: Int
  }

  static let published = Statement<PublishedInput, Publication>.tenant(
    "publication.published",
    """
    SELECT \(columns) FROM publications
    WHERE org_id = $1 AND state = 'published' AND published_at >= $2 AND ($3::uuid IS NULL OR brand_id = $3)
      AND ($4::uuid IS NULL OR (published_at, id) < (
        SELECT a.published_at, a.id FROM publications a WHERE a.org_id = $1 AND a.id = $4))
    ORDER BY published_at DESC, id DESC LIMIT $5
    """,
    bind: { input, parameters in
      parameters.append(input.since)
      parameters.append(input.brand)
      parameters.append(input.after)
      parameters.append(input.limit)
    }, row: read)

  static let publishedOne = Statement<PublicationID, Publication>.tenant(
    "publication.published_one",
    "SELECT \(columns) FROM publications WHERE org_id = $1 AND id = $2 AND state = 'published'",
    bind: { $1.append($0) }, row: read)
}
