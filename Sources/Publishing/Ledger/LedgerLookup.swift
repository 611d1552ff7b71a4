package import Contracts
package import Database
package import Foundation
package import Kernel

/// Answers what went out to Insights and to pages that cross capabilities.
package struct LedgerLookup: PublicationLookup {
  private let database: Database

  package init(_ database: Database) { self.database = database }

  package func published(
    since: Date, brand: BrandID?, after: PublicationID?, limit: Int, as tenant: TenantContext
  ) async throws -> [PublishedItem] {
    let input = LedgerStatements.PublishedInput(since: since, brand: brand, after: after, limit: limit)
    return try await database.query(LedgerStatements.published, input, as: tenant).compactMap(Self.item)
  }

  package func published(_ id: PublicationID, as tenant: TenantContext) async throws -> PublishedItem? {
    try await database.first(LedgerStatements.publishedOne, id, as: tenant).flatMap(Self.item)
  }

  package func publications(of post: PostID, in tx: Transaction) async throws -> [PublicationSummary] {
    try await tx.query(LedgerStatements.ofPost, post).map {
      PublicationSummary(
        publication: $0.id, post: $0.post, connector: $0.connector, platform: $0.platform, state: $0.state.rawValue,
        reason: $0.sentence, scheduledAt: $0.scheduledAt, zone: $0.zone, url: $0.externalURL, attempts: $0.attempts,
        fixesText: $0.state.fixesText)
    }
  }

  private static func item(_ publication: Publication) -> PublishedItem? {
    guard let external = publication.externalID, let at = publication.publishedAt else { return nil }
    return PublishedItem(
      publication: publication.id, post: publication.post, brand: publication.brand,
      connector: publication.connector, platform: publication.platform, externalID: external,
      url: publication.externalURL, publishedAt: at)
  }
}
