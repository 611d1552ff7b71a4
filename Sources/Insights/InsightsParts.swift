package import Contracts
package import Database
package import Kernel
package import Stores

/// What Insights' acts and jobs work with. `App` makes one; tests make one with doubles.
package struct InsightsParts: Sendable {
  package var database: Database
  package var publications: any PublicationLookup
  package var source: any MetricsSource
  package var blobs: any BlobStore
  package var vault: any Vault
  package var audit: any AuditTrail
  package var notifier: any Notifier
  package var time: TimeSource
  package var ids: IDSource
  /// Where links in replies begin: `https://starling.example`.
  package var baseURL: String

  package init(
    database: Database, publications: any PublicationLookup, source: any MetricsSource, blobs: any BlobStore,
    vault: any Vault, audit: any AuditTrail, notifier: any Notifier, baseURL: String, time: TimeSource = .system,
    ids: IDSource = .system
  ) {
    self.database = database
    self.publications = publications
    self.source = source
    self.blobs = blobs
    self.vault = vault
    self.audit = audit
    self.notifier = notifier
    self.baseURL = baseURL
    self.time = time
    self.ids = ids
  }
}
