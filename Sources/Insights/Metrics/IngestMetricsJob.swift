import Contracts
import Database
import Foundation
package import Jobs
package import Kernel
import Logging

/// Reads the due numbers of one connected account. One live job per account.
package struct IngestMetricsArgs: JobArgs, Equatable {
  package static let kind = "ingest-metrics"

  package var connector: ConnectorID

  package init(connector: ConnectorID) { self.connector = connector }

  package var uniqueKey: String? { connector.description }
}

package struct IngestMetricsJob: JobHandler {
  private let parts: InsightsParts

  package init(_ parts: InsightsParts) { self.parts = parts }

  package func run(_ args: IngestMetricsArgs, _ context: JobContext) async throws -> JobOutcome {
    let now = parts.time.now()
    let due = try await context.database.query(
      MetricStatements.due, (connector: args.connector, now: now), as: context.tenant)
    guard !due.isEmpty else { return .cancel("nothing-due") }
    let reading = try await read(due, now, context)
    try await context.database.transaction(as: context.tenant) { tx in
      try await store(reading, due, at: now, in: tx)
      try await context.complete(in: tx)
    }
    return .done
  }

  /// Where only a person can help, the reading is empty: the account is asked again later and later.
  private func read(_ due: [MetricSeries], _ now: Date, _ context: JobContext) async throws -> MetricsReading {
    do {
      return try await parts.source.metrics(of: due.map(\.item), as: context.tenant)
    } catch let problem as Problem where problem.isFinal {
      context.logger.notice("numbers could not be read", metadata: ["problem": "\(problem.kind.rawValue)"])
      return MetricsReading(observedAt: now, values: [:])
    }
  }

  /// Numbers, the next reads and the events, together.
  func store(_ reading: MetricsReading, _ due: [MetricSeries], at now: Date, in tx: Transaction) async throws {
    let observations = due.compactMap { series in
      reading.values[series.item.publication].map {
        Observation(publication: series.item.publication, observedAt: reading.observedAt, values: $0)
      }
    }
    let stored = try await RecordMetrics(parts).run(observations, in: tx)
    let rows = due.map { row($0, reading, now) }
    try await tx.execute(MetricStatements.schedule, rows)
    for (series, row) in zip(due, rows) where stored.contains(series.item.publication) {
      try await tx.publish(
        MetricsIngested(
          publication: series.item.publication, post: series.item.post, observedAt: reading.observedAt,
          dueAt: series.nextPollAt ?? now, nextDueAt: row.next),
        brand: series.item.brand, resource: series.item.publication.description, ids: parts.ids)
    }
  }

  /// A platform shows a new post to readers some time after it was made: one that has not come up yet is not gone.
  private static let indexing: TimeInterval = 600

  /// A post that is gone is not asked about again; its last numbers stay. One that is missing for the first time, or
  /// that is young, is asked about again.
  private func row(_ series: MetricSeries, _ reading: MetricsReading, _ now: Date) -> ScheduleRow {
    let item = series.item
    let isGone =
      reading.gone.contains(item.publication) && series.misses > 0
      && now.timeIntervalSince(item.publishedAt) >= Self.indexing
    let misses = reading.values[item.publication] == nil ? series.misses + 1 : 0
    return ScheduleRow(
      publication: item.publication.uuid, polled: now,
      next: isGone ? nil : AgeCurve.next(publishedAt: item.publishedAt, after: now, misses: misses), misses: misses,
      gone: isGone ? series.goneAt ?? now : nil)
  }
}
