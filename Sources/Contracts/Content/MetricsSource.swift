package import Foundation
package import Kernel

/// Reads the numbers of published posts from their platforms. Publishing answers: it holds the connections.
package protocol MetricsSource: Sendable {
  /// All items belong to one connector. Splits them into the platform's batches itself, refreshes the access when
  /// needed and reads only. A throw means that nothing could be read; one with `RetryAdvice` says when to try again.
  func metrics(of items: [PublishedItem], as tenant: TenantContext) async throws -> MetricsReading
}

package struct MetricsReading: Sendable, Equatable {
  /// When the platform answered.
  package var observedAt: Date
  package var values: [PublicationID: MetricValues]
  /// Posts that the platform says are not there any more.
  package var gone: Set<PublicationID>

  package init(observedAt: Date, values: [PublicationID: MetricValues], gone: Set<PublicationID> = []) {
    self.observedAt = observedAt
    self.values = values
    self.gone = gone
  }
}

/// Counters of one post, normalised over platforms. Nil where the platform does not tell, which is not zero.
package struct MetricValues: Sendable, Equatable, Codable {
  package var likes: Int?
  package var comments: Int?
  package var shares: Int?
  package var saves: Int?
  package var impressions: Int?
  package var clicks: Int?

  package init(
    likes: Int? = nil, comments: Int? = nil, shares: Int? = nil, saves: Int? = nil, impressions: Int? = nil,
    clicks: Int? = nil
  ) {
    self.likes = likes
    self.comments = comments
    self.shares = shares
    self.saves = saves
    self.impressions = impressions
    self.clicks = clicks
  }
}
