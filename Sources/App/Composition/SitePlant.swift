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
    let entrance = demo.map { DemoEntrance($0, time: tools.time) }
    routes =
      StartPages(
        accounts: accounts, studio: studio, openDemo: entrance.map { entrance in { try await entrance.ask() } }
      ).routes + GoPage().routes
      + HomePage(accounts: accounts, studio: studio, publishing: publishing).routes
  }
}
