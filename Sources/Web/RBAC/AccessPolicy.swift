package import Kernel
import Synchronization

/// Which role may do what, from `rbac_model.conf` and `rbac_policy.csv`. The Casbin domain is a brand's id.
package final class AccessPolicy: Sendable {
  private let engine: CasbinEngine
  private let known = Mutex<[Question: Bool]>([:])

  private struct Question: Hashable {
    let role: Role
    let permission: Permission
  }

  package init(model: String, policy: String) throws {
    engine = try CasbinEngine(model: model, policy: policy, matchesDomains: true)
  }

  /// From the resources beside the program.
  package static func shipped(_ folder: ResourceFolder = ResourceFolder(module: "Web")) throws -> AccessPolicy {
    try AccessPolicy(
      model: String(decoding: folder.data("rbac_model.conf"), as: UTF8.self),
      policy: String(decoding: folder.data("rbac_policy.csv"), as: UTF8.self))
  }

  /// Whether the role holds the permission in a brand.
  package func allows(_ role: Role, _ permission: Permission, brand: String = "any") -> Bool {
    let key = Question(role: role, permission: permission)
    if let answer = known.withLock({ $0[key] }) { return answer }
    let answer = (try? engine.enforce([role.rawValue, brand, "/" + permission.object, permission.act])) ?? false
    known.withLock { $0[key] = answer }
    return answer
  }

  /// The brands in which the caller holds the permission; nil for none.
  package func scope(of principal: Principal, for permission: Permission) -> BrandScope? {
    guard isInScopes(principal.scopes, permission) else { return nil }
    let granted = principal.grants.filter { allows($0.role, permission) }
    if granted.isEmpty { return nil }
    if granted.contains(where: { $0.brands == .all }) { return .all }
    return .only(
      granted.reduce(into: []) { brands, grant in
        if case .only(let some) = grant.brands { brands.formUnion(some) }
      })
  }

  private func isInScopes(_ scopes: [String]?, _ permission: Permission) -> Bool {
    guard let scopes else { return true }
    return scopes.contains { $0 == permission.description || $0 == permission.object + ":*" || $0 == "*" }
  }

  /// Whether any rule of the policy reaches the permission; a route that names one without fails a test.
  package func knows(_ permission: Permission) -> Bool { Role.allCases.contains { allows($0, permission) } }
}
