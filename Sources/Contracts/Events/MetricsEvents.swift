package import Foundation
package import Kernel

package struct MetricsIngested: EventPayload, Equatable {
  package static let subject = "metrics.ingested"
  package static let summary = "New numbers of a published post were read from its platform."
  package static let example = MetricsIngested(
    publication: .sample(6), post: .sample(3), observedAt: .sample, dueAt: .sample, nextDueAt: .sample)

  package var publication: PublicationID
  package var post: PostID
  package var observedAt: Date
  /// When they were to be read, and when the next are; absent when the post is too old to be read again.
  package var dueAt: Date
  package var nextDueAt: Date?

  enum CodingKeys: String, CodingKey {
    case publication, post
    case observedAt = "observed_at"
    case dueAt = "due_at"
    case nextDueAt = "next_due_at"
  }

  package init(publication: PublicationID, post: PostID, observedAt: Date, dueAt: Date, nextDueAt: Date?) {
    self.publication = publication
    self.post = post
    self.observedAt = observedAt
    self.dueAt = dueAt
    self.nextDueAt = nextDueAt
  }
}

package struct ReportReady: EventPayload, Equatable {
  package static let subject = "metrics.report_ready"
  package static let summary = "A report can be downloaded."
  package static let example = ReportReady(report: .sample(8), formats: ["csv", "json"])

  package var report: ReportID
  package var formats: [String]

  package init(report: ReportID, formats: [String]) {
    self.report = report
    self.formats = formats
  }
}
