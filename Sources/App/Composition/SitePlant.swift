import Accounts
import Kernel
import Publishing
import Site
import Studio
import Web

/// The pages that cross the product modules, and the frame around every page.
struct SitePlant: Sendable {
  let shell: any ShellProvider
  let routes: [Route]

  /// `demo` is nil in a process that cannot load one.
  init(accounts: AccountServices, studio: StudioParts, publishing: Publishing, demo: DemoWorkspace?, tools: Tools) {
    shell = SiteShell(accounts: accounts, brands: BrandDirectory(studio))
    var openDemo: StartPages.OpenDemo?
    if let demo {
      let entrance = DemoEntrance(demo, time: tools.time)
      openDemo = { try await entrance.ask() }
    }
    let start = StartPages(accounts: accounts, studio: studio, openDemo: openDemo)
    let home = HomePage(accounts: accounts, studio: studio, publishing: publishing)
    routes = start.routes + home.routes + GoPage().routes
  }
}
