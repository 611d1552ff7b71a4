import Contracts
import Crypto
package import Database
import Foundation
package import Jobs
package import Kernel
import Stores
import Web

package struct ReportArgs: JobArgs, Equatable {
  package static let kind = "report"

  package var report: ReportID

  package init(report: ReportID) { self.report = report }

  package var uniqueKey: String? { report.description }
}

/// Makes a report's files and then, in one transaction, says that they are there.
package struct ReportJob: JobHandler {
  private static let pageSize = 500
  private let parts: InsightsParts

  package init(_ parts: InsightsParts) { self.parts = parts }

  package func run(_ args: ReportArgs, _ context: JobContext) async throws -> JobOutcome {
    guard let report = try await context.database.first(ReportStatements.byID, args.report, as: context.tenant) else {
      return .cancel("report-gone")
    }
    guard report.state == .queued else { return .cancel("already-made") }
    let list = ListMetrics(context.database)
    let publications = try await all(list, report, .publication, context.tenant)
    var files: [String: String] = [:]
    for format in report.formats {
      let bytes =
        switch format {
        case .csv: Self.table(publications)
        case .json: try await document(list, report, publications, context.tenant)
        }
      files[format.rawValue] = try await store(bytes, report, format, context.tenant)
    }
    let ending = ReportEnding(
      id: report.id, state: .ready, files: files, rows: publications.count, at: parts.time.now())
    try await context.database.transaction(as: context.tenant) { tx in
      try await tx.execute(ReportStatements.finish, ending)
      try await tx.publish(
        ReportReady(report: report.id, formats: files.keys.sorted()), brand: report.brand,
        resource: report.id.description, ids: parts.ids)
      try await parts.notifier.notify(
        Notice(
          kind: .reportReady, audience: .whoAsked(context.tenant.actor), brand: report.brand,
          resource: report.id.description, title: "A report is ready.", dedupKey: "report/\(report.id)"), in: tx)
      try await context.complete(in: tx)
    }
    return .done
  }

  package func gaveUp(_ args: ReportArgs, _ reason: String, _ context: JobContext, in tx: Transaction) async throws {
    let ending = ReportEnding(
      id: args.report, state: .failed, reason: "The report could not be made. Ask for it again.", at: parts.time.now())
    try await tx.execute(ReportStatements.finish, ending)
  }

  private func all(
    _ list: ListMetrics, _ report: Report, _ grouping: MetricGrouping, _ tenant: TenantContext
  ) async throws -> [MetricReply] {
    let filter = MetricFilter(from: report.from, to: report.to, brand: report.brand)
    var found: [MetricReply] = []
    var after: Cursor?
    repeat {
      let page = try await list.run(filter, by: grouping, limit: Self.pageSize, after: after, as: tenant)
      found += page.items
      after = page.next
    } while after != nil
    return found
  }

  private static func table(_ publications: [MetricReply]) -> [UInt8] {
    var csv = CSV()
    csv.add(ReportTable.header)
    for publication in publications {
      for row in ReportTable.rows(publication) { csv.add(row) }
    }
    return csv.bytes
  }

  private func document(
    _ list: ListMetrics, _ report: Report, _ publications: [MetricReply], _ tenant: TenantContext
  ) async throws -> [UInt8] {
    let byPlatform = try await all(list, report, .platform, tenant)
    return try JSONBytes.encode(
      ReportDocument(
        report: report.id.description, generatedAt: parts.time.now(), from: report.from, to: report.to,
        brandID: report.brand?.description, totals: MetricReply(sumOf: byPlatform), byPlatform: byPlatform,
        byDay: try await all(list, report, .day, tenant), publications: publications))
  }

  /// The name holds a digest of the content, so that a run that is repeated never meets another content at its place.
  private func store(
    _ bytes: [UInt8], _ report: Report, _ format: Report.Format, _ tenant: TenantContext
  ) async throws -> String {
    let digest = SHA256.hash(data: Data(bytes)).prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let name = "\(report.id)-\(digest).\(format.rawValue)"
    try await parts.blobs.put(bytes, at: try ReportLink.path(tenant.org, name))
    return name
  }
}

extension MetricReply {
  /// Nil for nothing. A number is known when one of the groups knows it.
  init?(sumOf groups: [MetricReply]) {
    guard var sum = groups.first else { return nil }
    for group in groups.dropFirst() { sum.add(group) }
    sum.key = "total"
    sum.platform = nil
    self = sum
  }

  private mutating func add(_ other: MetricReply) {
    publications += other.publications
    likes = Self.sum(likes, other.likes)
    comments = Self.sum(comments, other.comments)
    shares = Self.sum(shares, other.shares)
    saves = Self.sum(saves, other.saves)
    impressions = Self.sum(impressions, other.impressions)
    clicks = Self.sum(clicks, other.clicks)
    reported.add(other.reported)
  }

  private static func sum(_ left: Int?, _ right: Int?) -> Int? {
    guard let left else { return right }
    return left + (right ?? 0)
  }
}

extension ReportedReply {
  fileprivate mutating func add(_ other: ReportedReply) {
    likes += other.likes
    comments += other.comments
    shares += other.shares
    saves += other.saves
    impressions += other.impressions
    clicks += other.clicks
  }
}
