package import Contracts
package import Foundation
import Kernel

/// A publication with its newest numbers.
package struct MetricSeries: Sendable, Equatable {
  package var item: PublishedItem
  package var observedAt: Date?
  package var goneAt: Date?
  package var misses: Int
  /// Nil when the numbers are not read any more.
  package var nextPollAt: Date?
  package var values: MetricValues
}

/// A line of `GET /v1/metrics`: a publication, or a group of them.
package struct MetricGroup: Sendable, Equatable {
  /// Platform, day, or the id of brand, post or connector as the database writes it.
  package var key: String
  package var publications: Int
  package var values: MetricValues
  /// How many publications told each number.
  package var reported: [Metric: Int]
}
