/// What a route needs, as `object:act`: `brands:create`, `voices:train`, `posts:publish`.
/// The policy file (`Resources/rbac_policy.csv`) says which role holds it; a test compares both.
package struct Permission: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  package let object: String
  package let act: String

  package init(stringLiteral value: String) {
    let parts = value.split(separator: ":", maxSplits: 1)
    object = parts.first.map(String.init) ?? value
    act = parts.count == 2 ? String(parts[1]) : ""
  }

  package var description: String { object + ":" + act }
}

/// Who may call a route.
package enum Access: Sendable, Hashable, ExpressibleByStringLiteral {
  /// Nobody needs to be signed in; a caller with credentials is still recognised.
  case anyone
  /// Any signed-in caller, whatever the role: `/v1/me`. An access key may read there, and change nothing.
  case signedIn
  case permission(Permission)

  package init(stringLiteral value: String) { self = .permission(Permission(stringLiteral: value)) }
}
