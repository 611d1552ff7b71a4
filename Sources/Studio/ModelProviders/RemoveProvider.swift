import Contracts
package import Database
import Jobs
package import Kernel

/// Forgets a provider, its key and its place in the routes. What it did stays in the records.
package struct RemoveProvider: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func run(_ id: ModelProviderID, as tenant: TenantContext) async throws {
    try await parts.act(as: tenant) { try await run(id, in: $0) }
  }

  package func run(_ id: ModelProviderID, in tx: Transaction) async throws {
    try OrgWide.see("model provider", try tx.acting)
    guard try await tx.first(ModelProviderStatements.lock, id) != nil else { throw Problem.notFound("model provider") }
    if var settings = try await tx.first(ModelProviderStatements.lockSettings),
      settings.routes.values.contains(where: { $0.contains { $0.provider == id } })
    {
      settings.routes = settings.routes.mapValues { $0.filter { $0.provider != id } }.filter { !$0.value.isEmpty }
      settings.version += 1
      let input = (settings, by: try tx.acting.actor.label, at: parts.time.now())
      _ = try await tx.first(ModelProviderStatements.saveSettings, input)
    }
    try await tx.execute(ModelProviderStatements.delete, id)
    try await parts.audit.record(AuditEntry("model_provider.remove", resource: id.description), in: tx)
  }
}
