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

  static func state(_ row: inout RowReader) throws -> PublicationState {
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

  static let brandMode = Statement<BrandID, String>.tenant(
    "publication.brand_mode", "SELECT mode FROM brands WHERE org_id = $1 AND id = $2",
    bind: { $1.append($0) }, row: { try $0.string() })
}
