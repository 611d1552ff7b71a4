package import Contracts
package import Foundation
package import Kernel

/// The normalised numbers, in the order of tables and reports.
package enum Metric: String, Sendable, CaseIterable, Codable {
  case likes, comments, shares, saves, impressions, clicks

  package func value(in values: MetricValues) -> Int? {
    switch self {
    case .likes: values.likes
    case .comments: values.comments
    case .shares: values.shares
    case .saves: values.saves
    case .impressions: values.impressions
    case .clicks: values.clicks
    }
  }
}

/// One publication's counters at one moment.
package struct Observation: Sendable, Equatable {
  package var publication: PublicationID
  package var observedAt: Date
  package var values: MetricValues

  package init(publication: PublicationID, observedAt: Date, values: MetricValues) {
    self.publication = publication
    self.observedAt = observedAt
    self.values = values
  }

  /// More than any post on earth has; a greater number is a fault of the source.
  static let greatest = 1_000_000_000_000
  /// How far a source's clock may be ahead of ours.
  static let clockSkew: TimeInterval = 300

  /// Throws `Problem(.invalid)` that names the number: negative, absurd, without any number, or from the future.
  func check(at now: Date, _ index: Int) throws(Problem) {
    let known = Metric.allCases.compactMap { metric in metric.value(in: values).map { (metric, $0) } }
    guard !known.isEmpty else { throw Problem.invalid("/\(index)", "No number is given.") }
    for (metric, value) in known where !(0...Self.greatest).contains(value) {
      throw Problem.invalid("/\(index)/\(metric.rawValue)", "\(value) cannot be a count of \(metric.rawValue).")
    }
    guard observedAt <= now.addingTimeInterval(Self.clockSkew) else {
      throw Problem.invalid("/\(index)/observed_at", "This moment has not come yet. Check the source's clock.")
    }
    guard observedAt.timeIntervalSince1970 >= 946_684_800 else {
      throw Problem.invalid("/\(index)/observed_at", "Moments before the year 2000 are not kept.")
    }
  }
}

/// A UTC day as `2026-11-23`, with its bounds.
package struct UTCDay: Sendable, Hashable, Comparable {
  package let start: Date

  package init(of date: Date) {
    start = Date(timeIntervalSince1970: (date.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400)
  }

  package var end: Date { start.addingTimeInterval(86_400) }

  package static func < (left: UTCDay, right: UTCDay) -> Bool { left.start < right.start }

  package var text: String { String(start.ISO8601Format().prefix(10)) }
}
