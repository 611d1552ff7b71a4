package import Database
package import Foundation
package import Kernel

/// What went out, for Insights and for pages that cross capabilities. Publishing answers.
package protocol PublicationLookup: Sendable {
  /// Published items whose numbers may still move, newest first: `after` is the last id of the page
  /// before.
  func published(
    since: Date, brand: BrandID?, after: PublicationID?, limit: Int, as tenant: TenantContext
  ) async throws -> [PublishedItem]

  func published(_ id: PublicationID, as tenant: TenantContext) async throws -> PublishedItem?

  /// All occurrences of a post, in any state, oldest first, as they stand in this transaction. Who holds the post's
  /// row lock meanwhile knows that none goes out before the transaction ends.
  func publications(of post: PostID, in tx: Transaction) async throws -> [PublicationSummary]
}

package struct PublishedItem: Sendable, Equatable {
  package var publication: PublicationID
  package var post: PostID
  package var brand: BrandID
  package var connector: ConnectorID
  package var platform: String
  package var externalID: String
  package var url: String?
  package var publishedAt: Date

  package init(
    publication: PublicationID, post: PostID, brand: BrandID, connector: ConnectorID, platform: String,
    externalID: String, url: String?, publishedAt: Date
  ) {
    self.publication = publication
    self.post = post
    self.brand = brand
    self.connector = connector
    self.platform = platform
    self.externalID = externalID
    self.url = url
    self.publishedAt = publishedAt
  }
}

package struct PublicationSummary: Sendable, Equatable {
  package var publication: PublicationID
  package var post: PostID
  package var connector: ConnectorID
  package var platform: String
  /// A state of the ledger: planned, intent, sent, published…
  package var state: String
  /// Why it is in that state, in a sentence for people; nil where the state says it all.
  package var reason: String?
  package var scheduledAt: Date?
  package var zone: String?
  package var url: String?
  package var attempts: Int
  /// Its words are out or on their way: the post's text does not change any more.
  package var fixesText: Bool

  package init(
    publication: PublicationID, post: PostID, connector: ConnectorID, platform: String, state: String,
    reason: String?, scheduledAt: Date?, zone: String?, url: String?, attempts: Int, fixesText: Bool
  ) {
    self.fixesText = fixesText
    self.publication = publication
    self.post = post
    self.connector = connector
    self.platform = platform
    self.state = state
    self.reason = reason
    self.scheduledAt = scheduledAt
    self.zone = zone
    self.url = url
    self.attempts = attempts
  }
}
