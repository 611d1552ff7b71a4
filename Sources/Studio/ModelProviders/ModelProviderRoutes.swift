import Database
import HTTPTypes
import Kernel
package import Web

/// `/v1/model-…`: the models of an organisation, what they are used for, and what they did.
package enum ModelProviderRoutes {
  static let tag = "Models"

  package static func all(_ parts: StudioParts) -> [Route] {
    [
      list(parts), add(parts), show(parts), edit(parts), remove(parts), test(parts), offers(parts), settings(parts),
      saveSettings(parts),
    ] + ModelCallRoutes.all(parts)
  }

  private static func list(_ parts: StudioParts) -> Route {
    .get(
      "/v1/model-providers", "model-providers:read", "List providers of models", tag: tag,
      reply: List<ModelProviderReply>.self
    ) { context in
      try OrgWide.check(try context.tenant)
      let rows = try await parts.database.query(ModelProviderStatements.list, as: context.tenant)
      return List(items: rows.map(ModelProviderReply.init))
    }
  }

  private static func add(_ parts: StudioParts) -> Route {
    .post(
      "/v1/model-providers", "model-providers:create", "Connect a provider of models", tag: tag,
      body: NewProvider.self, reply: ModelProviderReply.self, status: .created, errors: [.conflict, .unavailable]
    ) { context, body in
      let act = AddProvider(parts)
      let prepared = try await act.prepare(body.profile, key: body.key.map { Redacted($0) }, as: context.tenant)
      return try await context.perform { ModelProviderReply(try await act.store(prepared, in: $0)) }
    }
  }

  private static func show(_ parts: StudioParts) -> Route {
    .get(
      "/v1/model-providers/{provider_id}", "model-providers:read", "Show a provider of models", tag: tag,
      reply: ModelProviderReply.self
    ) { context in
      ModelProviderReply(try await parts.provider(context.id("provider_id"), as: context.tenant))
    }
  }

  private static func edit(_ parts: StudioParts) -> Route {
    .patch(
      "/v1/model-providers/{provider_id}", "model-providers:update", "Change a provider of models", tag: tag,
      body: ProviderEditBody.self, reply: ModelProviderReply.self, errors: [.conflict, .unavailable],
      options: [.ifMatch]
    ) { context, body in
      let act = EditProvider(parts)
      let prepared = try await act.prepare(context.id("provider_id"), body.edit, as: context.tenant)
      return try await context.perform {
        ModelProviderReply(try await act.store(prepared, expected: context.expectedVersion, in: $0))
      }
    }
  }

  private static func remove(_ parts: StudioParts) -> Route {
    .delete(
      "/v1/model-providers/{provider_id}", "model-providers:delete", "Forget a provider and its key", tag: tag
    ) { context in
      try await context.perform { try await RemoveProvider(parts).run(context.id("provider_id"), in: $0) }
    }
  }

  private static func test(_ parts: StudioParts) -> Route {
    .post(
      "/v1/model-providers/{provider_id}/test", "model-providers:test", "Ask a provider for one word now", tag: tag,
      body: ProviderTestBody.self, reply: ProviderTrialReply.self, errors: [.unavailable],
      options: [.channel(.named("model-test")), .timeLimit(.seconds(90))]
    ) { context, body in
      let act = TestProvider(parts)
      let (provider, trial) = try await act.ask(context.id("provider_id"), model: body.model, as: context.tenant)
      return try await context.perform {
        _ = try await act.store(provider, trial, in: $0)
        return ProviderTrialReply(trial)
      }
    }
  }

  private static func offers(_ parts: StudioParts) -> Route {
    .get(
      "/v1/model-offers", "model-providers:read", "Models found on this machine, to be connected", tag: tag,
      reply: ModelOffers.self
    ) { context in
      try OrgWide.check(try context.tenant)
      return ModelOffers(await parts.findOllama())
    }
  }

  private static func settings(_ parts: StudioParts) -> Route {
    .get(
      "/v1/model-settings", "model-settings:read", "Show which models do what, and their limits", tag: tag,
      reply: ModelSettingsReply.self
    ) { context in
      try OrgWide.check(try context.tenant)
      let settings = try await parts.database.first(ModelProviderStatements.settings, as: context.tenant)
      return ModelSettingsReply(settings ?? ModelSettings())
    }
  }

  private static func saveSettings(_ parts: StudioParts) -> Route {
    .put(
      "/v1/model-settings", "model-settings:update", "Set which models do what, and their limits", tag: tag,
      body: ModelSettingsBody.self, reply: ModelSettingsReply.self, options: [.ifMatch]
    ) { context, body in
      try await context.perform {
        ModelSettingsReply(
          try await SaveModelSettings(parts).run(body.settings, expected: context.expectedVersion, in: $0))
      }
    }
  }
}
