package import Kernel
package import Web

/// Where a membership counts: one role in the whole org, or a role for each of some brands, so that
/// an agency's client sees only its own.
package enum MemberAccess: Sendable, Hashable {
  case everywhere(Role)
  case brands([BrandID: Role])

  package var grants: [RoleGrant] {
    switch self {
    case .everywhere(let role): [RoleGrant(role, in: .all)]
    case .brands(let roles):
      Dictionary(grouping: roles.keys, by: { roles[$0] ?? .viewer })
        .map { role, brands in RoleGrant(role, in: .only(Set(brands))) }
    }
  }

  package var scope: BrandScope {
    switch self {
    case .everywhere: .all
    case .brands(let roles): .only(Set(roles.keys))
    }
  }

  /// The role that counts for what belongs to no brand: people, keys, audit.
  package var orgRole: Role? {
    if case .everywhere(let role) = self { role } else { nil }
  }

  /// Whether it counts in one of these brands.
  func touches(_ scope: BrandScope) -> Bool {
    guard case .only(let seen) = scope, case .brands(let roles) = self else { return true }
    return roles.keys.contains { seen.contains($0) }
  }

  /// Whether it counts in these brands and nowhere else.
  func lies(within scope: BrandScope) -> Bool {
    guard case .only(let seen) = scope else { return true }
    guard case .brands(let roles) = self else { return false }
    return !roles.isEmpty && roles.keys.allSatisfy { seen.contains($0) }
  }

  /// What of it somebody who is limited to these brands may know.
  func shown(in scope: BrandScope) -> MemberAccess {
    guard case .only(let seen) = scope, case .brands(let roles) = self else { return self }
    return .brands(roles.filter { seen.contains($0.key) })
  }

  private var strongest: Role {
    switch self {
    case .everywhere(let role): role
    case .brands(let roles): roles.values.max { $0.rank < $1.rank } ?? .viewer
    }
  }

  /// Nobody gives away more than they have: only an owner makes owners, and people are managed by
  /// owners and admins of the whole org.
  package func mayGrant(_ other: MemberAccess) -> Bool {
    guard let mine = orgRole, mine.rank >= Role.admin.rank else { return false }
    return other.strongest.rank <= mine.rank
  }
}

extension Role {
  /// Falling order of power, as the policy file has it.
  fileprivate var rank: Int {
    switch self {
    case .owner: 4
    case .admin: 3
    case .editor: 2
    case .reviewer: 1
    case .viewer: 0
    }
  }
}
