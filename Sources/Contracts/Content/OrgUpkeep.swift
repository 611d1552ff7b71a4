package import Database
package import Kernel

/// What a module removes or settles of each organisation when the hourly upkeep comes by.
package protocol OrgUpkeep: Sendable {
  /// - Parameter database: the worker role's. Doing it twice changes nothing more than doing it once.
  func tidy(_ tenant: TenantContext, _ database: Database) async throws
}
