import HTTPTypes
package import Kernel

/// What a handler knows about its call.
package struct EndpointContext: Sendable {
  package let request: RequestInfo
  package let parameters: CallParameters
  /// Nil only where the route's access is `.anyone`.
  package let caller: Principal?
  /// Status and headers to answer with, beside the declared status.
  package let head = ReplyHead()
  package let paging: Paging
  /// How long the client wants to wait for a finished result (`Prefer: wait=N`), at most 30 s.
  package let wait: Duration
  /// From `If-Match: "7"`; nil when the header is absent or `*`.
  package let expectedVersion: Int?
  /// Brands in which the caller holds this route's permission.
  package let scope: BrandScope
  let call: CallServices

  package var principal: Principal {
    get throws {
      guard let caller else { throw Problem(.unauthenticated, "Sign in first.") }
      return caller
    }
  }

  /// The tenant of the caller, limited to the brands where the caller holds this route's permission:
  /// row-level security then keeps the handler inside them.
  package var tenant: TenantContext {
    get throws {
      let caller = try principal
      return TenantContext(
        org: caller.org, brands: scope, actor: caller.actor, requestID: request.id,
        traceparent: request.traceparent)
    }
  }

  package func id<Kind: EntityKind>(_ name: String, _ kind: ID<Kind>.Type = ID<Kind>.self) throws -> ID<Kind> {
    try parameters.id(name, kind)
  }

  /// A page of a list with its cursor signed for this caller's org and these filters.
  package func list<Item: APIModel>(_ page: Page<Item>) throws -> List<Item> {
    List(items: page.items, next: try page.next.map { try call.cursors.sign($0, for: call.cursorPlace.text) })
  }

  func encode<Reply: APIModel>(_ reply: Reply) throws -> [UInt8]? {
    if let versioned = reply as? any VersionedModel { head.set(.eTag, "\"\(versioned.version)\"") }
    return Reply.self == NoReply.self ? nil : try JSONBytes.encode(reply)
  }
}

/// A model that is edited with `If-Match`: replies carry `ETag: "version"`.
package protocol VersionedModel: APIModel {
  var version: Int { get }
}

package struct Paging: Sendable, Hashable {
  package var limit: Int
  package var after: Cursor?

  package init(limit: Int = 20, after: Cursor? = nil) {
    self.limit = limit
    self.after = after
  }
}
