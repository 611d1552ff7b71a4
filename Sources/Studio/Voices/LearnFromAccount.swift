import Contracts
package import Kernel

/// Learns a voice from what one of the brand's connected accounts has said.
package struct LearnFromAccount: Sendable {
  let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  /// Posts that are read at most: enough for a sure measure, and few enough to wait for.
  package static let most = 500

  /// Reads the account first and begins the training then. Throws what reading throws, and `Problem(.conflict)` for an
  /// account that has said nothing yet.
  package func run(_ account: ConnectorID, brand: BrandID, as tenant: TenantContext) async throws -> OperationID {
    let (examples, source) = try await read(account, brand: brand, as: tenant)
    return try await TrainVoice(parts).run(examples, source: source, brand: brand, as: tenant)
  }

  package func read(
    _ account: ConnectorID, brand: BrandID, as tenant: TenantContext
  ) async throws -> (examples: [VoiceExample], source: String) {
    guard let history = parts.history else {
      throw Problem(.unavailable, "This installation reads no accounts. Paste the posts, or send them as CSV.")
    }
    _ = try await parts.brand(brand, as: tenant)
    let texts = try await history.posts(of: account, brand: brand, most: Self.most, as: tenant)
    // What is longer than a post can be was not written as one.
    let fitting = texts.filter {
      $0.utf8.count <= VoiceExample.Limits.bytes && $0.count <= VoiceExample.Limits.text
        && !$0.allSatisfy(\.isWhitespace)
    }
    guard !fitting.isEmpty else {
      throw Problem(
        .conflict, "The account has no public posts of its own yet. Paste posts from elsewhere, or come back later.")
    }
    return (try ExampleImport.list(fitting), "account")
  }
}
