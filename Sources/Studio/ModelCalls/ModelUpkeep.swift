import Contracts
package import Database
import Foundation
package import Kernel

/// Erases prompts and answers that are older than their organisation keeps them, and settles calls whose process died.
package struct ModelUpkeep: OrgUpkeep {
  /// No call takes so long.
  private static let longestCall: TimeInterval = 3_600
  private let time: TimeSource

  package init(time: TimeSource) { self.time = time }

  package func tidy(_ tenant: TenantContext, _ database: Database) async throws {
    let now = time.now()
    let settings = try await database.first(ModelProviderStatements.settings, as: tenant) ?? ModelSettings()
    try await database.execute(ModelCallStatements.erasePayloads, settings.oldestPayload(at: now), as: tenant)
    try await database.execute(
      ModelCallStatements.lose, (before: now.addingTimeInterval(-Self.longestCall), at: now), as: tenant)
  }
}
