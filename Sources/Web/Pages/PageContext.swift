import HTTPTypes
package import Kernel

/// What a page handler knows. The same call parts as an endpoint, and what the frame shows.
package struct PageContext: Sendable {
  package let call: EndpointContext
  /// Org, brand and mode for the frame; nil when nobody is signed in.
  package internal(set) var shell: PageShell?
  /// The fields of a posted form; empty for GET.
  package let form: FormValues
  /// For `form(...)`; also in a meta element for the modules.
  package let csrfToken: String
  /// For inline scripts and styles of this reply.
  package let nonce: String
  /// For `may`.
  let policy: AccessPolicy

  package var request: RequestInfo { call.request }
  package var caller: Principal? { call.caller }
  package var principal: Principal { get throws { try call.principal } }
  package var tenant: TenantContext { get throws { try call.tenant } }
  package var head: ReplyHead { call.head }
  package var parameters: CallParameters { call.parameters }

  /// Whether the caller may do this in some brand: pages offer nothing that would be refused.
  package func may(_ permission: Permission) -> Bool { scope(of: permission) != nil }

  /// The brands in which the caller may do this; nil for none.
  package func scope(of permission: Permission) -> BrandScope? {
    caller.flatMap { policy.scope(of: $0, for: permission) }
  }

  package func id<Kind: EntityKind>(_ name: String, _ kind: ID<Kind>.Type = ID<Kind>.self) throws -> ID<Kind> {
    try parameters.id(name, kind)
  }
}

/// What the frame around a page shows. Accounts provides it through `ShellProvider`.
package struct PageShell: Sendable {
  package struct Brand: Sendable {
    package var id: BrandID
    package var name: String
    /// Live brands publish to the real platforms; the others rehearse in the sandbox.
    package var isLive: Bool

    package init(id: BrandID, name: String, isLive: Bool) {
      self.id = id
      self.name = name
      self.isLive = isLive
    }
  }

  package var orgName: String
  package var personName: String
  package var brands: [Brand]
  package var current: BrandID?
  package var unread: Int

  package init(orgName: String, personName: String, brands: [Brand], current: BrandID?, unread: Int) {
    self.orgName = orgName
    self.personName = personName
    self.brands = brands
    self.current = current
    self.unread = unread
  }
}

package protocol ShellProvider: Sendable {
  func shell(for principal: Principal, brand: BrandID?, request: RequestInfo) async throws -> PageShell
}
