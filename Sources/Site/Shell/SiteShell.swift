package import Accounts
package import Kernel
package import Studio
package import Web

/// Org, person, brands and unread notices for the frame around every page.
package struct SiteShell: ShellProvider {
  private let accounts: AccountServices
  private let brands: BrandDirectory

  package init(accounts: AccountServices, brands: BrandDirectory) {
    self.accounts = accounts
    self.brands = brands
  }

  package func shell(for principal: Principal, brand: BrandID?, request: RequestInfo) async throws -> PageShell {
    let card = try await accounts.card(of: principal)
    let tenant = TenantContext(
      org: principal.org, brands: principal.memberAccess.scope, actor: principal.actor, requestID: request.id)
    let active = try await brands.active(as: tenant)
    return PageShell(
      orgName: card.orgName, personName: card.personName,
      brands: active.map { .init(id: $0.id, name: $0.profile.name, isLive: $0.profile.mode == .live) },
      current: active.contains { $0.id == brand } ? brand : active.first?.id, unread: card.unread)
  }
}
