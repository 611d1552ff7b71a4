import Database
import Foundation
import Kernel
import Platforms

/// Sending: from the claim to what came of it.
extension LedgerStatements {
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
}
