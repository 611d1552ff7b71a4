package import Contracts
package import Database
package import Jobs
package import Kernel
package import Stores
package import Web

/// Everything Accounts offers the composition root.
package enum Accounts {
  package static func routes(_ services: AccountServices, _ tokens: AccessTokens) -> [Route] {
    SessionRoutes(services: services, tokens: tokens).routes + MemberRoutes(services: services).routes
      + APIKeyRoutes(services: services).routes + NotificationRoutes(services: services).routes
      + AuditRoutes(services: services).routes
  }

  package static func pages(_ services: AccountServices) -> [Route] {
    SignInPages(services: services).routes + JoinPages(services: services).routes
      + PeoplePages(services: services).routes + NotificationPages(services: services).routes
      + SettingsPages(services: services).routes + AuditPages(services: services).routes
  }

  /// - Parameter db: the worker role's.
  package static func register(
    _ services: AccountServices, db: Database, blobs: any BlobStore, upkeep: [any OrgUpkeep] = [],
    in registry: inout JobRegistry
  ) throws {
    try registry.register(InvitationMailJob(services: services, db: db))
    try registry.register(NotificationMailJob(services: services, db: db))
    try registry.register(system: UpkeepJob(blobs: blobs, time: services.time, others: upkeep), limit: .atMost(1))
  }

  package static func schedules() throws -> [Schedule] {
    guard let hourly = Cron("17 * * * *") else { throw Problem(.internal, "Upkeep's schedule is malformed.") }
    return [try Schedule("upkeep", hourly, UpkeepArgs())]
  }

  package static let statements: [AnyStatement] =
    OrgStatements.all + MemberStatements.all + PersonStatements.all + InvitationStatements.all + SessionStatements.all
    + BrandPeopleStatements.all + SetupStatements.all + APIKeyStatements.all + NotificationStatements.all
    + AuditStatements.all
}
