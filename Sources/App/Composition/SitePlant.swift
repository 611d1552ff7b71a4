import Accounts
import Kernel
import Site
import Studio
import Web

/// The pages that cross the product modules, and the frame around every page.
struct SitePlant: Sendable {
  let shell: any ShellProvider
  let routes: [Route]

  init(_ ground: Groundwork, accounts: AccountServices, studio: StudioParts) {
    shell = SiteShell(accounts: accounts, brands: BrandDirectory(studio))
    routes = StartPages(accounts: accounts, studio: studio, openDemo: nil).routes + GoPage().routes
  }
}
