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
    do { try parts.demandReach(open.connector) } catch { throw Self.problem(error) }
    var reading = MetricsReading(observedAt: observedAt, values: [:])
    for start in stride(from: 0, to: items.count, by: max(1, client.metricsBatch)) {
      let batch = Array(items[start..<min(items.count, start + max(1, client.metricsBatch))])
      let found = try await read(batch.map(\.externalID), client, &open, as: tenant)
      reading.add(found, of: batch)
    }
    return reading
  }

  /// An access that ran out on the way is renewed once.
  private func read(
    _ ids: [String], _ client: any PlatformClient, _ open: inout OpenSession, as tenant: TenantContext
  ) async throws -> [PostMetrics] {
    do { return try await client.metrics(ids, open.session) } catch {
      switch error.token {
      case .refresh:
        open = try await parts.refreshed(open, database, as: tenant)
        do { return try await client.metrics(ids, open.session) } catch { throw Self.problem(error) }
      case .reconnect:
        try await parts.lose(open.connector, error, database, as: tenant)
        throw Self.problem(error)
      default: throw Self.problem(error)
      }
    }
  }

  private static func problem(_ failure: PublishFailure) -> Problem { Publishing.problem(of: failure) }
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
