package import Kernel

package enum Role: String, Sendable, Codable, CaseIterable {
  case owner, admin, editor, reviewer, viewer
}

/// A role in the whole org or in some of its brands.
package struct RoleGrant: Sendable, Hashable {
  package var role: Role
  package var brands: BrandScope

  package init(_ role: Role, in brands: BrandScope) {
    self.role = role
    self.brands = brands
  }
}
