import Foundation
import Kernel
package import Web

package enum MetricRoutes {
  package static func all(_ parts: InsightsParts) -> [Route] { [list(parts)] }

  private static func list(_ parts: InsightsParts) -> Route {
    .get(
      "/v1/metrics", "metrics:read", "Numbers of published posts", tag: "Insights", reply: List<MetricReply>.self,
      query: query,
      options: [
        .paged,
        .description(
          "By publication, newest first, or summed by `group_by`. `from` and `to` are about when posts went out; "
            + "with `group_by=day` they are about the days, and each day shows what came in on it (UTC). A number "
            + "that no platform told is absent, which is not zero."),
      ]
    ) { context in
      let grouping = context.parameters.choice("group_by", MetricGrouping.self) ?? .publication
      let page = try await ListMetrics(parts.database).run(
        try filter(context.parameters, parts.time.now()), by: grouping, limit: context.paging.limit,
        after: context.paging.after, as: context.tenant)
      return try context.list(page)
    }
  }

  private static let query = [
    QueryParameter("brand_id", .id(BrandID.self), "Only this brand's."),
    QueryParameter("post_id", .id(PostID.self), "Only this post's."),
    QueryParameter("connector_id", .id(ConnectorID.self), "Only this account's."),
    QueryParameter("platform", .slug(1...32), "Only this platform's."),
    QueryParameter("from", .instant, "From here on; 90 days back when absent."),
    QueryParameter("to", .instant, "Up to here, exclusive; now when absent."),
    QueryParameter("group_by", .choice(of: MetricGrouping.self), "Sum by this; `publication` when absent."),
  ]

  private static func filter(_ parameters: CallParameters, _ now: Date) throws -> MetricFilter {
    let to = try instant("to", parameters) ?? now.addingTimeInterval(60)
    let from = try instant("from", parameters) ?? to.addingTimeInterval(-90 * 86_400)
    guard from < to else { throw Problem.invalid("query/from", "`from` must be before `to`.") }
    return MetricFilter(
      from: from, to: to, brand: parameters.queryID("brand_id"), post: parameters.queryID("post_id"),
      connector: parameters.queryID("connector_id"), platform: parameters.string("platform"))
  }

  static func instant(_ name: String, _ parameters: CallParameters) throws -> Date? {
    guard let text = parameters.string(name) else { return nil }
    let exact = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    guard let date = (try? Date(text, strategy: .iso8601)) ?? (try? Date(text, strategy: exact)) else {
      throw Problem.invalid("query/\(name)", "This is not an instant such as 2026-11-23T10:00:00Z.")
    }
    return date
  }
}
