import Contracts
package import Database
import Foundation
package import Kernel

/// One page of numbers, by publication or by group.
package struct ListMetrics: Sendable {
  private static let list = "metrics"
  private static let last = UUID(uuid: (255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
  private let database: Database

  package init(_ database: Database) { self.database = database }

  package func run(
    _ filter: MetricFilter, by grouping: MetricGrouping, limit: Int, after: Cursor?, as tenant: TenantContext
  ) async throws -> Page<MetricReply> {
    if let after, after.list != Self.list || after.values.first != grouping.rawValue {
      throw Problem.invalid("query/cursor", "This cursor belongs to another list. Start without one.")
    }
    return grouping == .publication
      ? try await publications(filter, limit, after, tenant) : try await groups(filter, grouping, limit, after, tenant)
  }

  private func publications(
    _ filter: MetricFilter, _ limit: Int, _ after: Cursor?, _ tenant: TenantContext
  ) async throws -> Page<MetricReply> {
    let micros = after.flatMap { $0.values.dropFirst().first }.flatMap { Double($0) }
    let id = after.flatMap { $0.values.dropFirst(2).first }.flatMap { UUID(uuidString: $0) }
    let page = SeriesPage(
      filter: filter, before: micros.map { Date(timeIntervalSince1970: $0 / 1_000_000) } ?? filter.to,
      beforeID: id ?? Self.last, limit: limit + 1)
    let rows = try await database.query(MetricStatements.page, page, as: tenant)
    return cut(rows, limit, .publication, MetricReply.init) { series in
      [
        String(Int((series.item.publishedAt.timeIntervalSince1970 * 1_000_000).rounded())),
        series.item.publication.uuid.uuidString,
      ]
    }
  }

  private func groups(
    _ filter: MetricFilter, _ grouping: MetricGrouping, _ limit: Int, _ after: Cursor?, _ tenant: TenantContext
  ) async throws -> Page<MetricReply> {
    let key = after.flatMap { $0.values.dropFirst().first } ?? ""
    let page = GroupPage(filter: filter, by: grouping, after: key, limit: limit + 1)
    let statement = grouping == .day ? MetricStatements.gains : MetricStatements.groups
    let rows = try await database.query(statement, page, as: tenant)
    return cut(rows, limit, grouping, { MetricReply($0, by: grouping) }) { [$0.key] }
  }

  private func cut<Row>(
    _ rows: [Row], _ limit: Int, _ grouping: MetricGrouping, _ reply: (Row) -> MetricReply, _ key: (Row) -> [String]
  ) -> Page<MetricReply> {
    let kept = Array(rows.prefix(limit))
    let next =
      rows.count > limit ? kept.last.map { Cursor(list: Self.list, values: [grouping.rawValue] + key($0)) } : nil
    return Page(items: kept.map(reply), next: next)
  }
}
