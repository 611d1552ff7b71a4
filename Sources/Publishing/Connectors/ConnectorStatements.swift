import Contracts
package import Database
import Foundation
import Kernel
import Platforms

package enum ConnectorStatements: StatementList {
  package static let all = AnyStatement.list(
    upsert, byID, anyByID, narrowest, page, credential, setState, setEnabled, checked, takeRefresh, storeRefreshed,
    dropRefresh, remove,
    toLookAt,
    stop,
    stopsInForce, resume, takePace, blockPace, idOfKey, shareSending, haltSending)

  static let columns = """
    id, brand_id, platform, account_key, account, settlement, limits, software, rehearsal, state, state_reason,
    disabled_at, token_generation, token_expires_at, refresh_after, checked_at, connected_at, version
    """

  @Sendable static func read(_ row: inout RowReader) throws -> Connector {
    Connector(
      id: try row.id(), brand: try row.id(), platform: try row.string(), accountKey: try row.string(),
      account: try row.json(), settlement: SettlementClass(rawValue: try row.string()) ?? .none, limits: try row.json(),
      software: try row.string(), rehearsal: try row.bool(),
      state: Connector.State(rawValue: try row.string()) ?? .lost,
      stateReason: try row.string(), disabledAt: try row.optionalDate(), tokenGeneration: try row.int(),
      tokenExpiresAt: try row.optionalDate(), refreshAfter: try row.optionalDate(), checkedAt: try row.date(),
      connectedAt: try row.date(), version: try row.int())
  }

  struct Upsert: Sendable {
    var id: ConnectorID
    var brand: BrandID
    var platform: String
    var key: String
    var connected: ConnectedAccount
    var rehearsal: Bool
    var sealed: [UInt8]
    var actor: String
  }

  /// A reconnect keeps the row's id and gives it the new credential; no row when the account belongs to another brand.
  static let upsert = Statement<Upsert, Connector>.tenant(
    "connector.upsert",
    """
    INSERT INTO connectors AS c (org_id, id, brand_id, platform, account_key, account, settlement, limits, software,
      rehearsal, state, credential, token_expires_at, refresh_after, checked_at, connected_at, connected_by, look_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'connected', $11, $12, $13, now(), now(), $14,
      least($13, now() + interval '1 day'))
    ON CONFLICT (org_id, account_key) DO UPDATE SET account = excluded.account, settlement = excluded.settlement,
      limits = excluded.limits, software = excluded.software, rehearsal = excluded.rehearsal, state = 'connected',
      state_reason = '', credential = excluded.credential, token_generation = c.token_generation + 1,
      token_expires_at = excluded.token_expires_at, refresh_after = excluded.refresh_after, refresh_lease_until = NULL,
      checked_at = now(), connected_at = now(), connected_by = excluded.connected_by,
      look_at = excluded.look_at, version = c.version + 1
      WHERE c.brand_id = excluded.brand_id
    RETURNING \(columns)
    """,
    bind: { input, parameters in
      parameters.append(input.id)
      parameters.append(input.brand)
      parameters.append(input.platform)
      parameters.append(input.key)
      parameters.append(json: input.connected.account)
      parameters.append(input.connected.settlement.rawValue)
      parameters.append(json: input.connected.limits)
      parameters.append(input.connected.software)
      parameters.append(input.rehearsal)
      parameters.append(input.sealed)
      parameters.append(input.connected.credential.expiresAt)
      parameters.append(input.connected.credential.refreshAfter)
      parameters.append(input.actor)
    }, row: read)

  static let byID = Statement<ConnectorID, Connector>.tenant(
    "connector.by_id", "SELECT \(columns) FROM connectors WHERE org_id = $1 AND id = $2 AND state <> 'removed'",
    bind: { $1.append($0) }, row: read)

  /// Removed ones too: the ledger still names them.
  static let anyByID = Statement<ConnectorID, Connector>.tenant(
    "connector.any_by_id", "SELECT \(columns) FROM connectors WHERE org_id = $1 AND id = $2",
    bind: { $1.append($0) }, row: read)

  static let narrowest = Statement<(BrandID, String), ServerLimits>.tenant(
    "connector.narrowest",
    """
    SELECT min((limits->>'maxCharacters')::int), max((limits->>'charactersPerLink')::int) FROM connectors
    WHERE org_id = $1 AND brand_id = $2 AND platform = $3 AND state <> 'removed'
    """,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    }, row: { ServerLimits(maxCharacters: try $0.optionalInt(), charactersPerLink: try $0.optionalInt()) })

  struct PageInput: Sendable {
    var brand: BrandID?
    var platform: String?
    var after: ConnectorID?
    var limit: Int

    init(brand: BrandID? = nil, platform: String? = nil, after: ConnectorID? = nil, limit: Int) {
      self.brand = brand
      self.platform = platform
      self.after = after
      self.limit = limit
    }
  }

  static let page = Statement<PageInput, Connector>.tenant(
    "connector.page",
    """
    SELECT \(columns) FROM connectors
    WHERE org_id = $1 AND state <> 'removed' AND ($2::uuid IS NULL OR brand_id = $2)
      AND ($3::text IS NULL OR platform = $3) AND ($4::uuid IS NULL OR id < $4) ORDER BY id DESC LIMIT $5
    """,
    bind: { input, parameters in
      parameters.append(input.brand)
      parameters.append(input.platform)
      parameters.append(input.after)
      parameters.append(input.limit)
    }, row: read)

  /// The sealed credential with the generation it has.
  static let credential = Statement<ConnectorID, (Connector, [UInt8])>.tenant(
    "connector.credential",
    "SELECT \(columns), credential FROM connectors WHERE org_id = $1 AND id = $2 AND state <> 'removed'",
    bind: { $1.append($0) }, row: { (try read(&$0), try $0.bytes()) })

  struct StateInput: Sendable {
    var id: ConnectorID
    var state: Connector.State
    var reason: String
    /// Nil for any; else only while the credential is still this one.
    var generation: Int?
  }

  static let setState = Statement<StateInput, Connector>.tenant(
    "connector.set_state",
    """
    UPDATE connectors SET state = $3, state_reason = $4, version = version + 1
    WHERE org_id = $1 AND id = $2 AND ($5::int IS NULL OR token_generation = $5) AND state NOT IN ('removed', $3)
    RETURNING \(columns)
    """,
    bind: { input, parameters in
      parameters.append(input.id)
      parameters.append(input.state.rawValue)
      parameters.append(input.reason)
      parameters.append(input.generation)
    }, row: read)

  static let setEnabled = Statement<(ConnectorID, Bool, String), Connector>.tenant(
    "connector.set_enabled",
    """
    UPDATE connectors SET disabled_at = CASE WHEN $3 THEN NULL ELSE coalesce(disabled_at, now()) END,
      disabled_by = CASE WHEN $3 THEN NULL ELSE coalesce(disabled_by, $4) END, version = version + 1
    WHERE org_id = $1 AND id = $2 AND state <> 'removed' RETURNING \(columns)
    """,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
      parameters.append(input.2)
    }, row: read)

  static let remove = Statement<(ConnectorID, [UInt8]), Connector>.tenant(
    "connector.remove",
    """
    UPDATE connectors SET state = 'removed', credential = $3, token_generation = token_generation + 1,
      version = version + 1
    WHERE org_id = $1 AND id = $2 AND state <> 'removed' RETURNING \(columns)
    """,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    }, row: read)

  /// The access works again after a lost reply or a suspension. One that may not post stays lost: reading proves nothing.
  private static let isBack = """
    (state = 'refresh_unknown' OR (state = 'lost' AND state_reason = '\(PublishFailure.Kind.accountBlocked.rawValue)'))
    """

  static let checked = Statement<(ConnectorID, ConnectedAccount), Connector>.tenant(
    "connector.checked",
    """
    UPDATE connectors SET account = $3, settlement = $4, limits = $5, software = $6, checked_at = now(),
      look_at = least(refresh_after, now() + interval '1 day'),
      state = CASE WHEN \(isBack) THEN 'connected' ELSE state END,
      state_reason = CASE WHEN \(isBack) THEN '' ELSE state_reason END, version = version + 1
    WHERE org_id = $1 AND id = $2 AND state <> 'removed' RETURNING \(columns)
    """,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(json: input.1.account)
      parameters.append(input.1.settlement.rawValue)
      parameters.append(json: input.1.limits)
      parameters.append(input.1.software)
    }, row: read)

  /// One refresher for each account: the lease, its number and the generation that it starts from.
  static let takeRefresh = Statement<(ConnectorID, Int, Double), Int64>.tenant(
    "connector.take_refresh",
    """
    UPDATE connectors SET refresh_lease = refresh_lease + 1, refresh_lease_until = now() + make_interval(secs => $4)
    WHERE org_id = $1 AND id = $2 AND token_generation = $3 AND state IN ('connected', 'refresh_unknown')
      AND (refresh_lease_until IS NULL OR refresh_lease_until < now())
    RETURNING refresh_lease
    """,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
      parameters.append(input.2)
    }, row: { Int64(try $0.int()) })

  struct Refreshed: Sendable {
    var id: ConnectorID
    var generation: Int
    var lease: Int64
    var sealed: [UInt8]
    var expiresAt: Date?
    var refreshAfter: Date?
  }

  /// Writes the new pair only while generation and lease are the ones the refresh started from.
  static let storeRefreshed = Statement<Refreshed, Connector>.tenant(
    "connector.store_refreshed",
    """
    UPDATE connectors SET credential = $5, token_generation = token_generation + 1, token_expires_at = $6,
      refresh_after = $7, refresh_lease_until = NULL, state = 'connected', state_reason = '',
      look_at = least($7, checked_at + interval '1 day'), version = version + 1
    WHERE org_id = $1 AND id = $2 AND token_generation = $3 AND refresh_lease = $4 AND state <> 'removed'
    RETURNING \(columns)
    """,
    bind: { input, parameters in
      parameters.append(input.id)
      parameters.append(input.generation)
      parameters.append(input.lease)
      parameters.append(input.sealed)
      parameters.append(input.expiresAt)
      parameters.append(input.refreshAfter)
    }, row: read)

  static let dropRefresh = Statement<(ConnectorID, Int64), Void>.tenant(
    "connector.drop_refresh",
    """
    UPDATE connectors SET refresh_lease_until = NULL WHERE org_id = $1 AND id = $2 AND refresh_lease = $3
    """,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    })

  /// Accounts whose look is due, taken: whoever fails to look gets another chance in a quarter of an hour.
  static let toLookAt = Statement<Void, ConnectorID>.tenant(
    "connector.to_look_at",
    """
    UPDATE connectors SET look_at = now() + interval '15 minutes'
    WHERE org_id = $1 AND look_at <= now() AND state <> 'removed'
      AND (state <> 'lost' OR state_reason = '\(PublishFailure.Kind.accountBlocked.rawValue)')
    RETURNING id
    """,
    by: .worker, row: { try $0.id() })

  struct StopInput: Sendable {
    var id: UUID
    var scope: StopScope
    var reason: String
    var lostFrom: Date?
    var actor: String
  }

  static let stop = Statement<StopInput, Void>.tenant(
    "connector.stop",
    """
    INSERT INTO publishing_stops (org_id, id, scope, brand_id, connector_id, reason, lost_from, stopped_at, stopped_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, now(), $8)
    ON CONFLICT (org_id, scope, coalesce(connector_id, brand_id, org_id)) WHERE resumed_at IS NULL DO UPDATE
      SET reason = CASE WHEN excluded.reason = 'restored' THEN 'restored' ELSE publishing_stops.reason END,
        lost_from = coalesce(least(publishing_stops.lost_from, excluded.lost_from), excluded.lost_from)
    """,
    bind: { input, parameters in
      parameters.append(uuid: input.id)
      parameters.append(input.scope.name)
      parameters.append(input.scope.brand)
      parameters.append(input.scope.connector)
      parameters.append(input.reason)
      parameters.append(input.lostFrom)
      parameters.append(input.actor)
    })

  static let stopsInForce = Statement<Void, PublishingStop>.tenant(
    "connector.stops_in_force",
    """
    SELECT scope, brand_id, connector_id, reason, lost_from, stopped_at, stopped_by FROM publishing_stops
    WHERE org_id = $1 AND resumed_at IS NULL ORDER BY stopped_at
    """,
    row: { row in
      let name = try row.string()
      let brand: BrandID? = try row.optionalID()
      let connector: ConnectorID? = try row.optionalID()
      return PublishingStop(
        scope: StopScope(name: name, brand: brand, connector: connector), reason: try row.string(),
        lostFrom: try row.optionalDate(), stoppedAt: try row.date(), stoppedBy: try row.string())
    })

  static let resume = Statement<(StopScope, String), PublishingStop>.tenant(
    "connector.resume",
    """
    UPDATE publishing_stops SET resumed_at = now(), resumed_by = $5
    WHERE org_id = $1 AND resumed_at IS NULL AND scope = $2 AND brand_id IS NOT DISTINCT FROM $3::uuid
      AND connector_id IS NOT DISTINCT FROM $4::uuid
    RETURNING scope, brand_id, connector_id, reason, lost_from, stopped_at, stopped_by
    """,
    bind: { input, parameters in
      parameters.append(input.0.name)
      parameters.append(input.0.brand)
      parameters.append(input.0.connector)
      parameters.append(input.1)
    },
    row: { row in
      let name = try row.string()
      let brand: BrandID? = try row.optionalID()
      let connector: ConnectorID? = try row.optionalID()
      return PublishingStop(
        scope: StopScope(name: name, brand: brand, connector: connector), reason: try row.string(),
        lostFrom: try row.optionalDate(), stoppedAt: try row.date(), stoppedBy: try row.string())
    })

  struct PaceInput: Sendable {
    var connector: ConnectorID
    var brand: BrandID
    var perSecond: Double
    var burst: Double
    /// Tokens that stay for others.
    var reserve: Double
  }

  /// Takes one token if there is one beside the reserve. Returns how long to wait otherwise, 0 when it was taken.
  static let takePace = Statement<PaceInput, Double>.tenant(
    "connector.take_pace",
    """
    INSERT INTO account_pace AS a (org_id, connector_id, brand_id, tokens, filled_at)
    VALUES ($1, $2, $3, $5::float8 - 1, clock_timestamp())
    ON CONFLICT (org_id, connector_id) DO UPDATE SET (tokens, filled_at, wait_seconds) = (
      SELECT CASE WHEN f.blocked > 0 OR f.filled < 1 + $6::float8 THEN f.filled ELSE f.filled - 1 END, clock_timestamp(),
        greatest(f.blocked, CASE WHEN f.filled < 1 + $6::float8 THEN (1 + $6::float8 - f.filled) / $4::float8 ELSE 0 END)
      FROM (SELECT
          least($5::float8, a.tokens + $4::float8 * extract(epoch FROM clock_timestamp() - a.filled_at)::float8) AS filled,
          greatest(0, coalesce(extract(epoch FROM a.blocked_until - clock_timestamp()), 0))::float8 AS blocked) f)
    RETURNING wait_seconds
    """,
    by: .worker,
    bind: { input, parameters in
      parameters.append(input.connector)
      parameters.append(input.brand)
      parameters.append(input.perSecond)
      parameters.append(input.burst)
      parameters.append(input.reserve)
    }, row: { try $0.double() })

  static let blockPace = Statement<(ConnectorID, BrandID, Date), Void>.tenant(
    "connector.block_pace",
    """
    INSERT INTO account_pace AS a (org_id, connector_id, brand_id, tokens, filled_at, blocked_until)
    VALUES ($1, $2, $3, 0, now(), $4)
    ON CONFLICT (org_id, connector_id) DO UPDATE SET blocked_until = greatest(a.blocked_until, excluded.blocked_until)
    """,
    by: .worker,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
      parameters.append(input.2)
    })

  /// Held by every commit of "sent" and, alone, by a stop: a stop that has committed is seen by every later send.
  static let shareSending = Statement<Void, Void>.tenant(
    "connector.share_sending",
    "SELECT pg_advisory_xact_lock_shared(hashtextextended('sending/' || $1::uuid::text, 310))",
    by: .worker)

  static let haltSending = Statement<Void, Void>.tenant(
    "connector.halt_sending", "SELECT pg_advisory_xact_lock(hashtextextended('sending/' || $1::uuid::text, 310))")

  static let idOfKey = Statement<String, ConnectorID>.tenant(
    "connector.id_of_key", "SELECT id FROM connectors WHERE org_id = $1 AND account_key = $2",
    bind: { $1.append($0) }, row: { try $0.id() })
}
