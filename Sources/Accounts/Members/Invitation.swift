package import Foundation
package import Kernel

/// An open door for one mail address, until it is used, taken back or too old.
package struct Invitation: Sendable, Equatable {
  /// Seven days.
  package static let lifetime: TimeInterval = 7 * 86_400

  package var id: InvitationID
  package var mail: String
  package var access: MemberAccess
  package var invitedBy: String
  package var createdAt: Date
  package var expiresAt: Date
  package var acceptedAt: Date?
  package var revokedAt: Date?

  /// Why it cannot be accepted now, in words for the invited person; nil when it can.
  package func refusal(at now: Date) -> String? {
    if acceptedAt != nil { return "This invitation was used already. Sign in instead." }
    if revokedAt != nil { return "This invitation was taken back. Ask whoever invited you." }
    if now >= expiresAt { return "This invitation is more than seven days old. Ask for a new one." }
    return nil
  }
}

/// `memberships` shape as JSON in `invitations.access`.
struct StoredAccess: Codable, Sendable {
  var role: String?
  var brands: [BrandRole]

  init(_ access: MemberAccess) {
    role = access.storedRole
    brands = access.brandRoles
  }

  var access: MemberAccess { MemberAccess(orgRole: role, brandRoles: brands) ?? .brands([:]) }
}
