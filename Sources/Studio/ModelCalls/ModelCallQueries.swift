package import Database
import Foundation
package import Kernel
import Models

package enum ModelCallStatements: StatementList {
  package static let all = AnyStatement.list(
    open, settle, keep, month, page, byID, payload, erasePayloads, lose, byModel, totals)

  /// Reserves in the month's row, and only then makes the record. No row when a limit would be passed, or when money is
  /// limited and the price of an organisation's own model is not known.
  static let open = Statement<OpenCall, ModelCallID>.tenant(
    "model_call.open",
    """
    WITH rule AS (
      SELECT coalesce(max(monthly_micros), 9223372036854775807) AS micros,
        coalesce(max(monthly_tokens), 9223372036854775807) AS tokens,
        coalesce(bool_or(monthly_micros IS NOT NULL), false) AS counts_money
      FROM model_settings WHERE org_id = $1
    ), reserved AS (
      INSERT INTO model_months AS m (org_id, month, reserved_micros, reserved_tokens)
      SELECT $1, $2::date, $3::bigint, $4::bigint FROM rule
      WHERE $3::bigint <= rule.micros AND $4::bigint <= rule.tokens AND NOT (rule.counts_money AND $5::boolean)
      ON CONFLICT (org_id, month) DO UPDATE SET reserved_micros = m.reserved_micros + excluded.reserved_micros,
        reserved_tokens = m.reserved_tokens + excluded.reserved_tokens
      WHERE m.tokens + m.reserved_tokens + excluded.reserved_tokens <= (SELECT tokens FROM rule)
        AND (excluded.reserved_micros = 0
          OR m.spent_micros + m.reserved_micros + excluded.reserved_micros <= (SELECT micros FROM rule))
      RETURNING 1
    )
    INSERT INTO model_calls (org_id, id, brand_id, task, subject, actor, provider_id, provider, model, state, month,
      reserved_micros, reserved_tokens, prompt_digest, started_at)
    SELECT $1, $6, $7, $8, $9, $10, $11, $12, $13, 'open', $2::date, $3::bigint, $4::bigint, $14, $15 FROM reserved
    RETURNING id
    """,
    bind: { call, parameters in
      parameters.append(call.month)
      parameters.append(call.reservedMicros)
      parameters.append(call.reservedTokens)
      parameters.append(call.plan.provider != nil && call.plan.price == nil)
      parameters.append(call.id)
      parameters.append(call.plan.brand)
      parameters.append(call.plan.task)
      parameters.append(call.plan.subject)
      parameters.append(call.actor)
      parameters.append(call.plan.provider)
      parameters.append(call.plan.providerName)
      parameters.append(call.plan.model)
      parameters.append(call.promptDigest)
      parameters.append(call.started)
    }, row: { try $0.id() })

  /// Gives back what was reserved and counts what was used. A call that is not open any more stays as it is.
  static let settle = Statement<(OpenCall, CallEnd, at: Date), Void>.tenant(
    "model_call.settle",
    """
    WITH call AS (
      UPDATE model_calls SET state = $3, error = $4, finish = $5, prompt_tokens = $6::bigint,
        completion_tokens = $7::bigint, is_counted = $8, cost_micros = $9::bigint, first_token_ms = $10, total_ms = $11,
        answer_digest = $12, ended_at = $13
      WHERE org_id = $1 AND id = $2 AND state = 'open'
      RETURNING month, reserved_micros, reserved_tokens, coalesce(cost_micros, 0) AS cost,
        prompt_tokens + completion_tokens AS used
    )
    UPDATE model_months m SET reserved_micros = m.reserved_micros - call.reserved_micros,
      reserved_tokens = m.reserved_tokens - call.reserved_tokens, spent_micros = m.spent_micros + call.cost,
      tokens = m.tokens + call.used
    FROM call WHERE m.org_id = $1 AND m.month = call.month
    """,
    bind: { input, parameters in
      let end = input.1
      parameters.append(input.0.id)
      parameters.append(end.state.rawValue)
      parameters.append(end.error)
      parameters.append(end.finish)
      parameters.append(end.usage.promptTokens)
      parameters.append(end.usage.completionTokens)
      parameters.append(end.isCounted)
      parameters.append(end.costMicros)
      parameters.append(end.firstToken.map { Int($0 / .milliseconds(1)) })
      parameters.append(Int(end.total / .milliseconds(1)))
      parameters.append(end.answerDigest)
      parameters.append(input.at)
    })

  /// Unless the org keeps none.
  static let keep = Statement<(OpenCall, ModelPayload, at: Date), Void>.tenant(
    "model_call.keep",
    """
    INSERT INTO model_payloads (org_id, call_id, brand_id, prompt, answer, created_at)
    SELECT $1, $2, $3, $4, $5, $6
    WHERE coalesce((SELECT keep_days FROM model_settings WHERE org_id = $1), 30) > 0
    ON CONFLICT (org_id, call_id) DO NOTHING
    """,
    bind: { input, parameters in
      parameters.append(input.0.id)
      parameters.append(input.0.plan.brand)
      // Postgres keeps no such character in a text.
      parameters.append(input.1.prompt.replacing("\0", with: "\u{FFFD}"))
      parameters.append(input.1.answer.replacing("\0", with: "\u{FFFD}"))
      parameters.append(input.at)
    })

  static let month = Statement<String, ModelMonth>.tenant(
    "model_call.month",
    """
    SELECT spent_micros, reserved_micros, tokens, reserved_tokens FROM model_months
    WHERE org_id = $1 AND month = $2::date
    """,
    bind: { $1.append($0) },
    row: { row in
      ModelMonth(
        spentMicros: try row.int(), reservedMicros: try row.int(), tokens: try row.int(), reservedTokens: try row.int())
    })

  // MARK: For people

  private static let columns = """
    id, brand_id, task, subject, actor, provider_id, provider, model, state, error, finish, prompt_tokens,
    completion_tokens, is_counted, cost_micros, first_token_ms, total_ms, prompt_digest, answer_digest, started_at,
    ended_at
    """

  @Sendable private static func read(_ row: inout RowReader) throws -> ModelCall {
    ModelCall(
      id: try row.id(), brand: try row.optionalID(), task: try row.string(), subject: try row.string(),
      actor: try row.string(), provider: try row.optionalID(), providerName: try row.string(),
      model: try row.string(), state: ModelCall.State(rawValue: try row.string()) ?? .lost,
      error: try row.optionalString(), finish: try row.optionalString(), promptTokens: try row.optionalInt(),
      completionTokens: try row.optionalInt(), isCounted: try row.bool(), costMicros: try row.optionalInt(),
      firstToken: try row.optionalInt(), total: try row.optionalInt(), promptDigest: try row.string(),
      answerDigest: try row.optionalString(), started: try row.date(), ended: try row.optionalDate())
  }

  static let page = Statement<Keyset<String?>, ModelCall>.tenant(
    "model_call.page",
    """
    SELECT \(columns) FROM model_calls
    WHERE org_id = $1 AND id < $2 AND ($3::text IS NULL OR subject = $3) ORDER BY id DESC LIMIT $4
    """, by: .app,
    bind: { keyset, parameters in
      parameters.append(uuid: keyset.before)
      parameters.append(keyset.filter)
      parameters.append(keyset.rows)
    }, row: read)

  static let byID = Statement<ModelCallID, ModelCall>.tenant(
    "model_call.by_id", "SELECT \(columns) FROM model_calls WHERE org_id = $1 AND id = $2",
    bind: { $1.append($0) }, row: read)

  static let payload = Statement<ModelCallID, ModelPayload>.tenant(
    "model_call.payload", "SELECT prompt, answer FROM model_payloads WHERE org_id = $1 AND call_id = $2",
    bind: { $1.append($0) }, row: { ModelPayload(prompt: try $0.string(), answer: try $0.string()) })

  static let byModel = Statement<String, ModelUse>.tenant(
    "model_call.by_model",
    """
    SELECT provider_id, provider, model, count(*), count(*) FILTER (WHERE state IN ('failed', 'lost')),
      coalesce(sum(prompt_tokens), 0)::bigint, coalesce(sum(completion_tokens), 0)::bigint, sum(cost_micros)::bigint,
      count(*) FILTER (WHERE state <> 'open' AND cost_micros IS NULL)
    FROM model_calls WHERE org_id = $1 AND month = $2::date
    GROUP BY provider_id, provider, model ORDER BY count(*) DESC, provider, model LIMIT 100
    """, by: .app,
    bind: { $1.append($0) },
    row: { row in
      ModelUse(
        provider: try row.optionalID(), providerName: try row.string(), model: try row.string(),
        calls: try row.int(), failed: try row.int(), promptTokens: try row.int(), completionTokens: try row.int(),
        costMicros: try row.optionalInt(), callsOfUnknownCost: try row.int())
    })

  /// Of the brands that the caller may see.
  static let totals = Statement<String, ModelUse>.tenant(
    "model_call.totals",
    """
    SELECT count(*), count(*) FILTER (WHERE state IN ('failed', 'lost')), coalesce(sum(prompt_tokens), 0)::bigint,
      coalesce(sum(completion_tokens), 0)::bigint, sum(cost_micros)::bigint,
      count(*) FILTER (WHERE state <> 'open' AND cost_micros IS NULL)
    FROM model_calls WHERE org_id = $1 AND month = $2::date
    """, by: .app,
    bind: { $1.append($0) },
    row: { row in
      ModelUse(
        provider: nil, providerName: "", model: "", calls: try row.int(), failed: try row.int(),
        promptTokens: try row.int(), completionTokens: try row.int(), costMicros: try row.optionalInt(),
        callsOfUnknownCost: try row.int())
    })

  // MARK: Upkeep

  static let erasePayloads = Statement<Date, Void>.tenant(
    "model_call.erase_payloads", "DELETE FROM model_payloads WHERE org_id = $1 AND created_at <= $2",
    bind: { $1.append($0) })

  /// Calls that have been open since before then: their processes died. The provider may have charged all of it.
  static let lose = Statement<(before: Date, at: Date), Void>.tenant(
    "model_call.lose",
    """
    WITH call AS (
      UPDATE model_calls SET state = 'lost', prompt_tokens = reserved_tokens, completion_tokens = 0,
        cost_micros = CASE WHEN reserved_micros > 0 THEN reserved_micros END, ended_at = $3
      WHERE org_id = $1 AND state = 'open' AND started_at < $2
      RETURNING month, reserved_micros, reserved_tokens
    ), sums AS (
      SELECT month, sum(reserved_micros)::bigint AS micros, sum(reserved_tokens)::bigint AS tokens FROM call GROUP BY 1
    )
    UPDATE model_months m SET reserved_micros = m.reserved_micros - sums.micros,
      reserved_tokens = m.reserved_tokens - sums.tokens, spent_micros = m.spent_micros + sums.micros,
      tokens = m.tokens + sums.tokens
    FROM sums WHERE m.org_id = $1 AND m.month = sums.month
    """, by: .worker,
    bind: { input, parameters in
      parameters.append(input.before)
      parameters.append(input.at)
    })
}

/// What one model was used for in a month.
package struct ModelUse: Sendable, Equatable {
  package var provider: ModelProviderID?
  package var providerName: String
  package var model: String
  package var calls: Int
  package var failed: Int
  package var promptTokens: Int
  package var completionTokens: Int
  /// Of the calls whose price is known; nil when none is.
  package var costMicros: Int?
  package var callsOfUnknownCost: Int
}
