import Database
import Foundation
import Kernel
package import Web

/// A person's notices, and what they want to hear of.
package struct NotificationPages: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package var routes: [Route] {
    [
      .page("/notifications", .signedIn) { context in .page(try await list(context)) },
      .form("/notifications/read", .signedIn) { context in
        try await services.db.execute(
          NotificationStatements.markRead,
          (try context.principal.user, context.form["id"].flatMap { NotificationID($0) }, services.time.now()),
          as: try services.tenant(of: context.call))
        return .redirect("/notifications")
      },
      .page("/notifications/choices", .signedIn) { context in .page(try await choices(context)) },
      .form("/notifications/choices", .signedIn) { context in
        let choices = NotificationChoice.known.map { known in
          NotificationChoice(
            kind: known.kind, inApp: context.form.all("in_app").contains(known.kind),
            mail: context.form.all("mail").contains(known.kind))
        }
        try await services.choose(choices, for: try context.principal.user, as: try services.tenant(of: context.call))
        return .redirect("/notifications/choices")
      },
    ]
  }

  private func list(_ context: PageContext) async throws -> PageValue {
    let records = try await services.db.query(
      NotificationStatements.page, (try context.principal.user, false, nil, 100),
      as: try services.tenant(of: context.call))
    return PageValue("Notifications", section: .notifications) {
      pageHead(
        "Notifications",
        actions: HTML {
          linkButton("Choose what you hear of", "/notifications/choices", .quiet)
          if records.contains(where: { $0.readAt == nil }) {
            form("/notifications/read", in: context) { submit("Mark all as read", .secondary) }
          }
        })
      if records.isEmpty {
        emptyState("Nothing yet", "When a post goes out, or needs you, it shows here.")
      } else {
        card { ul(.class("notices")) { for record in records { item(record, in: context) } } }
      }
    }
  }

  private func item(_ record: NotificationRecord, in context: PageContext) -> HTML {
    li(.class(record.readAt == nil ? "unread" : "read")) {
      a(.href("/go/\(record.resource)")) { strong { record.title } }
      if !record.detail.isEmpty { p { record.detail } }
      div(.class("muted")) {
        moment(record.createdAt)
        switch record.mailState {
        case .failed: badge("The mail was refused", .warn)
        case .sent: " · also by mail"
        case .none, .due: HTML.empty
        }
      }
      if record.readAt == nil {
        form("/notifications/read", in: context) {
          input(.type("hidden"), .name("id"), .value(record.id.description))
          submit("Mark as read", .quiet)
        }
      }
    }
  }

  private func choices(_ context: PageContext) async throws -> PageValue {
    let chosen = try await services.choices(of: try context.principal.user, as: try services.tenant(of: context.call))
    return PageValue("Notification choices", section: .notifications) {
      pageHead("What you hear of", "For you, in this organisation.")
      if !services.mailer.isConfigured {
        notice(.info, "No mail server is set up, so notices show here only.") {}
      }
      card {
        form("/notifications/choices", in: context) {
          dataTable("Notification choices", columns: ["When", "Here", "By mail"], rows: chosen) { choice in
            td { NotificationChoice.known.first { $0.kind == choice.kind }?.words ?? choice.kind }
            td { checkbox("in_app", "Here", value: choice.kind, isOn: choice.inApp) }
            td { checkbox("mail", "By mail", value: choice.kind, isOn: choice.mail) }
          }
          div(.class("form-end")) { submit("Save") }
        }
      }
    }
  }
}
