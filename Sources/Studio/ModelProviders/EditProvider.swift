import Contracts
package import Database
import Jobs
package import Kernel

/// What an edit changes; what is absent stays.
package struct ProviderEdit: Sendable, Equatable {
  package var name: String?
  package var baseURL: String?
  package var models: [OfferedModel]?
  package var firstToken: Int?
  package var total: Int?
  package var key: Change<String> = .keep

  package init() {}

  func applied(to profile: ProviderProfile) -> ProviderProfile {
    var profile = profile
    if let name { profile.name = name }
    if let baseURL { profile.baseURL = baseURL }
    if let models { profile.models = models }
    if let firstToken { profile.firstToken = firstToken }
    if let total { profile.total = total }
    return profile
  }
}

/// Changes a provider. Its protocol stays: another one is another provider.
package struct EditProvider: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  /// An edit with its new key sealed, if it brings one.
  package struct Prepared: Sendable {
    var id: ModelProviderID
    var edit: ProviderEdit
    var sealed: [UInt8]?
  }

  package func run(
    _ id: ModelProviderID, _ edit: ProviderEdit, expected: Int?, as tenant: TenantContext
  ) async throws -> ModelProvider {
    let prepared = try await prepare(id, edit, as: tenant)
    return try await parts.act(as: tenant) { try await store(prepared, expected: expected, in: $0) }
  }

  package func prepare(
    _ id: ModelProviderID, _ edit: ProviderEdit, as tenant: TenantContext
  ) async throws -> Prepared {
    try OrgWide.see("model provider", tenant)
    var sealed: [UInt8]?
    if case .set(let key) = edit.key {
      sealed = try await parts.ownModels.sealed(Redacted(key), of: id, tenant.org)
    }
    return Prepared(id: id, edit: edit, sealed: sealed)
  }

  /// `expected` is the version that was read; nil takes whatever is there.
  package func store(_ prepared: Prepared, expected: Int?, in tx: Transaction) async throws -> ModelProvider {
    guard var provider = try await tx.first(ModelProviderStatements.lock, prepared.id) else {
      throw Problem.notFound("model provider")
    }
    try Stale.check(expected, current: ModelProviderReply(provider), "provider")
    let profile = prepared.edit.applied(to: provider.profile).priced(by: try parts.ownModels.prices)
    try profile.check()
    if provider.hasKey, prepared.edit.key == .keep, profile.origin != provider.profile.origin {
      throw Problem.invalid("/key", "The key was given for another address: type it again, or clear it.")
    }
    provider.profile = profile
    try await save(&provider, prepared, tx)
    return provider
  }

  private func save(_ provider: inout ModelProvider, _ prepared: Prepared, _ tx: Transaction) async throws {
    provider.version += 1
    provider.updated = parts.time.now()
    provider.trial = nil
    let saved = provider
    try await OrgWide.named { try await tx.execute(ModelProviderStatements.update, saved) }
    if prepared.edit.key != .keep {
      try await tx.execute(ModelProviderStatements.setKey, (provider.id, prepared.sealed))
      provider.hasKey = prepared.sealed != nil
    }
    try await parts.audit.record(
      AuditEntry(
        "model_provider.update", resource: provider.id.description,
        facts: ["version": .number(Int64(provider.version)), "key_changed": .flag(prepared.edit.key != .keep)]),
      in: tx)
  }
}
