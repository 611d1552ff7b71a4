package import Database
package import Jobs
import Kernel
package import Web

/// What `App` wires: routes, statements, handlers and the schedule.
package enum Insights {
  package static func routes(_ parts: InsightsParts) -> [Route] { MetricRoutes.all(parts) + ReportRoutes.all(parts) }

  package static func pages(_ parts: InsightsParts) -> [Route] { InsightsPages(parts).routes }

  package static let statements: [AnyStatement] =
    MetricStatements.all + SweepStatements.all + ReportStatements.all

  /// `parts` with the worker's database.
  package static func register(in registry: inout JobRegistry, _ parts: InsightsParts) throws {
    try registry.register(IngestMetricsJob(parts), limit: .share(1 / 8))
    try registry.register(ReportJob(parts), limit: .atMost(2))
    try registry.register(system: SweepMetricsJob(parts), limit: .atMost(1))
  }

  package static func schedules() throws -> [Schedule] {
    guard let everyMinute = Cron("* * * * *") else { throw Problem(.internal, "The sweep's schedule is malformed.") }
    return [try Schedule("metrics-sweep", everyMinute, missed: .skip, SweepMetricsArgs())]
  }
}
