package import Foundation
import Kernel
import Web

/// The JSON form of a report. A field is only ever added under one `schema`; anything else is a new number.
package struct ReportDocument: Sendable, Encodable {
  package static let schema = "starling.report/1"

  package var schema = Self.schema
  package var report: String
  package var generatedAt: Date
  package var from: Date
  package var to: Date
  package var brandID: String?
  /// Sums over all publications of the period; a number that no platform told is absent.
  package var totals: MetricReply?
  package var byPlatform: [MetricReply]
  package var byDay: [MetricReply]
  package var publications: [MetricReply]
  package var notes = [
    "Numbers are what each platform told at its last reading. A number that is absent is unknown, not zero.",
    "`by_day` shows what came in on each UTC day of the period, also on posts that went out before it.",
  ]
}

/// The CSV form: one row per publication and number.
package enum ReportTable {
  static let header: [CSV.Cell] = [
    "publication_id", "post_id", "brand_id", "platform", "url", "published_at", "observed_at", "metric", "value",
  ].map(CSV.Cell.text)

  static func rows(_ reply: MetricReply) -> [[CSV.Cell]] {
    let common: [CSV.Cell] = [
      text(reply.publicationID?.description), text(reply.postID?.description), text(reply.brandID?.description),
      text(reply.platform), text(reply.url), text(reply.publishedAt.map { $0.ISO8601Format() }),
      text(reply.observedAt.map { $0.ISO8601Format() }),
    ]
    let numbers = [reply.likes, reply.comments, reply.shares, reply.saves, reply.impressions, reply.clicks]
    return zip(Metric.allCases, numbers).map { metric, value in
      common + [.text(metric.rawValue), value.map(CSV.Cell.number) ?? .empty]
    }
  }

  private static func text(_ value: String?) -> CSV.Cell { value.map(CSV.Cell.text) ?? .empty }
}
