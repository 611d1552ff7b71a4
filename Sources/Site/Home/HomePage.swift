package import Accounts
import Kernel
package import Publishing
package import Studio
package import Web

/// Where a signed-in person begins: what needs them, what is due, what went out, and the next steps of a new brand.
package struct HomePage: Sendable {
  private let accounts: AccountServices
  private let studio: StudioParts
  private let publishing: Publishing

  package init(accounts: AccountServices, studio: StudioParts, publishing: Publishing) {
    self.accounts = accounts
    self.studio = studio
    self.publishing = publishing
  }

  package var routes: [Route] {
    [
      .page("/", "posts:read") { context in .page(try await page(context)) },
      .form("/start/another", .signedIn) { context in try await another(context) },
    ]
  }

  /// Whoever owns the demo started this program, and may begin with an organisation of their own.
  private func another(_ context: PageContext) async throws -> PageReply {
    let caller = try context.principal
    guard try await accounts.card(of: caller).isDemo, caller.memberAccess == .everywhere(.owner) else {
      throw Problem(.forbidden, "Only the owner of the demo can begin another organisation here.")
    }
    let link = try await SetupLink(services: accounts).make().reveal()
    guard let code = link.split(separator: "#").last else { throw Problem.notFound("link") }
    return .redirect("/start#\(code)")
  }

  private func page(_ context: PageContext) async throws -> PageValue {
    let tenant = try context.tenant
    let caller = try context.principal
    let card = try await accounts.card(of: caller)
    let brands = try await BrandDirectory(studio).active(as: tenant)
    let facts = try await HomeFacts.read(
      brands, current: context.shell?.current, studio, publishing, limit: 6, as: tenant)
    let view = HomeView(facts: facts)
    return PageValue("Home", section: .home) {
      pageHead(
        "Hello, \(card.personName.split(separator: " ").first.map(String.init) ?? card.personName)", view.summary,
        actions: brands.isEmpty || !caller.writes ? .empty : linkButton("New brief", "/briefs/new", .primary))
      if card.isDemo { demoNotice(caller, context) }
      if brands.isEmpty {
        emptyState(
          "Begin with your brand", "Give it a name, and posts it has published to learn its voice from.",
          action: caller.memberAccess.orgRole == nil ? .empty : linkButton("Add a brand", "/brands/new", .primary))
      } else {
        view.html
      }
    }
  }

  private func demoNotice(_ caller: Principal, _ context: PageContext) -> HTML {
    notice(.info, "This is the demo.") {
      p { "Change anything you like: its posts go to the sandbox on this machine and nowhere else." }
      if caller.memberAccess == .everywhere(.owner) {
        div(.class("actions")) {
          form("/start/another", in: context) { submit("Begin with your own", .secondary) }
          form(
            "/settings/organisation/remove", in: context,
            .data("confirm", "Remove the demo with everything in it? This cannot be undone.")
          ) { submit("Remove the demo", .danger) }
        }
      }
    }
  }
}

extension Principal {
  /// Whether some role of theirs writes briefs.
  fileprivate var writes: Bool { grants.contains { [.owner, .admin, .editor].contains($0.role) } }
}
