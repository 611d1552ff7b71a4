package import Kernel

/// An account whose posts can be read.
package struct HistoryAccount: Sendable, Equatable {
  package var id: ConnectorID
  package var platform: String
  /// As people write it: `@acme@mastodon.example`.
  package var handle: String

  package init(id: ConnectorID, platform: String, handle: String) {
    self.id = id
    self.platform = platform
    self.handle = handle
  }
}

/// What a brand's connected accounts have said themselves. Publishing answers: it holds the connections.
package protocol AccountHistory: Sendable {
  func accounts(of brand: BrandID, as tenant: TenantContext) async throws -> [HistoryAccount]
  /// Public posts that answer nobody, newest first, at most `most`. Throws `Problem(.notFound)` for an account that is
  /// absent, out of sight or another brand's, and what the platform refuses as a problem in words.
  func posts(of account: ConnectorID, brand: BrandID, most: Int, as tenant: TenantContext) async throws -> [String]
}
