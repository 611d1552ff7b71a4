package import Kernel

/// Keeps secrets at rest: platform tokens, app secrets, provider keys. A sealed secret opens only at
/// the place it was sealed for, so that a row cannot be given another row's secret.
package protocol Vault: Sendable {
  /// Call it before a transaction, not inside: it may need a connection of its own.
  func seal(_ secret: [UInt8], at place: SecretPlace) async throws -> SealedSecret

  /// All at once, in order: a remote key service is asked once per org key. Throws
  /// `Problem(.internal)` when one was sealed elsewhere, was altered or its key is gone.
  func open(_ secrets: [PlacedSecret]) async throws -> [[UInt8]]

  /// A keyed hash, the same for ever, for columns that a secret is looked up by. Hashes of different
  /// purposes never meet. 32 bytes.
  func hmac(_ value: [UInt8], purpose: String) -> [UInt8]
}

extension Vault {
  package func open(_ secret: SealedSecret, at place: SecretPlace) async throws -> [UInt8] {
    try await open([PlacedSecret(secret, at: place)]).first ?? []
  }

  package func seal(_ secret: String, at place: SecretPlace) async throws -> SealedSecret {
    try await seal(Array(secret.utf8), at: place)
  }

  package func hmac(_ value: String, purpose: String) -> [UInt8] { hmac(Array(value.utf8), purpose: purpose) }
}

/// The column of the row that a secret lies in. Part of every ciphertext.
package struct SecretPlace: Sendable, Hashable {
  package let org: OrgID
  package let table: String
  package let column: String
  /// The row's id as text.
  package let row: String

  package init(org: OrgID, table: String, column: String, row: String) {
    self.org = org
    self.table = table
    self.column = column
    self.row = row
  }

  package init<Kind>(org: OrgID, table: String, column: String, row: ID<Kind>) {
    self.init(org: org, table: table, column: column, row: row.description)
  }
}

/// What goes into a `bytea` column: a version, the id of the org's key, a nonce, the ciphertext and its tag.
package struct SealedSecret: Sendable, Hashable {
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }
}

package struct PlacedSecret: Sendable, Hashable {
  package let secret: SealedSecret
  package let place: SecretPlace

  package init(_ secret: SealedSecret, at place: SecretPlace) {
    self.secret = secret
    self.place = place
  }
}
