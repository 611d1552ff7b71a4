import Contracts
import Database
import Foundation
import Insights
import Jobs
import Kernel
import Stores
import Web

/// Insights of one process: metrics and reports.
struct InsightsPlant: Sendable {
  let routes: [Route]
  private let workerParts: InsightsParts

  init(
    _ ground: Groundwork, vault: any Vault, audit: any AuditTrail, notifier: any Notifier,
    publications: any PublicationLookup, source: any MetricsSource, baseURL: String, tools: Tools
  ) {
    var parts = InsightsParts(
      database: ground.databases.app, publications: publications, source: source,
      blobs: FolderBlobStore(folder: ground.config.data.blobs), vault: vault, audit: audit, notifier: notifier,
      baseURL: baseURL, time: tools.time, ids: tools.ids)
    routes = Insights.routes(parts) + Insights.pages(parts)
    parts.database = ground.databases.worker
    workerParts = parts
  }

  func register(in registry: inout JobRegistry) throws { try Insights.register(in: &registry, workerParts) }

  /// Takes up what was published and starts the reads that are due, without waiting for the minute.
  func sweep(as tenant: TenantContext) async throws { try await SweepMetrics(workerParts).run(as: tenant) }
}
