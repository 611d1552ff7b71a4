package import Database
import Kernel
package import Web

/// What people do with publishing, on the gateway's side: one act per file, each one transaction.
package struct Publishing: Sendable {
  package let parts: PublishingParts
  package let database: Database

  /// - Parameter database: the app's.
  package init(_ parts: PublishingParts, _ database: Database) {
    self.parts = parts
    self.database = database
  }
}

extension Publishing {
  package static func pages(
    _ publishing: Publishing, rehearsalAccount: ConnectionPages.RehearsalAccount?
  ) -> [Route] {
    SchedulePages(publishing).routes + PublicationPages(publishing).routes
      + ConnectionPages(publishing, rehearsalAccount: rehearsalAccount).routes + PostPanel(publishing).routes
  }
}

extension Transaction {
  /// On whose behalf it runs. The acts of this module need somebody.
  var acting: TenantContext {
    get throws {
      guard let tenant else { throw Problem(.internal, "This act needs an organisation.") }
      return tenant
    }
  }
}
