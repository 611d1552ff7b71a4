package import Database
package import Kernel

/// Tells people. Accounts decides by each person's choice whether it shows in the app, goes by mail
/// or both, and sends mail only after the transaction committed.
package protocol Notifier: Sendable {
  func notify(_ notice: Notice, in tx: Transaction) async throws
}

package struct Notice: Sendable, Equatable {
  package enum Audience: Sendable, Equatable {
    case users([UserID])
    /// Members with one of these roles (`owner`, `editor`…) who may see the notice's brand.
    case roles(Set<String>)
  }

  package var kind: NoticeKind
  package var audience: Audience
  package var brand: BrandID?
  /// What it is about; the page of it opens on a click.
  package var resource: String
  /// One plain sentence: what happened.
  package var title: String
  /// What to do about it, or more of what happened. May be empty.
  package var detail: String
  /// The same key for the same person is stored once.
  package var dedupKey: String?

  package init(
    kind: NoticeKind, audience: Audience, brand: BrandID?, resource: String, title: String, detail: String = "",
    dedupKey: String? = nil
  ) {
    self.kind = kind
    self.audience = audience
    self.brand = brand
    self.resource = resource
    self.title = title
    self.detail = detail
    self.dedupKey = dedupKey
  }
}
