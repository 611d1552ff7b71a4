package import Contracts
package import Database
package import Foundation
package import Kernel

/// How many brands there are, and what was written this month.
package struct StudioUsage: UsageSource {
  private let parts: StudioParts

  package init(_ parts: StudioParts) { self.parts = parts }

  package func usage(since month: Date, as tenant: TenantContext) async throws -> [UsageFigure] {
    guard let counts = try await parts.database.first(StudioUsageStatements.counts, month, as: tenant) else {
      return []
    }
    let models = try await parts.database.first(ModelCallStatements.totals, month.firstOfMonth, as: tenant)
    return [
      UsageFigure("brands", counts.brands, .now), UsageFigure("briefs", counts.briefs, .month),
      UsageFigure("posts_written", counts.posts, .month), UsageFigure("variants_written", counts.variants, .month),
    ] + (models?.figures ?? [])
  }
}

extension ModelUse {
  /// A cost that is not known is no zero: its figure is then absent, and the number of such calls is there.
  fileprivate var figures: [UsageFigure] {
    [
      UsageFigure("model_calls", calls, .month), UsageFigure("model_calls_failed", failed, .month),
      UsageFigure("model_prompt_tokens", promptTokens, .month),
      UsageFigure("model_completion_tokens", completionTokens, .month),
      UsageFigure("model_calls_of_unknown_cost", callsOfUnknownCost, .month),
    ] + (costMicros.map { [UsageFigure("model_cost_micro_usd", $0, .month)] } ?? [])
  }
}

package enum StudioUsageStatements: StatementList {
  package static let all = AnyStatement.list(counts)

  /// Ids begin with the time, so what is new this month is one range of the primary key.
  static let counts = Statement<Date, (brands: Int, briefs: Int, posts: Int, variants: Int)>.tenant(
    "usage.studio",
    """
    SELECT
      (SELECT count(*) FROM brands WHERE org_id = $1 AND archived_at IS NULL),
      (SELECT count(*) FROM briefs WHERE org_id = $1 AND id >= $2),
      (SELECT count(*) FROM posts WHERE org_id = $1 AND id >= $2),
      (SELECT count(*) FROM variants WHERE org_id = $1 AND id >= $2)
    """, by: .app,
    bind: { month, parameters in parameters.append(uuid: IDSource.earliest(at: month)) },
    row: { (brands: try $0.int(), briefs: try $0.int(), posts: try $0.int(), variants: try $0.int()) })
}
