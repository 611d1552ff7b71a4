import Contracts
package import Foundation
package import Kernel
package import Web

/// A publication, or a group of them, with its numbers. Absent numbers are unknown, not zero.
package struct MetricReply: APIModel {
  package var key: String
  package var publicationID: PublicationID?
  package var postID: PostID?
  package var brandID: BrandID?
  package var connectorID: ConnectorID?
  package var platform: String?
  package var url: String?
  package var publishedAt: Date?
  package var observedAt: Date?
  package var goneAt: Date?
  package var publications: Int
  package var likes: Int?
  package var comments: Int?
  package var shares: Int?
  package var saves: Int?
  package var impressions: Int?
  package var clicks: Int?
  package var reported: ReportedReply

  package init(_ series: MetricSeries) {
    key = series.item.publication.description
    publicationID = series.item.publication
    postID = series.item.post
    brandID = series.item.brand
    connectorID = series.item.connector
    platform = series.item.platform
    url = series.item.url
    publishedAt = series.item.publishedAt
    observedAt = series.observedAt
    goneAt = series.goneAt
    publications = 1
    reported = ReportedReply { $0.value(in: series.values) == nil ? 0 : 1 }
    take(series.values)
  }

  package init(_ group: MetricGroup, by grouping: MetricGrouping) {
    key = group.key
    publications = group.publications
    reported = ReportedReply { group.reported[$0] ?? 0 }
    take(group.values)
    switch (grouping, UUID(uuidString: group.key)) {
    case (.platform, _): platform = group.key
    case (.brand, let uuid?): name(ID(uuid), \.brandID)
    case (.post, let uuid?): name(ID(uuid), \.postID)
    case (.connector, let uuid?): name(ID(uuid), \.connectorID)
    default: break
    }
  }

  private mutating func name<Kind>(_ id: ID<Kind>, _ member: WritableKeyPath<Self, ID<Kind>?>) {
    key = id.description
    self[keyPath: member] = id
  }

  private mutating func take(_ values: MetricValues) {
    likes = values.likes
    comments = values.comments
    shares = values.shares
    saves = values.saves
    impressions = values.impressions
    clicks = values.clicks
  }

  private static let number = Schema.integer(-1_000_000_000_000_000...1_000_000_000_000_000)

  package static var schema: Schema {
    .object(
      "Metric", .required("key", .line(1...200), "What the line is about: an id, a platform or a day."),
      .optional("publication_id", .id(PublicationID.self)), .optional("post_id", .id(PostID.self)),
      .optional("brand_id", .id(BrandID.self)), .optional("connector_id", .id(ConnectorID.self)),
      .optional("platform", .line(1...40)), .optional("url", .verbatim(1...2_000)),
      .optional("published_at", .instant), .optional("observed_at", .instant, "When the newest number was read."),
      .optional("gone_at", .instant, "Since when the platform says that the post is not there."),
      .required("publications", .integer(0...1_000_000_000)), .optional("likes", number, "Absent where unknown."),
      .optional("comments", number), .optional("shares", number), .optional("saves", number),
      .optional("impressions", number), .optional("clicks", number),
      .required("reported", ReportedReply.schema, "How many publications each number comes from."))
  }
}

package struct ReportedReply: APIModel {
  package var likes: Int
  package var comments: Int
  package var shares: Int
  package var saves: Int
  package var impressions: Int
  package var clicks: Int

  init(_ count: (Metric) -> Int) {
    likes = count(.likes)
    comments = count(.comments)
    shares = count(.shares)
    saves = count(.saves)
    impressions = count(.impressions)
    clicks = count(.clicks)
  }

  package static var schema: Schema {
    .object("Reported", fields: Metric.allCases.map { .required($0.rawValue, .integer(0...1_000_000_000)) })
  }
}
