import Contracts
package import Database
package import Foundation
import Jobs
package import Kernel

/// Asks for a report: the row, its job and the audit entry in one transaction.
package struct CreateReport: Sendable {
  /// Ten years.
  private static let longest: TimeInterval = 3653 * 86_400
  private let parts: InsightsParts

  package init(_ parts: InsightsParts) { self.parts = parts }

  package func run(
    brand: BrandID?, from: Date, to: Date, formats: [Report.Format], as tenant: TenantContext
  ) async throws -> Report {
    try await parts.database.transaction(as: tenant) { tx in
      try await run(brand: brand, from: from, to: to, formats: formats, as: tenant, in: tx)
    }
  }

  package func run(
    brand: BrandID?, from: Date, to: Date, formats: [Report.Format], as tenant: TenantContext, in tx: Transaction
  ) async throws -> Report {
    guard from < to else { throw Problem.invalid("/from", "`from` must be before `to`.") }
    guard to.timeIntervalSince(from) <= Self.longest else {
      throw Problem.invalid("/from", "A report covers ten years at most.")
    }
    if brand == nil, tenant.brands != .all {
      throw Problem.invalid("/brand_id", "Name one of your brands: you do not see all of them.")
    }
    let report = Report(
      id: parts.ids.new(), brand: brand, from: from, to: to, formats: formats, state: .queued, reason: "", files: [:],
      rows: 0, createdBy: tenant.actor.label, createdAt: parts.time.now())
    try await tx.execute(ReportStatements.insert, report)
    try await tx.enqueue(ReportArgs(report: report.id), subject: report.id.description, ids: parts.ids)
    try await parts.audit.record(AuditEntry("report.create", resource: report.id.description, brand: brand), in: tx)
    return report
  }
}
