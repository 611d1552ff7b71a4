package import Foundation
package import Kernel

/// A personal access key: acts for the person who made it, never with more than they have, and only
/// within its scopes.
package struct APIKey: Sendable, Equatable {
  package var id: APIKeyID
  package var user: UserID
  package var name: String
  /// The first characters, to tell keys apart.
  package var hint: String
  package var scopes: [String]
  package var createdAt: Date
  package var expiresAt: Date?
  package var usedAt: Date?
}
