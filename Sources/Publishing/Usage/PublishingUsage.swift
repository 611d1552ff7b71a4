package import Contracts
package import Database
package import Foundation
package import Kernel

/// Connected accounts, and what went out this month.
package struct PublishingUsage: UsageSource {
  private let publishing: Publishing

  package init(_ publishing: Publishing) { self.publishing = publishing }

  package func usage(since month: Date, as tenant: TenantContext) async throws -> [UsageFigure] {
    guard let counts = try await publishing.database.first(PublishingUsageStatements.counts, month, as: tenant) else {
      return []
    }
    return [
      UsageFigure("connectors", counts.connectors, .now), UsageFigure("posts_published", counts.published, .month),
    ]
  }
}

package enum PublishingUsageStatements: StatementList {
  package static let all = AnyStatement.list(counts)

  static let counts = Statement<Date, (connectors: Int, published: Int)>.tenant(
    "usage.publishing",
    """
    SELECT
      (SELECT count(*) FROM connectors WHERE org_id = $1 AND state <> 'removed'),
      (SELECT count(*) FROM publications WHERE org_id = $1 AND state = 'published' AND published_at >= $2)
    """, by: .app, bind: { month, parameters in parameters.append(month) },
    row: { (connectors: try $0.int(), published: try $0.int()) })
}
