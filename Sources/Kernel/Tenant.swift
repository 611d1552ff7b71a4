/// Who acts. Stored with what they do; names and addresses are looked up, never copied.
package enum Actor: Sendable, Hashable {
  case user(UserID)
  case apiKey(APIKeyID)
  /// A worker or the command line, by its name: `worker.publish`, `cli.restore`.
  case system(String)

  /// `user_01j…`, `key_01j…` or `system:worker.publish`.
  package var label: String {
    switch self {
    case .user(let id): id.description
    case .apiKey(let id): id.description
    case .system(let name): "system:" + name
    }
  }
}

/// Which brands of the org the caller may touch. Row-level security enforces it on every table
/// that has a `brand_id`.
package enum BrandScope: Sendable, Hashable {
  case all
  case only(Set<BrandID>)

  package func contains(_ brand: BrandID) -> Bool {
    switch self {
    case .all: true
    case .only(let brands): brands.contains(brand)
    }
  }
}

/// On whose behalf a statement, job or event runs. There is no default tenant.
package struct TenantContext: Sendable, Hashable {
  package var org: OrgID
  package var brands: BrandScope
  package var actor: Actor
  /// ULID of the request that started this, for logs and audit.
  package var requestID: String?
  /// W3C `traceparent`, so that spans of request, job and platform call join up.
  package var traceparent: String?

  package init(
    org: OrgID, brands: BrandScope, actor: Actor, requestID: String? = nil,
    traceparent: String? = nil
  ) {
    self.org = org
    self.brands = brands
    self.actor = actor
    self.requestID = requestID
    self.traceparent = traceparent
  }
}
