import Contracts
package import Database
package import Kernel

/// Makes an earlier version of a voice the one in use: a rollback, or a person overruling the measure.
package struct ActivateVoice: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(_ id: VoiceModelID, brand: BrandID, as tenant: TenantContext) async throws -> VoiceModel {
    try await parts.act(as: tenant) { try await run(id, brand: brand, in: $0) }
  }

  package func run(_ id: VoiceModelID, brand: BrandID, in tx: Transaction) async throws -> VoiceModel {
    guard try await tx.first(VoiceStatements.lockBrandModels, brand) != nil else { throw Problem.notFound("brand") }
    guard var model = try await tx.first(VoiceStatements.byID, id), model.brand == brand else {
      throw Problem.notFound("voice")
    }
    guard model.state != .active else { return model }
    try await swap(to: model, try tx.acting, tx)
    model.state = .active
    return model
  }

  private func swap(to model: VoiceModel, _ tenant: TenantContext, _ tx: Transaction) async throws {
    let now = parts.time.now()
    let by = tenant.actor.label
    if let active = try await tx.first(VoiceStatements.active, model.brand) {
      try await tx.execute(
        VoiceStatements.setState, VoiceStateChange(id: active.id, state: .superseded, at: now, by: by))
    }
    try await tx.execute(
      VoiceStatements.setState, VoiceStateChange(id: model.id, state: .active, at: now, by: by))
    try await parts.audit.record(
      AuditEntry(
        "voice.activate", resource: model.id.description, brand: model.brand,
        facts: ["version": .number(Int64(model.version))]),
      in: tx)
  }
}
