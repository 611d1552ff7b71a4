import Database
import Foundation
import HTTPTypes
import Kernel
import Stores
package import Web

package enum ReportRoutes {
  package static func all(_ parts: InsightsParts) -> [Route] {
    [create(parts), list(parts), show(parts), .raw(file(parts))]
  }

  private static func create(_ parts: InsightsParts) -> Route {
    .post(
      "/v1/reports", "reports:create", "Ask for a report", tag: "Insights", body: NewReport.self,
      reply: ReportReply.self, status: .accepted,
      options: [.description("Made by a job; read it at `/v1/reports/{report_id}` until `state` is `ready`.")]
    ) { context, body in
      let tenant = try context.tenant
      return try await context.perform { tx in
        let report = try await CreateReport(parts).run(
          brand: body.brandID, from: body.from, to: body.to, formats: body.formats ?? Report.Format.allCases,
          as: tenant, in: tx)
        return ReportReply(report, tenant.org, parts)
      }
    }
  }

  private static func list(_ parts: InsightsParts) -> Route {
    .get(
      "/v1/reports", "reports:read", "List reports", tag: "Insights", reply: List<ReportReply>.self,
      query: [QueryParameter("brand_id", .id(BrandID.self), "Only this brand's.")], options: [.paged]
    ) { context in
      let limit = context.paging.limit
      let page = ReportPage(
        before: try start(context.paging.after), brand: context.parameters.queryID("brand_id"), limit: limit + 1)
      let rows = try await parts.database.query(ReportStatements.page, page, as: context.tenant)
      let org = try context.tenant.org
      let next = rows.count > limit ? Cursor(list: "reports", values: [rows[limit - 1].id.description]) : nil
      return try context.list(Page(items: rows.prefix(limit).map { ReportReply($0, org, parts) }, next: next))
    }
  }

  private static func start(_ cursor: Cursor?) throws -> UUID {
    guard let cursor else {
      return UUID(uuid: (255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
    }
    guard cursor.list == "reports", let id = cursor.values.first.flatMap({ ReportID($0) }) else {
      throw Problem.invalid("query/cursor", "This cursor belongs to another list. Start without one.")
    }
    return id.uuid
  }

  private static func show(_ parts: InsightsParts) -> Route {
    .get("/v1/reports/{report_id}", "reports:read", "Show a report", tag: "Insights", reply: ReportReply.self) {
      context in
      let id = try context.id("report_id", ReportID.self)
      guard let report = try await parts.database.first(ReportStatements.byID, id, as: context.tenant) else {
        throw Problem.notFound("report")
      }
      return ReportReply(report, try context.tenant.org, parts)
    }
  }

  private static func file(_ parts: InsightsParts) -> RawRoute {
    RawRoute(
      .get, "/v1/reports/{report_id}/file", .anyone, "Download a report's file by its signed link", tag: "Insights",
      replies: ["application/json", "text/csv"],
      query: [
        QueryParameter("org", .id(OrgID.self), "From the link.", required: true),
        QueryParameter("file", .verbatim(1...120), "From the link.", required: true),
        QueryParameter("expires", .integer(0...100_000_000_000), "From the link.", required: true),
        QueryParameter("signature", .verbatim(1...100), "From the link.", required: true),
      ], errors: [.notFound]
    ) { context in
      let parameters = context.endpoint.parameters
      guard let org = parameters.queryID("org", OrgID.self), let file = parameters.string("file"),
        let expires = parameters.int("expires"), let signature = parameters.string("signature"),
        let format = file.split(separator: ".").last.flatMap({ Report.Format(rawValue: String($0)) })
      else { throw Problem.notFound("file") }
      let link = ReportLink(
        org: org, report: try parameters.id("report_id"), file: file,
        expires: Date(timeIntervalSince1970: Double(expires)))
      try link.check(signature, parts.vault, at: parts.time.now())
      return RawReply(
        headers: [
          .contentType: format.mediaType, .contentDisposition: "attachment; filename=\"\(file)\"",
          .cacheControl: "private, no-store",
        ], body: .bytes(try await parts.blobs.get(try ReportLink.path(org, file))))
    }
  }
}
