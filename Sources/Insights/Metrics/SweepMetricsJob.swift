import Contracts
package import Database
import Foundation
package import Jobs
package import Kernel

/// Every minute: takes up what was published since, and starts a read for each account that has something due.
package struct SweepMetricsArgs: SystemJobArgs, Equatable {
  package static let kind = "metrics-sweep"
  package static let retry = RetryPolicy(maxAttempts: 3)

  package init() {}

  package var uniqueKey: String? { "sweep" }
}

package struct SweepMetricsJob: SystemJobHandler {
  private let sweep: SweepMetrics

  package init(_ parts: InsightsParts) { sweep = SweepMetrics(parts) }

  package func run(_ args: SweepMetricsArgs, _ context: SystemJobContext) async throws -> JobOutcome {
    for org in try await context.database.query(SweepStatements.orgs) {
      try await sweep.run(as: TenantContext(org: org, brands: .all, actor: .system("worker.metrics-sweep")))
    }
    return .done
  }
}

package enum SweepStatements: StatementList {
  package static let all = AnyStatement.list(orgs)

  static let orgs = Statement<Void, OrgID>.system(
    "metrics.orgs", "SELECT * FROM system.org_ids()", by: .worker, row: { try $0.id() })
}

/// The sweep of one organisation. Also what a demo calls when it does not want to wait for the minute.
package struct SweepMetrics: Sendable {
  private static let pageSize = 100
  private let parts: InsightsParts

  package init(_ parts: InsightsParts) { self.parts = parts }

  /// How many reads were started.
  @discardableResult
  package func run(as tenant: TenantContext) async throws -> Int {
    try await takeUp(as: tenant)
    let now = parts.time.now()
    let connectors = try await parts.database.query(MetricStatements.dueConnectors, now, as: tenant)
    guard !connectors.isEmpty else { return 0 }
    try await parts.database.transaction(as: tenant) { tx in
      try await tx.enqueue(
        batch: connectors.map(IngestMetricsArgs.init), options: JobOptions(priority: .background), ids: parts.ids)
    }
    return connectors.count
  }

  /// From a day before the newest one known, since publications can be settled late; at first from 90 days back.
  private func takeUp(as tenant: TenantContext) async throws {
    let newest = try await parts.database.first(MetricStatements.newest, as: tenant) ?? nil
    let oldest = parts.time.now().addingTimeInterval(-AgeCurve.longest)
    let since = max(oldest, newest?.addingTimeInterval(-86_400) ?? oldest)
    var after: PublicationID?
    repeat {
      let items = try await parts.publications.published(
        since: since, brand: nil, after: after, limit: Self.pageSize, as: tenant)
      if !items.isEmpty {
        try await parts.database.execute(MetricStatements.take, items.map(SeriesRow.init), as: tenant)
      }
      after = items.count == Self.pageSize ? items.last?.publication : nil
    } while after != nil
  }
}
