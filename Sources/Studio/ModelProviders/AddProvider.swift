import Contracts
package import Database
import Jobs
package import Kernel
import Models

/// A provider that was checked and whose key was sealed, ready to be stored.
package struct PreparedProvider: Sendable {
  var provider: ModelProvider
  var sealed: [UInt8]?
}

/// Connects a provider of models. It is used from then on, unless the organisation's routes say otherwise.
package struct AddProvider: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(
    _ profile: ProviderProfile, key: Redacted<String>?, as tenant: TenantContext
  ) async throws -> ModelProvider {
    let prepared = try await prepare(profile, key: key, as: tenant)
    return try await parts.act(as: tenant) { try await store(prepared, in: $0) }
  }

  /// Sealing needs a connection of its own, so it comes before the transaction.
  package func prepare(
    _ profile: ProviderProfile, key: Redacted<String>?, as tenant: TenantContext
  ) async throws -> PreparedProvider {
    try OrgWide.check(tenant)
    let services = try parts.ownModels
    let profile = profile.priced(by: services.prices)
    try profile.check()
    let id: ModelProviderID = parts.ids.new()
    let now = parts.time.now()
    return PreparedProvider(
      provider: ModelProvider(
        id: id, version: 1, profile: profile, hasKey: key != nil, trial: nil, created: now, updated: now),
      sealed: try await services.sealed(key, of: id, tenant.org))
  }

  package func store(_ prepared: PreparedProvider, in tx: Transaction) async throws -> ModelProvider {
    let provider = prepared.provider
    guard try await tx.query(ModelProviderStatements.list).count < OrgWide.mostProviders else {
      throw Problem(.conflict, "An organisation has at most \(OrgWide.mostProviders) providers. Remove one first.")
    }
    try await OrgWide.named {
      try await tx.execute(
        ModelProviderStatements.insert, (provider, key: prepared.sealed, by: try tx.acting.actor.label))
    }
    try await parts.audit.record(
      AuditEntry(
        "model_provider.create", resource: provider.id.description,
        facts: ["kind": .word(provider.profile.kind.rawValue), "key": .flag(provider.hasKey)]),
      in: tx)
    return provider
  }
}

/// What concerns every brand is decided by somebody who answers for every brand.
enum OrgWide {
  static let mostProviders = 20

  static func check(_ tenant: TenantContext) throws(Problem) {
    guard tenant.brands == .all else {
      throw Problem(
        .forbidden, "This concerns every brand of the organisation, and your role is limited to some of them.")
    }
  }

  /// Of a thing with an id: to somebody who is limited to some brands it does not exist.
  static func see(_ what: String, _ tenant: TenantContext) throws(Problem) {
    guard tenant.brands == .all else { throw Problem.notFound(what) }
  }

  /// A name that is taken is the caller's to change.
  static func named(_ body: () async throws -> Void) async throws {
    do { try await body() } catch DatabaseError.uniqueViolation(constraint: "model_providers_name") {
      throw Problem(
        .conflict, "There is a provider of this name already.",
        fields: [Problem.Field("/name", "is taken by another provider of this organisation")])
    }
  }
}

extension StudioParts {
  /// Throws where this installation has no way to keep or call an organisation's own models.
  var ownModels: ModelServices {
    get throws {
      guard let services else { throw Problem(.unavailable, "This installation takes no models of organisations.") }
      return services
    }
  }

  func provider(_ id: ModelProviderID, as tenant: TenantContext) async throws -> ModelProvider {
    try OrgWide.see("model provider", tenant)
    guard let provider = try await database.first(ModelProviderStatements.byID, id, as: tenant) else {
      throw Problem.notFound("model provider")
    }
    return provider
  }
}

extension ModelServices {
  func sealed(_ key: Redacted<String>?, of provider: ModelProviderID, _ org: OrgID) async throws -> [UInt8]? {
    guard let key else { return nil }
    try ProviderProfile.check(key: key.reveal())
    return try await seal.seal(Array(key.reveal().utf8), org, provider)
  }
}
