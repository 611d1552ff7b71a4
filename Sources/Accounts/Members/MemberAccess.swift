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
