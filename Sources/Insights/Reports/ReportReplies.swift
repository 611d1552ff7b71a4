package import Foundation
package import Kernel
package import Web

package struct NewReport: APIModel {
  package var brandID: BrandID?
  package var from: Date
  package var to: Date
  package var formats: [Report.Format]?

  package static var schema: Schema {
    .object(
      "NewReport", .optional("brand_id", .id(BrandID.self), "Of this brand; of all brands when absent."),
      .required("from", .instant, "Posts that went out from here on."),
      .required("to", .instant, "Up to here, exclusive."),
      .optional("formats", .list(.choice(of: Report.Format.self), 1...2, unique: true), "All when absent."))
  }
}

package struct ReportReply: APIModel {
  package var id: ReportID
  package var brandID: BrandID?
  package var from: Date
  package var to: Date
  package var state: String
  package var reason: String?
  package var publications: Int
  package var files: [ReportFileReply]
  package var createdAt: Date
  package var finishedAt: Date?

  init(_ report: Report, _ org: OrgID, _ parts: InsightsParts) {
    id = report.id
    brandID = report.brand
    from = report.from
    to = report.to
    state = report.state.rawValue
    reason = report.reason.isEmpty ? nil : report.reason
    publications = report.rows
    createdAt = report.createdAt
    finishedAt = report.finishedAt
    let expires = parts.time.now().addingTimeInterval(ReportLink.lifetime)
    files = report.files.sorted { $0.key < $1.key }.map { format, file in
      let link = ReportLink(org: org, report: report.id, file: file, expires: expires)
      return ReportFileReply(format: format, url: link.url(parts.baseURL, parts.vault), expiresAt: expires)
    }
  }

  package static var schema: Schema {
    .object(
      "Report", .required("id", .id(ReportID.self)), .optional("brand_id", .id(BrandID.self)),
      .required("from", .instant), .required("to", .instant), .required("state", .choice(of: Report.State.self)),
      .optional("reason", .line(1...500)), .required("publications", .integer(0...1_000_000_000)),
      .required("files", .list(ReportFileReply.schema, 0...4)), .required("created_at", .instant),
      .optional("finished_at", .instant))
  }
}

package struct ReportFileReply: APIModel {
  package var format: String
  package var url: String
  package var expiresAt: Date

  package static var schema: Schema {
    .object(
      "ReportFile", .required("format", .choice(of: Report.Format.self)),
      .required("url", .verbatim(1...2_000), "Works without a login until it expires."),
      .required("expires_at", .instant))
  }
}
