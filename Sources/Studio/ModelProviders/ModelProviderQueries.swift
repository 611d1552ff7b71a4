package import Database
import Foundation
import Kernel

package enum ModelProviderStatements: StatementList {
  package static let all = AnyStatement.list(
    list, keys, byID, lock, insert, update, setKey, setTrial, delete, settings, lockSettings, saveSettings)

  private static let columns = "id, version, profile, key IS NOT NULL, trial, created_at, updated_at"

  @Sendable private static func read(_ row: inout RowReader) throws -> ModelProvider {
    ModelProvider(
      id: try row.id(), version: try row.int(), profile: try row.json(), hasKey: try row.bool(),
      trial: try row.optionalJSON(), created: try row.date(), updated: try row.date())
  }

  /// All of them, in the order of their connecting: an org has a handful.
  static let list = Statement<Void, ModelProvider>.tenant(
    "model_provider.list", "SELECT \(columns) FROM model_providers WHERE org_id = $1 ORDER BY id LIMIT 100", row: read)

  /// The sealed keys of these.
  static let keys = Statement<[ModelProviderID], (provider: ModelProviderID, key: [UInt8])>.tenant(
    "model_provider.keys",
    "SELECT id, key FROM model_providers WHERE org_id = $1 AND id = ANY ($2::uuid[]) AND key IS NOT NULL",
    bind: { $1.append(ids: $0) }, row: { (provider: try $0.id(), key: try $0.bytes()) })

  static let byID = Statement<ModelProviderID, ModelProvider>.tenant(
    "model_provider.by_id", "SELECT \(columns) FROM model_providers WHERE org_id = $1 AND id = $2",
    bind: { $1.append($0) }, row: read)

  static let lock = Statement<ModelProviderID, ModelProvider>.tenant(
    "model_provider.lock", "SELECT \(columns) FROM model_providers WHERE org_id = $1 AND id = $2 FOR UPDATE",
    bind: { $1.append($0) }, row: read)

  static let insert = Statement<(ModelProvider, key: [UInt8]?, by: String), Void>.tenant(
    "model_provider.insert",
    """
    INSERT INTO model_providers (org_id, id, version, name, profile, key, created_by, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
    """, by: .app,
    bind: { input, parameters in
      parameters.append(input.0.id)
      parameters.append(input.0.version)
      parameters.append(input.0.profile.name)
      parameters.append(json: input.0.profile)
      parameters.append(input.key)
      parameters.append(input.by)
      parameters.append(input.0.created)
    })

  static let update = Statement<ModelProvider, Void>.tenant(
    "model_provider.update",
    """
    UPDATE model_providers SET version = $3, name = $4, profile = $5, updated_at = $6, trial = NULL
    WHERE org_id = $1 AND id = $2
    """, by: .app,
    bind: { provider, parameters in
      parameters.append(provider.id)
      parameters.append(provider.version)
      parameters.append(provider.profile.name)
      parameters.append(json: provider.profile)
      parameters.append(provider.updated)
    })

  /// Nil forgets it.
  static let setKey = Statement<(ModelProviderID, [UInt8]?), Void>.tenant(
    "model_provider.set_key", "UPDATE model_providers SET key = $3 WHERE org_id = $1 AND id = $2", by: .app,
    bind: { input, parameters in
      parameters.append(input.0)
      parameters.append(input.1)
    })

  /// Only of the version that was tested.
  static let setTrial = Statement<(ModelProvider, ProviderTrial), Void>.tenant(
    "model_provider.set_trial",
    "UPDATE model_providers SET trial = $4 WHERE org_id = $1 AND id = $2 AND version = $3", by: .app,
    bind: { input, parameters in
      parameters.append(input.0.id)
      parameters.append(input.0.version)
      parameters.append(json: input.1)
    })

  static let delete = Statement<ModelProviderID, Void>.tenant(
    "model_provider.delete", "DELETE FROM model_providers WHERE org_id = $1 AND id = $2", by: .app,
    bind: { $1.append($0) })

  // MARK: What they are used for

  private static let settingColumns = "version, routes, monthly_micros, monthly_tokens, at_once, keep_days"

  @Sendable private static func readSettings(_ row: inout RowReader) throws -> ModelSettings {
    var settings = ModelSettings()
    settings.version = try row.int()
    let routes: [String: [ModelChoice]] = try row.json()
    for (name, choices) in routes { if let task = ModelTask(rawValue: name) { settings.routes[task] = choices } }
    settings.monthlyMicros = try row.optionalInt()
    settings.monthlyTokens = try row.optionalInt()
    settings.atOnce = try row.optionalInt()
    settings.keepDays = try row.int()
    return settings
  }

  static let settings = Statement<Void, ModelSettings>.tenant(
    "model_settings.get", "SELECT \(settingColumns) FROM model_settings WHERE org_id = $1", row: readSettings)

  static let lockSettings = Statement<Void, ModelSettings>.tenant(
    "model_settings.lock", "SELECT \(settingColumns) FROM model_settings WHERE org_id = $1 FOR UPDATE", by: .app,
    row: readSettings)

  /// No row when another has saved that version meanwhile.
  static let saveSettings = Statement<(ModelSettings, by: String, at: Date), Int>.tenant(
    "model_settings.save",
    """
    INSERT INTO model_settings AS s
      (org_id, version, routes, monthly_micros, monthly_tokens, at_once, keep_days, updated_by, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (org_id) DO UPDATE SET version = excluded.version, routes = excluded.routes,
      monthly_micros = excluded.monthly_micros, monthly_tokens = excluded.monthly_tokens, at_once = excluded.at_once,
      keep_days = excluded.keep_days, updated_by = excluded.updated_by, updated_at = excluded.updated_at
    WHERE s.version = excluded.version - 1
    RETURNING version
    """, by: .app,
    bind: { input, parameters in
      let settings = input.0
      parameters.append(settings.version)
      parameters.append(
        json: Dictionary(settings.routes.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first }))
      parameters.append(settings.monthlyMicros)
      parameters.append(settings.monthlyTokens)
      parameters.append(settings.atOnce)
      parameters.append(settings.keepDays)
      parameters.append(input.by)
      parameters.append(input.at)
    }, row: { try $0.int() })
}
