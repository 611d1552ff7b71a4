package import Foundation
package import Kernel

/// The recognised caller of a request: one person, or one access key, in one org.
package struct Principal: Sendable {
  /// What proved who is calling.
  package enum Proof: Sendable, Hashable {
    /// The pages' cookie; form posts and unsafe calls then need the CSRF token.
    case session(SessionID)
    case accessToken(SessionID)
    case apiKey(APIKeyID)
  }

  package var org: OrgID
  package var actor: Actor
  /// The person behind it: also set for an access key, which acts for the one who made it.
  package var user: UserID
  package var grants: [RoleGrant]
  /// What an access key is limited to, as permissions or `object:*`; nil for a person.
  package var scopes: [String]?
  package var proof: Proof
  /// The membership's version: rises with every change of access. A live connection whose caller has another one is
  /// held to what the caller may do now.
  package var version: Int
  /// When the proof ends.
  package var expires: Date

  package init(
    org: OrgID, actor: Actor, user: UserID, grants: [RoleGrant], scopes: [String]? = nil, proof: Proof,
    version: Int, expires: Date
  ) {
    self.org = org
    self.actor = actor
    self.user = user
    self.grants = grants
    self.scopes = scopes
    self.proof = proof
    self.version = version
    self.expires = expires
  }
}
