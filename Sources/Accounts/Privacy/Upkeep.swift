package import Contracts
package import Database
import Foundation
package import Jobs
package import Kernel
package import Stores
import Web

package struct UpkeepArgs: SystemJobArgs, Equatable {
  package static let kind = "upkeep"
  package static let retry = RetryPolicy(maxAttempts: 3)

  package init() {}

  package var uniqueKey: String? { "upkeep" }
}

/// Removes what is over and nobody will ask for again: every hour, and when an org was removed.
package struct UpkeepJob: SystemJobHandler {
  /// How long things are kept after they have ended. Access is still explained by the audit log afterwards.
  enum Retention {
    static let operations: TimeInterval = 30 * 86_400
    static let sessions: TimeInterval = 30 * 86_400
    /// A token that has expired opens nothing; until then its reuse ends the session.
    static let refreshTokens: TimeInterval = 86_400
  }

  private static let batch = 1000
  private let time: TimeSource
  private let blobs: any BlobStore
  private let others: [any OrgUpkeep]

  /// - Parameter others: what the other modules have to tidy.
  package init(blobs: any BlobStore, time: TimeSource, others: [any OrgUpkeep] = []) {
    self.blobs = blobs
    self.time = time
    self.others = others
  }

  package func run(_ args: UpkeepArgs, _ context: SystemJobContext) async throws -> JobOutcome {
    try await run(context.database)
    return .done
  }

  /// - Parameter db: the worker role's.
  package func run(_ db: Database) async throws {
    try await removeFiles(db)
    while try await (db.first(IdempotencyStatements.prune, Self.batch) ?? 0) >= Self.batch {}
    for org in try await db.query(AuditStatements.orgs) { try await tidy(org, db) }
  }

  private func tidy(_ org: OrgID, _ db: Database) async throws {
    let tenant = TenantContext(org: org, brands: .all, actor: .system("worker.upkeep"))
    let now = time.now()
    try await db.execute(OperationStatements.prune, Retention.operations, as: tenant)
    try await db.execute(
      SessionStatements.pruneRefresh, now.addingTimeInterval(-Retention.refreshTokens), as: tenant)
    try await db.execute(SessionStatements.prune, now.addingTimeInterval(-Retention.sessions), as: tenant)
    for other in others { try await other.tidy(tenant, db) }
  }

  /// Of orgs that were removed from this database; no other folder is touched.
  private func removeFiles(_ db: Database) async throws {
    for org in try await db.query(OrgStatements.removed) {
      if let folder = BlobPath(org.description) { try await blobs.deleteAll(in: folder) }
    }
    try await db.execute(OrgStatements.forgetRemoved)
  }
}
