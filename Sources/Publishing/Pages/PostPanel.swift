import Contracts
import Database
import Foundation
import HTTPTypes
package import Kernel
import Platforms
package import Web

/// Beside a post: on which accounts it goes out, when, and what became of it.
package struct PostPanel: Sendable {
  private let publishing: Publishing

  package init(_ publishing: Publishing) { self.publishing = publishing }

  package var routes: [Route] {
    [
      .form("/posts/{post_id}/schedule", "posts:schedule") { context in
        try await planning(context, .wall(context.form["at"] ?? "", zone: context.form["zone"] ?? "UTC"))
      },
      .form("/posts/{post_id}/publish", "posts:publish") { context in try await planning(context, .now) },
    ]
  }

  private func planning(_ context: PageContext, _ when: ScheduleWish.When) async throws -> PageReply {
    guard let connector = context.form["connector"].flatMap({ ConnectorID($0) }) else {
      throw Problem.invalid("/connector", "Choose an account.")
    }
    let wish = ScheduleWish(post: try context.id("post_id"), connector: connector, when: when)
    do {
      let publication = try await publishing.schedule(wish, as: context.tenant)
      return .redirect("/publications/\(publication.id)")
    } catch let problem as Problem where [.invalid, .conflict, .stale].contains(problem.kind) {
      return .page(refused(problem, wish.post))
    }
  }

  private func refused(_ problem: Problem, _ post: PostID) -> PageValue {
    PageValue("Not scheduled", section: .posts, status: .unprocessableContent) {
      pageHead("This post was not scheduled")
      notice(.bad, problem.detail) { for field in problem.fields { p { field.message } } }
      linkButton("Back to the post", "/posts/\(post)", .primary)
    }
  }

  /// For the slot beside a post.
  package func html(_ post: PostID, _ context: PageContext) async throws -> HTML {
    let tenant = try context.tenant
    let rows = try await publishing.publications(
      PublicationFilter(post: post), after: nil, limit: 50, as: tenant)
    guard
      let content = try await publishing.database.transaction(
        as: tenant,
        { tx in
          try await publishing.parts.contents.publishable(post, locked: tx)
        })
    else { return .empty }
    let input = ConnectorStatements.PageInput(brand: content.brand, platform: content.platform, after: nil, limit: 50)
    let connectors = try await publishing.database.query(ConnectorStatements.page, input, as: tenant)
      .filter { $0.state != .removed }
    return HTML {
      card("Going out") {
        if rows.isEmpty {
          p(.class("muted")) { "Not planned yet." }
        } else {
          list(rows)
        }
      }
      if content.state == "ready" {
        planner(post, content, connectors, context)
      } else {
        card("Schedule") { p(.class("muted")) { "Keep one of the variants first; then give it a time." } }
      }
    }
  }

  private func list(_ rows: [Publication]) -> HTML {
    ul(.class("plain")) {
      for row in rows {
        li {
          PublicationView.stateBadge(row.state)
          " "
          a(.href("/publications/\(row.id)")) { PublicationView.spoken(row) }
          div(.class("muted")) { row.sentence }
        }
      }
    }
  }

  /// The readers' zone where it is known, else that of the browser.
  private func zoneField(_ audience: String?) -> HTML {
    guard let audience else {
      return textField(Field("zone", "Time zone", value: "UTC", required: true), .data("time-zone", "fill"))
    }
    return textField(
      Field("zone", "Time zone", value: audience, hint: "Where the readers of this post are.", required: true))
  }

  private func planner(
    _ post: PostID, _ content: PublishablePost, _ connectors: [Connector], _ context: PageContext
  ) -> HTML {
    let platform = content.platform
    return card("Schedule") {
      if connectors.isEmpty {
        p {
          ["mastodon", "bluesky"].contains(platform)
            ? "No \(PublicationView.platform(platform)) account is connected."
            : "Posts for \(PublicationView.platform(platform)) stop at ready here: copy the text and publish it there."
        }
        linkButton("Connections", "/connections")
      } else {
        form("/posts/\(post)/schedule", in: context) {
          selectField(
            Field("connector", "Account", value: connectors[0].id.description, required: true),
            options: connectors.map { ($0.id.description, $0.account.handle) })
          textField(
            Field("at", "Time", hint: "As the clock shows it in the time zone below.", required: true),
            type: "datetime-local")
          zoneField(content.audienceZone)
          div(.class("form-end")) {
            submit("Schedule")
            submit("Publish now", .secondary, .formAction("/posts/\(post)/publish"), .noFormValidate)
          }
        }
      }
    }
  }
}
