package import Database
import Foundation
import Kernel

package enum ReportStatements: StatementList {
  package static let all = AnyStatement.list(insert, byID, page, finish)

  private static let columns =
    "id, brand_id, from_at, to_at, formats, state, reason, files, rows, created_by, created_at, finished_at"

  static let insert = Statement<Report, Void>.tenant(
    "report.insert",
    """
    INSERT INTO reports (org_id, id, brand_id, from_at, to_at, formats, state, created_by, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $8)
    """,
    bind: { report, parameters in
      parameters.append(report.id)
      parameters.append(report.brand)
      parameters.append(report.from)
      parameters.append(report.to)
      parameters.append(strings: report.formats.map(\.rawValue))
      parameters.append(report.createdBy)
      parameters.append(report.createdAt)
    })

  static let byID = Statement<ReportID, Report>.tenant(
    "report.by_id", "SELECT \(columns) FROM reports WHERE org_id = $1 AND id = $2", bind: { $1.append($0) }, row: read)

  static let page = Statement<ReportPage, Report>.tenant(
    "report.page",
    """
    SELECT \(columns) FROM reports WHERE org_id = $1 AND id < $2 AND ($3::uuid IS NULL OR brand_id = $3)
    ORDER BY id DESC LIMIT $4
    """,
    bind: { page, parameters in
      parameters.append(uuid: page.before)
      parameters.append(page.brand)
      parameters.append(page.limit)
    }, row: read)

  /// Only while it is queued: a repeated run changes nothing.
  static let finish = Statement<ReportEnding, Void>.tenant(
    "report.finish",
    """
    UPDATE reports SET state = $3, reason = $4, files = $5, rows = $6, finished_at = $7
    WHERE org_id = $1 AND id = $2 AND state = 'queued'
    """,
    bind: { ending, parameters in
      parameters.append(ending.id)
      parameters.append(ending.state.rawValue)
      parameters.append(ending.reason)
      parameters.append(json: ending.files)
      parameters.append(ending.rows)
      parameters.append(ending.at)
    })

  private static func read(_ row: inout RowReader) throws -> Report {
    Report(
      id: try row.id(), brand: try row.optionalID(), from: try row.date(), to: try row.date(),
      formats: try row.strings().compactMap(Report.Format.init(rawValue:)),
      state: Report.State(rawValue: try row.string()) ?? .failed, reason: try row.string(), files: try row.json(),
      rows: try row.int(), createdBy: try row.string(), createdAt: try row.date(), finishedAt: try row.optionalDate())
  }
}

package struct ReportPage: Sendable {
  var before: UUID
  var brand: BrandID?
  var limit: Int
}

struct ReportEnding: Sendable {
  var id: ReportID
  var state: Report.State
  var reason = ""
  var files: [String: String] = [:]
  var rows = 0
  var at: Date
}
