import Database
import Foundation
import Jobs
package import Kernel
import Models

/// What an organisation has set up, as it is now.
struct ModelSetup: Sendable {
  var providers: [ModelProvider]
  var settings: ModelSettings
}

extension StudioParts {
  func modelSetup(_ database: Database, as tenant: TenantContext) async throws -> ModelSetup {
    let providers = services == nil ? [] : try await database.query(ModelProviderStatements.list, as: tenant)
    let settings = try await database.first(ModelProviderStatements.settings, as: tenant)
    return ModelSetup(providers: providers, settings: settings ?? ModelSettings())
  }

  /// Whether anything but the composer would be asked.
  func hasModel(for task: ModelTask, in tx: Transaction) async throws -> Bool {
    let providers = services == nil ? [] : try await tx.query(ModelProviderStatements.list)
    let settings = try await tx.first(ModelProviderStatements.settings) ?? ModelSettings()
    return settings.chain(for: task, providers).contains { $0.use == .provider || writing != nil }
  }

  /// Of the model that the operator connected for everybody; nil where there is none.
  package var installationModel: String? { writing?.model.name }

  package func hasModel(for task: ModelTask, as tenant: TenantContext) async throws -> Bool {
    try await act(as: tenant) { try await hasModel(for: task, in: $0) }
  }

  /// The keys that these providers have, opened.
  func keys(
    of providers: [ModelProviderID], _ database: Database, as tenant: TenantContext
  ) async throws -> [ModelProviderID: Redacted<String>] {
    let sealed = try await database.query(ModelProviderStatements.keys, providers, as: tenant)
    guard !sealed.isEmpty else { return [:] }
    let opened = try await ownModels.seal.open(sealed, tenant.org)
    let pairs = zip(sealed, opened).map { ($0.provider, Redacted(String(decoding: $1, as: UTF8.self))) }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// The models of a task in the order in which they are asked, each call recorded and held to the limits. Nil: none,
  /// so that drafts are composed.
  ///
  /// - Parameter subject: what the calls are for, such as a post's id.
  func writer(
    for task: ModelTask, brand: BrandID?, subject: String, _ setup: ModelSetup, _ database: Database,
    as tenant: TenantContext
  ) async throws -> WritingModel? {
    let chain = setup.settings.chain(for: task, setup.providers)
    let ids = chain.compactMap(\.provider)
    let keys = ids.isEmpty ? [:] : try await keys(of: ids, database, as: tenant)
    let ledger = CallLedger(on(database), database, as: tenant)
    let links = chain.compactMap { choice -> WritingModel? in
      var plan = CallPlan(task: task.rawValue, subject: subject, brand: brand)
      switch choice.use {
      case .composer: return nil
      case .installation:
        guard let writing else { return nil }
        plan.model = writing.model.name
        var link = writing
        link.model = MeteredModel(writing.model, plan, ledger, time: time)
        return link
      case .provider:
        guard let link = own(choice, setup.providers, keys, &plan) else { return nil }
        return WritingModel(
          RetryingModel(MeteredModel(link.model, plan, ledger, time: time), time: time),
          firstToken: link.firstToken, total: link.total, tries: link.tries)
      }
    }
    return WritingModel.chain(links)
  }

  private func own(
    _ choice: ModelChoice, _ providers: [ModelProvider], _ keys: [ModelProviderID: Redacted<String>],
    _ plan: inout CallPlan
  ) -> WritingModel? {
    guard let services, let provider = providers.first(where: { $0.id == choice.provider }),
      let offered = choice.model.flatMap(provider.model) ?? provider.profile.models.first
    else { return nil }
    plan.provider = provider.id
    plan.providerName = provider.profile.name
    plan.model = offered.name
    plan.price = offered.price
    let endpoint = provider.profile.endpoint(offered.name, key: keys[provider.id])
    return WritingModel(services.connector.model(endpoint), firstToken: endpoint.firstToken, total: endpoint.total)
  }

  /// What turns a brand's examples into vectors: the organisation's choice, or else the installation's.
  func embedder(for brand: BrandID, _ database: Database, as tenant: TenantContext) async throws -> (any Embedder)? {
    guard let services else { return embedder }
    let setup = try await modelSetup(database, as: tenant)
    guard let choice = setup.settings.chain(for: .embed, setup.providers).first else { return nil }
    guard choice.use == .provider, let provider = setup.providers.first(where: { $0.id == choice.provider }),
      let offered = choice.model.flatMap(provider.model) ?? provider.profile.models.first
    else { return embedder }
    let key = try await keys(of: [provider.id], database, as: tenant)[provider.id]
    let plan = CallPlan(
      task: ModelTask.embed.rawValue, subject: brand.description, brand: brand, provider: provider.id,
      providerName: provider.profile.name, model: offered.name, price: offered.price)
    return services.connector.embedder(
      provider.profile.endpoint(offered.name, key: key), dimensions: services.dimensions
    ).map { MeteredEmbedder($0, plan, CallLedger(on(database), database, as: tenant), time: time) }
  }
}

extension WritingModel {
  /// One writer out of several, each tried when the one before it gave no first token; nil out of none.
  static func chain(_ links: [WritingModel]) -> WritingModel? {
    guard let first = links.first else { return nil }
    return WritingModel(
      FallbackModel(links.map(\.model)), firstToken: links.map(\.firstToken).reduce(.zero, +),
      total: links.map(\.total).max() ?? first.total, tries: first.tries)
  }
}
