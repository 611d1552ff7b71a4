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
    let openDemo = demo.map { demo in Self.door(of: demo, tools.time) }
    routes =
      StartPages(accounts: accounts, studio: studio, openDemo: openDemo).routes + GoPage().routes
      + HomePage(accounts: accounts, studio: studio, publishing: publishing).routes
  }

  /// Waits for the demo for some seconds; the loading goes on after that.
  private static func door(of demo: DemoWorkspace, _ time: TimeSource) -> StartPages.OpenDemo {
    {
      let loading = Task { try await demo.open() }
      let first = try await withThrowingTaskGroup(of: DemoNote?.self) { tasks in
        tasks.addTask { try await loading.value }
        tasks.addTask {
          try await time.sleep(.seconds(5))
          return nil
        }
        defer { tasks.cancelAll() }
        return try await tasks.next() ?? nil
      }
      guard let note = first, let owner = note.owner else { return .loading }
      return .open(user: owner, org: note.org)
    }
  }
}
