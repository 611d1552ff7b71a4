import Contracts
package import Database
import Jobs
package import Kernel
import Text

/// Puts another text of rules in force; every version is kept. Refused as a whole when anything in it is wrong.
package struct EditPolicy: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  /// `expected` is the version that was read, 0 for none; nil takes whatever is there.
  package func run(
    _ brand: BrandID, yaml: String, expected: Int?, as tenant: TenantContext
  ) async throws -> BrandPolicy {
    try await parts.act(as: tenant) { try await run(brand, yaml: yaml, expected: expected, in: $0) }
  }

  package func run(
    _ id: BrandID, yaml: String, expected: Int?, in tx: Transaction
  ) async throws -> BrandPolicy {
    guard let brand = try await tx.first(BrandStatements.lock, id) else { throw Problem.notFound("brand") }
    var policy = try await tx.first(PolicyStatements.inForce, id) ?? BrandPolicy(brand: id)
    try Stale.check(expected, current: PolicyReply(policy), "policy")
    try brand.assertActive()
    _ = try BrandPolicy.pack(yaml, shipped: parts.policies.packs.packs)
    guard yaml != policy.yaml else { return policy }
    policy.version += 1
    policy.yaml = yaml
    policy.savedBy = try tx.acting.actor.label
    policy.savedAt = parts.time.now()
    try await tx.execute(PolicyStatements.insert, policy)
    try await parts.audit.record(
      AuditEntry(
        "policy.update", resource: id.description, brand: id, facts: ["version": .number(Int64(policy.version))]),
      in: tx)
    try await tx.enqueue(PolicyCheckArgs(brand: id), priority: .background, ids: parts.ids)
    return policy
  }
}
