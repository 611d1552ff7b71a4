package import Contracts
package import Database
import Foundation
package import Kernel
import Platforms

/// Reads posts' numbers through the connections that Publishing holds.
package struct PlatformMetrics: MetricsSource {
  private let parts: PublishingParts
  private let database: Database

  /// - Parameter database: the worker's.
  package init(_ parts: PublishingParts, _ database: Database) {
    self.parts = parts
    self.database = database
  }

  package func metrics(of items: [PublishedItem], as tenant: TenantContext) async throws -> MetricsReading {
    let observedAt = parts.time.now()
    guard let first = items.first else { return MetricsReading(observedAt: observedAt, values: [:]) }
    let client = try parts.client(first.platform)
    var open = try await parts.freshSession(first.connector, database, as: tenant)
    do { try parts.demandReach(open.connector) } catch { throw problem(error) }
    var reading = MetricsReading(observedAt: observedAt, values: [:])
    for start in stride(from: 0, to: items.count, by: max(1, client.metricsBatch)) {
      let batch = Array(items[start..<min(items.count, start + max(1, client.metricsBatch))])
      try await takePace(open.connector, as: tenant)
      let found = try await read(batch.map(\.externalID), client, &open, as: tenant)
      reading.add(found, of: batch)
    }
    return reading
  }

  /// Longer than this nobody waits here: the job comes back.
  private static let patience = 5.0

  /// Numbers go by the account's pace and leave its reserve to posts. Throws `Problem(.unavailable)` with the time to
  /// wait while the account's calls are used up or its platform asked for silence.
  private func takePace(_ connector: Connector, as tenant: TenantContext) async throws {
    let input = ConnectorStatements.PaceInput(connector.id, connector.brand, connector.platform, for: .numbers)
    while let rest = try await database.first(ConnectorStatements.takePace, input, as: tenant), rest > 0 {
      guard rest < Self.patience else {
        throw Problem(.unavailable, "The account's calls are kept for posts.", retryAfter: .seconds(rest))
      }
      try await parts.time.sleep(.seconds(rest))
    }
  }

  /// An access that ran out on the way is renewed once.
  private func read(
    _ ids: [String], _ client: any PlatformClient, _ open: inout OpenSession, as tenant: TenantContext
  ) async throws -> [PostMetrics] {
    do { return try await client.metrics(ids, open.session) } catch {
      guard error.token == .refresh else { throw try await learned(error, open.connector, as: tenant) }
      open = try await parts.refreshed(open, database, as: tenant)
      do { return try await client.metrics(ids, open.session) } catch {
        throw try await learned(error, open.connector, as: tenant)
      }
    }
  }

  /// Stores what the failure says of account and pace.
  private func learned(
    _ failure: PublishFailure, _ connector: Connector, as tenant: TenantContext
  ) async throws -> Problem {
    _ = try await parts.learn(failure, connector, database, as: tenant)
    if case .notBefore(let date) = failure.retry {
      _ = try await database.execute(
        ConnectorStatements.blockPace, (connector.id, connector.brand, date), as: tenant)
    }
    return problem(failure)
  }

  private func problem(_ failure: PublishFailure) -> Problem { Publishing.problem(of: failure, now: parts.time.now()) }
}

extension MetricsReading {
  /// A post that the platform leaves out of its reply is gone.
  fileprivate mutating func add(_ found: [PostMetrics], of batch: [PublishedItem]) {
    let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for item in batch {
      guard let metrics = byID[item.externalID] else {
        gone.insert(item.publication)
        continue
      }
      values[item.publication] = MetricValues(
        likes: metrics.likes, comments: metrics.comments, shares: metrics.shares, saves: metrics.saves)
    }
  }
}
