import Contracts
package import Database
import Foundation
import Jobs
package import Kernel
import Models

/// Asks a provider for one word, and for the names of its models where it lists them.
package struct TestProvider: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(
    _ id: ModelProviderID, model: String? = nil, as tenant: TenantContext
  ) async throws -> (ModelProvider, ProviderTrial) {
    let (provider, trial) = try await ask(id, model: model, as: tenant)
    return try await parts.act(as: tenant) { (try await store(provider, trial, in: $0), trial) }
  }

  /// Calls the provider; stores nothing but the record of the call. A model that is not among the provider's own is
  /// refused as `Problem(.invalid)`.
  package func ask(
    _ id: ModelProviderID, model: String?, as tenant: TenantContext
  ) async throws -> (ModelProvider, ProviderTrial) {
    let provider = try await parts.provider(id, as: tenant)
    let services = try parts.ownModels
    let name = model ?? provider.profile.models.first?.name ?? ""
    guard let offered = provider.model(name) else {
      throw Problem.invalid("/model", "is not among the models of \(provider.profile.name)")
    }
    let key = try await parts.keys(of: [id], parts.database, as: tenant)[id]
    let endpoint = provider.profile.endpoint(name, key: key)
    let listed = (try? await services.connector.models(at: endpoint)) ?? []
    let ledger = CallLedger(parts, parts.database, as: tenant)
    let plan = CallPlan(
      task: "test", subject: id.description, brand: nil, provider: id, providerName: provider.profile.name,
      model: name, price: offered.price)
    let metered = MeteredModel(services.connector.model(endpoint), plan, ledger, time: parts.time)
    return (provider, await trial(metered, name, listed))
  }

  private func trial(_ model: any LanguageModel, _ name: String, _ listed: [String]) async -> ProviderTrial {
    let request = ModelRequest(messages: [.user("Answer with the one word: ready")], maxTokens: 32)
    var trial = ProviderTrial(
      at: parts.time.now(), model: name, isGood: false, words: "", listed: Array(listed.prefix(200)))
    do {
      let reply = try await model.complete(request)
      trial.isGood = !reply.text.allSatisfy(\.isWhitespace)
      trial.words = trial.isGood ? "\(name) answered." : "\(name) answered without a word."
      trial.firstToken = reply.timings?.firstToken.map { Int($0 / .milliseconds(1)) }
      trial.total = (reply.timings?.total).map { Int($0 / .milliseconds(1)) }
    } catch let error as ModelError {
      trial.words = error.userMessage
    } catch {
      trial.words = "The test was stopped."
    }
    return trial
  }

  /// Nothing when the provider was changed meanwhile: the test was of another one.
  package func store(
    _ provider: ModelProvider, _ trial: ProviderTrial, in tx: Transaction
  ) async throws -> ModelProvider {
    try await tx.execute(ModelProviderStatements.setTrial, (provider, trial))
    try await parts.audit.record(
      AuditEntry("model_provider.test", resource: provider.id.description, facts: ["good": .flag(trial.isGood)]),
      in: tx)
    guard let now = try await tx.first(ModelProviderStatements.byID, provider.id) else {
      throw Problem.notFound("model provider")
    }
    return now
  }
}
