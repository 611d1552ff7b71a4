package import Database
package import Kernel

/// What the servers of a brand's accounts accept. Publishing answers.
package protocol AccountRules: Sendable {
  /// The narrowest of the brand's accounts on the platform; all nil where none sets limits of its own.
  func limits(of brand: BrandID, on platform: String, in tx: Transaction) async throws -> ServerLimits
}

/// Limits that a server sets itself; nil where the platform's own rule holds.
package struct ServerLimits: Sendable, Equatable {
  package var maxCharacters: Int?
  package var charactersPerLink: Int?

  package init(maxCharacters: Int? = nil, charactersPerLink: Int? = nil) {
    self.maxCharacters = maxCharacters
    self.charactersPerLink = charactersPerLink
  }
}
