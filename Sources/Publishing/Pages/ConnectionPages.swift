import Database
import Foundation
import HTTPTypes
import Kernel
package import Platforms
package import Web

/// The accounts of the current brand, and how to connect one.
package struct ConnectionPages: Sendable {
  /// Makes an account in the sandbox of this installation and gives what opens it; nil where there is none.
  package typealias RehearsalAccount = @Sendable (_ platform: String, _ brand: String) async throws -> ConnectionGrant

  private let publishing: Publishing
  private let rehearsalAccount: RehearsalAccount?

  package init(_ publishing: Publishing, rehearsalAccount: RehearsalAccount?) {
    self.publishing = publishing
    self.rehearsalAccount = rehearsalAccount
  }

  package var routes: [Route] {
    [
      .page("/connections", "connectors:read") { context in .page(try await page(context, problem: nil)) },
      .form("/connections", "connectors:connect") { context in
        try await acting(context) { tenant in
          let platform = context.form["platform"] ?? ""
          _ = try await publishing.connect(
            ConnectWish(brand: try brand(context).id, platform: platform, grant: try grant(platform, context)),
            as: tenant)
        }
      },
      .form("/connections/rehearsal", "connectors:connect") { context in
        try await acting(context) { tenant in
          guard let rehearsalAccount else { throw Problem(.conflict, "The sandbox is switched off here.") }
          let brand = try brand(context)
          let platform = context.form["platform"] ?? ""
          _ = try await publishing.connect(
            ConnectWish(
              brand: brand.id, platform: platform, grant: try await rehearsalAccount(platform, brand.name)),
            as: tenant)
        }
      },
      .form("/connections/{connector_id}/check", "connectors:read") { context in
        try await acting(context) { _ = try await publishing.check(context.id("connector_id"), as: $0) }
      },
      .form("/connections/{connector_id}/switch", "connectors:update") { context in
        try await acting(context) {
          _ = try await publishing.setEnabled(context.id("connector_id"), context.form["on"] == "true", as: $0)
        }
      },
      .form("/connections/{connector_id}/remove", "connectors:delete") { context in
        try await acting(context) { try await publishing.remove(context.id("connector_id"), as: $0) }
      },
    ]
  }

  private func acting(_ context: PageContext, _ act: (TenantContext) async throws -> Void) async throws -> PageReply {
    do {
      try await act(try context.tenant)
      return .redirect("/connections")
    } catch let problem as Problem where [.invalid, .conflict, .unavailable, .forbidden].contains(problem.kind) {
      return .page(try await page(context, problem: problem))
    }
  }

  private func brand(_ context: PageContext) throws -> PageShell.Brand {
    guard let shell = context.shell, let brand = shell.brands.first(where: { $0.id == shell.current }) else {
      throw Problem(.conflict, "Make a brand first: accounts belong to one.")
    }
    return brand
  }

  private func grant(_ platform: String, _ context: PageContext) throws -> ConnectionGrant {
    let secret = Redacted((context.form["secret"] ?? "").filter { !$0.isWhitespace })
    guard !secret.reveal().isEmpty else { throw Problem.invalid("/secret", "Paste the token or app password.") }
    let typed = context.form["server"] ?? ""
    guard let server = serverBaseURL(typed.isEmpty && platform == "bluesky" ? "https://bsky.social" : typed) else {
      throw Problem.invalid("/server", "Write the server's address alone, such as mastodon.example.")
    }
    guard platform == "bluesky" else { return .accessToken(baseURL: server, token: secret) }
    let handle = (context.form["identifier"] ?? "").drop { $0 == "@" || $0.isWhitespace }
    guard !handle.isEmpty else { throw Problem.invalid("/identifier", "Write the handle of the account.") }
    return .appPassword(baseURL: server, identifier: String(handle), password: secret)
  }

  private func page(_ context: PageContext, problem: Problem?) async throws -> PageValue {
    let brand = try? brand(context)
    let input = ConnectorStatements.PageInput(brand: brand?.id, platform: nil, after: nil, limit: 100)
    let connectors = try await publishing.database.query(ConnectorStatements.page, input, as: context.tenant)
      .filter { $0.state != .removed }
    let connects = context.may("connectors:connect")
    return PageValue("Connections", section: .connections, status: problem == nil ? .ok : .unprocessableContent) {
      pageHead("Connections", brand.map { "The accounts that \($0.name) posts to." })
      if let problem { notice(.bad, problem.detail) {} }
      if connectors.isEmpty {
        emptyState(
          "No account yet",
          connects
            ? "Connect one below. Posts can be written before that."
            : "An admin connects one. Posts can be written before that.")
      } else {
        card("Accounts") { table(connectors, context) }
      }
      if let brand, connects { if brand.isLive { liveForms(context, problem) } else { rehearsalForms(context) } }
    }
  }

  private func table(_ connectors: [Connector], _ context: PageContext) -> HTML {
    dataTable("Connected accounts", columns: ["Account", "Health", "Checked", ""], rows: connectors) { connector in
      td {
        strong { connector.account.handle }
        div(.class("muted")) {
          "\(PublicationView.platform(connector.platform)) · \(connector.account.baseURL)"
        }
        if connector.rehearsal { badge("Rehearsal", .info) }
      }
      td {
        badge(connector.canSend ? "Can publish" : "Cannot publish", connector.canSend ? .good : .bad)
        div(.class("muted")) { connector.nextStep }
      }
      td { moment(connector.checkedAt) }
      td { acts(connector, context) }
    }
  }

  private func acts(_ connector: Connector, _ context: PageContext) -> HTML {
    div(.class("actions")) {
      form("/connections/\(connector.id)/check", in: context) { submit("Test", .quiet) }
      if context.may("connectors:update") {
        form("/connections/\(connector.id)/switch", in: context) {
          input(.type("hidden"), .name("on"), .value(connector.disabledAt == nil ? "false" : "true"))
          submit(connector.disabledAt == nil ? "Switch off" : "Switch on", .quiet)
        }
      }
      if context.may("connectors:delete") {
        form(
          "/connections/\(connector.id)/remove", in: context,
          .data("confirm", "Forget the access to \(connector.account.handle)? Planned posts for it will not go out.")
        ) { submit("Remove", .danger) }
      }
    }
  }

  private func rehearsalForms(_ context: PageContext) -> HTML {
    card("Rehearse") {
      p { "This brand is in rehearsal: its posts go to a sandbox on this machine that behaves like the platforms." }
      if rehearsalAccount == nil {
        notice(.info, "The sandbox is switched off here.") {}
      } else {
        div(.class("actions")) {
          for platform in ["mastodon", "bluesky"] {
            form("/connections/rehearsal", in: context) {
              input(.type("hidden"), .name("platform"), .value(platform))
              submit("Connect a \(PublicationView.platform(platform)) rehearsal account")
            }
          }
        }
      }
      p(.class("muted")) { "Posts for X and LinkedIn are written and checked here and stop at ready." }
    }
  }

  private func liveForms(_ context: PageContext, _ problem: Problem?) -> HTML {
    HTML {
      card("Connect Bluesky") {
        p { "In Bluesky, open Settings, Privacy and security, App passwords, and make one for Starling." }
        form("/connections", in: context) {
          input(.type("hidden"), .name("platform"), .value("bluesky"))
          textField(Field("identifier", "Handle", required: true), problem: problem, .placeholder("acme.bsky.social"))
          textField(
            Field("secret", "App password", required: true), type: "password", problem: problem, .autocomplete("off"))
          textField(Field("server", "Server", hint: "Only for a server of your own."), problem: problem)
          div(.class("form-end")) { submit("Connect") }
        }
      }
      card("Connect Mastodon") {
        p {
          "On your server, open Preferences, Development, New application. Give it a name that only it has there, such as Starling: posts are recognised by it. Allow write:statuses, read:statuses and read:accounts, and copy its access token."
        }
        form("/connections", in: context) {
          input(.type("hidden"), .name("platform"), .value("mastodon"))
          textField(Field("server", "Server", required: true), problem: problem, .placeholder("mastodon.example"))
          textField(
            Field("secret", "Access token", required: true), type: "password", problem: problem, .autocomplete("off"))
          div(.class("form-end")) { submit("Connect") }
        }
      }
    }
  }
}
