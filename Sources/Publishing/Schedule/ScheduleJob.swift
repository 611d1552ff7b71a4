import Database
package import Jobs
import Kernel

/// Asks again for what nobody looked at in time: a job that was lost, discarded or cancelled by mistake. Asks for the
/// accounts too whose access or limits are due to be looked at.
package struct ScheduleJob: SystemJobArgs, Equatable {
  package static let kind = "schedule"
  package static let retry = RetryPolicy.once

  package init() {}
  package var uniqueKey: String? { "schedule" }
}

package struct ScheduleHandler: SystemJobHandler {
  package typealias Args = ScheduleJob

  /// Younger than this it is somebody's work in progress.
  static let graceSeconds = 15.0

  let parts: PublishingParts

  package init(_ parts: PublishingParts) { self.parts = parts }

  package func run(_ args: ScheduleJob, _ context: SystemJobContext) async throws -> JobOutcome {
    for org in try await context.database.query(LedgerGuardStatements.overdueOrgs, Self.graceSeconds) {
      try await context.database.transaction(as: sweeper(of: org)) { tx in
        let overdue = try await tx.query(LedgerStatements.overdue, Self.graceSeconds)
        try await tx.enqueue(batch: overdue.map { PublishJob($0.id, turn: $0.version) }, ids: parts.ids)
      }
    }
    for org in try await context.database.query(LedgerGuardStatements.orgsToLookAt) {
      try await context.database.transaction(as: sweeper(of: org)) { tx in
        let due = try await tx.query(ConnectorStatements.toLookAt)
        try await tx.enqueue(batch: due.map { LookAtAccountJob($0) }, ids: parts.ids)
      }
    }
    return .done
  }

  private func sweeper(of org: OrgID) -> TenantContext {
    TenantContext(org: org, brands: .all, actor: .system("worker.sweep"))
  }
}
