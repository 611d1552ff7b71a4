import Contracts
package import Database
import Foundation
package import Kernel

/// Stores observations and makes the rollups that they touch anew, in one transaction. Repeats, late and
/// out-of-order observations change nothing but what they are about: the result does not depend on the order.
package struct RecordMetrics: Sendable {
  private let parts: InsightsParts

  package init(_ parts: InsightsParts) { self.parts = parts }

  /// The publications whose numbers were stored. Those that are unknown, or of another org or brand, are left out.
  /// Throws `Problem(.invalid)` for a number or a moment that cannot be; nothing is stored then.
  @discardableResult
  package func run(_ observations: [Observation], in tx: Transaction) async throws -> Set<PublicationID> {
    for (index, observation) in observations.enumerated() { try observation.check(at: parts.time.now(), index) }
    let wanted = Array(Set(observations.map(\.publication))).sorted()
    let known = Set(try await tx.query(MetricStatements.lock, wanted))
    let kept = observations.filter { known.contains($0.publication) }
    guard !kept.isEmpty else { return [] }
    try await tx.execute(MetricStatements.add, kept.map(ObservationRow.init))
    try await tx.execute(MetricStatements.days, Array(Set(kept.map(DayRow.init))))
    try await tx.execute(MetricStatements.latest, Array(known))
    return known
  }

  /// As above, in a transaction of its own.
  @discardableResult
  package func run(_ observations: [Observation], as tenant: TenantContext) async throws -> Set<PublicationID> {
    try await parts.database.transaction(as: tenant) { try await run(observations, in: $0) }
  }
}
