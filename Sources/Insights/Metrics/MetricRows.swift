import Contracts
package import Foundation
package import Kernel

/// Rows as the statements take them: JSON with the database's own spelling of ids.
struct SeriesRow: Sendable, Encodable {
  var publication: UUID
  var brand: UUID
  var post: UUID
  var connector: UUID
  var platform: String
  var external: String
  var url: String?
  var published: Date

  init(_ item: PublishedItem) {
    publication = item.publication.uuid
    brand = item.brand.uuid
    post = item.post.uuid
    connector = item.connector.uuid
    platform = item.platform
    external = item.externalID
    url = item.url
    published = item.publishedAt
  }
}

struct ObservationRow: Sendable, Encodable {
  var publication: UUID
  var observed: Date
  var likes: Int?
  var comments: Int?
  var shares: Int?
  var saves: Int?
  var impressions: Int?
  var clicks: Int?

  init(_ observation: Observation) {
    publication = observation.publication.uuid
    observed = observation.observedAt
    likes = observation.values.likes
    comments = observation.values.comments
    shares = observation.values.shares
    saves = observation.values.saves
    impressions = observation.values.impressions
    clicks = observation.values.clicks
  }
}

struct DayRow: Sendable, Encodable, Hashable {
  var publication: UUID
  var day: String
  var starts: Date
  var ends: Date

  init(_ observation: Observation) {
    let day = UTCDay(of: observation.observedAt)
    publication = observation.publication.uuid
    self.day = day.text
    starts = day.start
    ends = day.end
  }
}

struct ScheduleRow: Sendable, Encodable {
  var publication: UUID
  var polled: Date
  var next: Date?
  var misses: Int
  var gone: Date?
}

package struct MetricFilter: Sendable, Equatable {
  /// Publications that went out from here on. For days: days from here on.
  package var from: Date
  package var to: Date
  package var brand: BrandID?
  package var post: PostID?
  package var connector: ConnectorID?
  package var platform: String?

  package init(
    from: Date, to: Date, brand: BrandID? = nil, post: PostID? = nil, connector: ConnectorID? = nil,
    platform: String? = nil
  ) {
    self.from = from
    self.to = to
    self.brand = brand
    self.post = post
    self.connector = connector
    self.platform = platform
  }
}

package struct SeriesPage: Sendable {
  var filter: MetricFilter
  var before: Date
  var beforeID: UUID
  var limit: Int
}

package enum MetricGrouping: String, Sendable, CaseIterable {
  case publication, platform, brand, post, connector, day
}

package struct GroupPage: Sendable {
  var filter: MetricFilter
  var by: MetricGrouping
  var after: String
  var limit: Int
}
