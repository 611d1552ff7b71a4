import Kernel
package import Web

extension ModelChoice: APIModel {
  enum CodingKeys: String, CodingKey {
    case use, provider = "providerID", model
  }

  package static var schema: Schema {
    .object(
      "ModelChoice", .required("use", .choice(of: Use.self)),
      .optional("provider_id", .id(ModelProviderID.self), "With `provider`."),
      .optional("model", .line(1...ProviderProfile.Limits.modelName), "The provider's first if left out."))
  }
}

package struct ModelRoutes: APIModel, Equatable {
  package var write: [ModelChoice]?
  package var rewrite: [ModelChoice]?
  package var translate: [ModelChoice]?
  package var embed: [ModelChoice]?

  init(_ routes: [ModelTask: [ModelChoice]]) {
    write = routes[.write] ?? []
    rewrite = routes[.rewrite] ?? []
    translate = routes[.translate] ?? []
    embed = routes[.embed] ?? []
  }

  var routes: [ModelTask: [ModelChoice]] {
    let all: [(ModelTask, [ModelChoice]?)] = [
      (.write, write), (.rewrite, rewrite), (.translate, translate), (.embed, embed),
    ]
    return all.reduce(into: [:]) { routes, pair in routes[pair.0] = pair.1 }
  }

  package static var schema: Schema {
    .object(
      "ModelRoutes",
      fields: ModelTask.allCases.map { task in
        .optional(
          task.rawValue, .list(.model(ModelChoice.self), 0...ModelSettings.Limits.choices),
          "\(task.words): asked in this order, the next one only before the first token of the one before.")
      })
  }
}

package struct ModelSettingsReply: VersionedModel {
  package var version: Int
  package var routes: ModelRoutes
  package var monthlyUsd: Double?
  package var monthlyTokens: Int?
  package var atOnce: Int?
  package var keepDays: Int

  package init(_ settings: ModelSettings) {
    version = settings.version
    routes = ModelRoutes(settings.routes)
    monthlyUsd = settings.monthlyMicros.map { Double($0) / 1_000_000 }
    monthlyTokens = settings.monthlyTokens
    atOnce = settings.atOnce
    keepDays = settings.keepDays
  }

  package static var schema: Schema {
    .object("ModelSettings", fields: [Schema.version] + ModelSettingsBody.fields)
  }
}

package struct ModelSettingsBody: APIModel {
  package var routes: ModelRoutes
  package var monthlyUsd: Double?
  package var monthlyTokens: Int?
  package var atOnce: Int?
  package var keepDays: Int

  var settings: ModelSettings {
    var settings = ModelSettings()
    settings.routes = routes.routes
    settings.monthlyMicros = monthlyUsd.map { Int(($0 * 1_000_000).rounded()) }
    settings.monthlyTokens = monthlyTokens
    settings.atOnce = atOnce
    settings.keepDays = keepDays
    return settings
  }

  static var fields: [SchemaField] {
    typealias Limits = ModelSettings.Limits
    return [
      .required(
        "routes", .model(ModelRoutes.self),
        "A task without a choice follows `write`; that follows the providers in the order of their connecting, then the installation."
      ),
      .optional(
        "monthly_usd", .number(0...Limits.monthlyUSD),
        "Most US dollars a month at the organisation's own providers. Models without a price are then refused."),
      .optional("monthly_tokens", .integer(0...Limits.monthlyTokens), "Most tokens a month, read and written."),
      .optional("at_once", .integer(1...Limits.atOnce), "Most texts that are written at the same time."),
      .required(
        "keep_days", .integer(0...Limits.keepDays), "Days that prompts and answers are kept; 0 keeps none."),
    ]
  }

  package static var schema: Schema { .object("ModelSettingsEdit", fields: fields) }
}
