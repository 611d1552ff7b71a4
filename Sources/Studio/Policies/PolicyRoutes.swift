import Database
import HTTPTypes
package import Kernel
import Text
package import Web

package enum PolicyRoutes {
  package static func all(_ parts: StudioParts) -> [Route] {
    [show(parts), edit(parts), versions(parts), test(parts)]
  }

  private static func show(_ parts: StudioParts) -> Route {
    .get(
      "/v1/brands/{brand_id}/policy", "brands:read", "Show a brand's own rules", tag: "Policies",
      reply: PolicyReply.self
    ) { context in
      PolicyReply(try await parts.policy(context.id("brand_id"), as: context.tenant))
    }
  }

  private static func edit(_ parts: StudioParts) -> Route {
    .put(
      "/v1/brands/{brand_id}/policy", "brands:update", "Change a brand's own rules", tag: "Policies",
      body: PolicyBody.self, reply: PolicyReply.self, errors: [.conflict], options: [.ifMatch]
    ) { context, body in
      try await context.perform { tx in
        PolicyReply(
          try await EditPolicy(parts).run(
            context.id("brand_id"), yaml: body.yaml, expected: context.expectedVersion, in: tx))
      }
    }
  }

  private static func versions(_ parts: StudioParts) -> Route {
    .get(
      "/v1/brands/{brand_id}/policy/versions", "brands:read", "The newest 100 versions of a brand's own rules",
      tag: "Policies", reply: List<PolicyReply>.self
    ) { context in
      let brand = try await parts.brand(context.id("brand_id"), as: context.tenant)
      let rows = try await parts.database.query(PolicyStatements.versions, brand.id, as: context.tenant)
      return List(items: rows.map(PolicyReply.init))
    }
  }

  private static func test(_ parts: StudioParts) -> Route {
    .post(
      "/v1/brands/{brand_id}/policy/test", "brands:read", "Try all rules on a text without saving anything",
      tag: "Policies", body: PolicyTrialBody.self, reply: PolicyTrialReply.self
    ) { context, body in
      PolicyTrialReply(try await TestPolicy(parts).run(context.id("brand_id"), body.trial, as: context.tenant))
    }
  }
}

extension StudioParts {
  /// Version 0 for a brand without rules. Throws `Problem(.notFound)` for a brand that is absent or out of sight.
  package func policy(_ id: BrandID, as tenant: TenantContext) async throws -> BrandPolicy {
    let brand = try await brand(id, as: tenant)
    return try await database.first(PolicyStatements.inForce, brand.id, as: tenant) ?? BrandPolicy(brand: brand.id)
  }

  /// The brand's own rules, ready to judge by.
  func ownRules(_ id: BrandID, as tenant: TenantContext) async throws -> PolicySet {
    try await ownRules(id) { try await database.first(PolicyStatements.inForce, id, as: tenant) }
  }

  /// The same inside a transaction.
  func ownRules(_ id: BrandID, _ tx: Transaction) async throws -> PolicySet {
    try await ownRules(id) { try await tx.first(PolicyStatements.inForce, id) }
  }

  private func ownRules(_ id: BrandID, _ load: () async throws -> BrandPolicy?) async throws -> PolicySet {
    guard let policy = try await load() else { return PolicySet() }
    return try ownPolicies.value(BrandPolicyVersion(brand: id, version: policy.version)) {
      let shipped = policies.packs.packs
      return PolicySet(try BrandPolicy.pack(policy.yaml, shipped: shipped).map { [$0] } ?? [], lookup: shipped)
    }
  }
}

/// Which of a brand's rules; a version never changes.
package struct BrandPolicyVersion: Hashable, Sendable {
  var brand: BrandID
  var version: Int
}
