package import Contracts
package import Database
package import Foundation
package import Kernel

/// How many people and access keys there are.
package struct AccountsUsage: UsageSource {
  private let services: AccountServices

  package init(_ services: AccountServices) { self.services = services }

  package func usage(since month: Date, as tenant: TenantContext) async throws -> [UsageFigure] {
    guard let counts = try await services.db.first(AccountsUsageStatements.counts, as: tenant) else { return [] }
    return [UsageFigure("people", counts.people, .now), UsageFigure("access_keys", counts.keys, .now)]
  }
}

package enum AccountsUsageStatements: StatementList {
  package static let all = AnyStatement.list(counts)

  static let counts = Statement<Void, (people: Int, keys: Int)>.tenant(
    "usage.accounts",
    """
    SELECT
      (SELECT count(*) FROM memberships WHERE org_id = $1 AND removed_at IS NULL),
      (SELECT count(*) FROM api_keys WHERE org_id = $1 AND revoked_at IS NULL)
    """, by: .app
  ) { (people: try $0.int(), keys: try $0.int()) }
}
