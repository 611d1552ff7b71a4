package import Foundation
package import Kernel
import Web

/// A person as one org sees them.
package struct Member: Sendable, Equatable {
  package var id: MembershipID
  package var user: UserID
  package var name: String
  /// Nil where the reader may not know it.
  package var mail: String?
  package var access: MemberAccess
  package var version: Int
  package var joinedAt: Date

  /// As a reader sees the member who is limited to these brands: roles elsewhere are left out, and so are the
  /// addresses of people who work elsewhere too.
  func shown(to reader: UserID, in scope: BrandScope) -> Member {
    guard user != reader else { return self }
    var copy = self
    copy.access = access.shown(in: scope)
    if !access.lies(within: scope) { copy.mail = nil }
    return copy
  }
}

/// A person's own record, whatever the org.
package struct Person: Sendable, Equatable {
  package var id: UserID
  package var name: String
  package var mail: String
  package var locale: String
  package var zone: String
}

/// One row of `membership_brands`, as the statements pass it.
struct BrandRole: Sendable, Codable, Equatable {
  var brand: BrandID
  var role: Role
}

extension MemberAccess {
  /// From `memberships.role` and the brand rows. Nil for rows that fit neither shape.
  init?(orgRole: String?, brandRoles: [BrandRole]) {
    if let orgRole {
      guard let role = Role(rawValue: orgRole) else { return nil }
      self = .everywhere(role)
    } else {
      self = .brands(Dictionary(brandRoles.map { ($0.brand, $0.role) }, uniquingKeysWith: { first, _ in first }))
    }
  }

  var storedRole: String? { orgRole?.rawValue }

  var brandRoles: [BrandRole] {
    guard case .brands(let roles) = self else { return [] }
    return roles.map { BrandRole(brand: $0.key, role: $0.value) }.sorted { $0.brand < $1.brand }
  }
}
