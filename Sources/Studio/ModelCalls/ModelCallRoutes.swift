import Database
import HTTPTypes
import Kernel
import Web

enum ModelCallRoutes {
  static func all(_ parts: StudioParts) -> [Route] { [usage(parts), list(parts), show(parts)] }

  private static func usage(_ parts: StudioParts) -> Route {
    .get(
      "/v1/model-usage", "model-settings:read", "Show what models were used for this month, and what it cost",
      tag: ModelProviderRoutes.tag, reply: ModelUsageReply.self
    ) { context in
      try OrgWide.check(try context.tenant)
      return try await parts.modelUsage(as: context.tenant)
    }
  }

  private static func list(_ parts: StudioParts) -> Route {
    .get(
      "/v1/model-calls", "model-calls:read", "List calls of models, newest first", tag: ModelProviderRoutes.tag,
      reply: List<ModelCallReply>.self,
      query: [QueryParameter("subject", .verbatim(1...200), "Only those for this thing, such as a post's id.")],
      options: [.paged]
    ) { context in
      let keyset = try Keyset("model-calls", context.parameters.string("subject"), context.paging)
      let rows = try await parts.database.query(ModelCallStatements.page, keyset, as: context.tenant)
      return try context.list(keyset.page("model-calls", rows) { $0.id }.map { ModelCallReply($0) })
    }
  }

  private static func show(_ parts: StudioParts) -> Route {
    .get(
      "/v1/model-calls/{call_id}", "model-calls:read", "Show a call of a model, with its words while they are kept",
      tag: ModelProviderRoutes.tag, reply: ModelCallReply.self
    ) { context in
      let id: ModelCallID = try context.id("call_id")
      guard let call = try await parts.database.first(ModelCallStatements.byID, id, as: context.tenant) else {
        throw Problem.notFound("call of a model")
      }
      return ModelCallReply(
        call, try await parts.database.first(ModelCallStatements.payload, id, as: context.tenant))
    }
  }
}

extension StudioParts {
  /// Of this month.
  func modelUsage(as tenant: TenantContext) async throws -> ModelUsageReply {
    let first = time.now().firstOfMonth
    let month = try await database.first(ModelCallStatements.month, first, as: tenant) ?? ModelMonth()
    let uses = try await database.query(ModelCallStatements.byModel, first, as: tenant)
    return ModelUsageReply(
      month: first, spentUsd: Double(month.spentMicros) / 1_000_000,
      reservedUsd: Double(month.reservedMicros) / 1_000_000, tokens: month.tokens,
      reservedTokens: month.reservedTokens, models: uses.map(ModelUseReply.init))
  }
}
