package import Database
import Kernel

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
