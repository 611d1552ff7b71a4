import Database
import Foundation
import Kernel
package import Web

/// What was done, by whom, to what.
package struct AuditPages: Sendable {
  private let services: AccountServices

  package init(services: AccountServices) { self.services = services }

  package var routes: [Route] {
    [
      .page(
        "/audit", "audit:read",
        query: [
          QueryParameter("action", .verbatim(0...80), "Such as `brand.create`."),
          QueryParameter("resource", .verbatim(0...80), "The id of what it was done to."),
          QueryParameter("before", .verbatim(0...80), "The last entry of the page before."),
        ]
      ) { context in .page(try await page(context)) }
    ]
  }

  private func page(_ context: PageContext) async throws -> PageValue {
    let filled = { (name: String) in context.parameters.string(name).flatMap { $0.isEmpty ? nil : $0 } }
    let tenant = try services.tenant(of: context.call)
    let after = filled("before").map { Cursor(list: "audit", values: [$0]) }
    let rows = try await AuditRoutes(services: services).page(
      action: filled("action"), resource: filled("resource"), actor: nil, scope: context.call.scope,
      paging: Paging(limit: 50, after: after), as: tenant)
    let people = try await services.db.query(MemberStatements.page, (nil, context.call.scope, 200), as: tenant)
    let names = Dictionary(people.map { ($0.user.description, $0.name) }, uniquingKeysWith: { first, _ in first })
    return PageValue("Audit", section: .audit) {
      pageHead(
        "Audit",
        context.call.scope == .all
          ? "Every change, in a chain that shows if anybody edits it. Newest first."
          : "Every change of your brands, in a chain that shows if anybody edits it. Newest first.")
      card { filter(context) }
      if rows.items.isEmpty {
        emptyState("No entries", "Nothing matches. Clear the filter to see everything.")
      } else {
        card {
          dataTable("Audit entries", columns: ["When", "Who", "What", "To what", "Facts"], rows: rows.items) { row in
            td { moment(row.at) }
            td { names[row.actor] ?? row.actor }
            td { code { row.action } }
            td { code { row.resource } }
            td(.class("muted long")) { row.facts == "{}" ? "" : row.facts }
          }
        }
        if let last = rows.next?.values.first {
          linkButton(
            "Older entries",
            "/audit?before=\(last)&action=\(filled("action") ?? "")&resource=\(filled("resource") ?? "")")
        }
      }
    }
  }

  private func filter(_ context: PageContext) -> HTML {
    formElement(.method("get"), .action("/audit"), .class("filter")) {
      textField(
        Field("action", "Action", value: context.parameters.string("action") ?? ""), .placeholder("brand.create"))
      textField(
        Field("resource", "Resource", value: context.parameters.string("resource") ?? ""), .placeholder("post_…"))
      submit("Filter", .secondary)
    }
  }
}
