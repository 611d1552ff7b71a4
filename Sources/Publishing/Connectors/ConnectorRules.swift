package import Contracts
package import Database
package import Kernel
import Platforms
import Text

/// What the connected accounts' servers accept, as they said when they were last asked.
package struct ConnectorRules: AccountRules {
  package init() {}

  package func limits(of brand: BrandID, on platform: String, in tx: Transaction) async throws -> ServerLimits {
    try await tx.first(ConnectorStatements.narrowest, (brand, platform)) ?? ServerLimits()
  }
}

extension PublishingParts {
  /// Nil when the account's server takes the text; else by how much it is too long, in words.
  func excess(of text: String, on connector: Connector) -> String? {
    guard let platform = rules[connector.platform] else { return nil }
    let served = platform.served(
      limit: connector.limits.maxCharacters, linkLength: connector.limits.charactersPerLink)
    let measured = TextMeasure.measure(text, served)
    guard measured.length > measured.limit else { return nil }
    return
      "\(connector.account.handle) takes \(measured.limit) characters as its server counts them; this has \(measured.length). Cut \(measured.length - measured.limit)."
  }
}
