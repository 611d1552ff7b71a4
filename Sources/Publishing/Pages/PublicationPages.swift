import Database
import Foundation
import HTTPTypes
import Kernel
import Platforms
package import Web

/// One publication with its time line: what was tried, what was found, and what a person can decide.
package struct PublicationPages: Sendable {
  private let publishing: Publishing

  package init(_ publishing: Publishing) { self.publishing = publishing }

  package var routes: [Route] {
    [
      .page("/publications/{publication_id}", "publications:read") { context in
        .page(try await page(context, problem: nil))
      },
      .form("/publications/{publication_id}/cancel", "posts:schedule") { context in
        try await acting(context) { id, tenant in _ = try await publishing.cancel(id, expected: nil, as: tenant) }
      },
      .form("/publications/{publication_id}/reschedule", "posts:schedule") { context in
        try await acting(context) { id, tenant in
          let wish = RescheduleWish(
            publication: id, when: .wall(context.form["at"] ?? "", zone: context.form["zone"] ?? ""),
            seenHash: context.form["seen"])
          _ = try await publishing.database.transaction(as: tenant) { try await publishing.reschedule(wish, in: $0) }
        }
      },
      .form("/publications/{publication_id}/decide", "publications:decide") { context in
        try await acting(context) { id, tenant in
          _ = try await publishing.decide(id, try word(context), as: tenant)
        }
      },
      .form("/publications/{publication_id}/delete", "publications:delete") { context in
        try await acting(context) { id, tenant in _ = try await publishing.delete(id, as: tenant) }
      },
    ]
  }

  private func acting(
    _ context: PageContext, _ act: (PublicationID, TenantContext) async throws -> Void
  ) async throws -> PageReply {
    let id: PublicationID = try context.id("publication_id")
    do {
      try await act(id, try context.tenant)
      return .redirect("/publications/\(id)")
    } catch let problem as Problem where [.invalid, .conflict, .stale, .unavailable].contains(problem.kind) {
      return .page(try await page(context, problem: problem))
    }
  }

  private func word(_ context: PageContext) throws -> PersonsWord {
    switch context.form["decision"] {
    case "out":
      guard let url = context.form["url"], !url.isEmpty else {
        throw Problem.invalid("/url", "Paste the address of the post.")
      }
      return .out(url)
    case "not_out": return .notOut
    case "leave": return .leave
    default: throw Problem.invalid("/decision", "Choose one of the three.")
    }
  }

  private func page(_ context: PageContext, problem: Problem?) async throws -> PageValue {
    let id: PublicationID = try context.id("publication_id")
    let publication = try await publishing.publication(id, as: context.tenant)
    let detail = try await publishing.detail(id, as: context.tenant)
    let connector = try await publishing.account(of: publication, as: context.tenant)
    let seen = try await publishing.pinnable(publication, as: context.tenant)
    return PageValue(
      "Publication", section: .schedule, brand: publication.brand, status: problem == nil ? .ok : .unprocessableContent
    ) {
      if let problem { notice(.bad, problem.detail) {} }
      div(
        .data("live", publication.id.description), .data("live-subject", "publish"),
        .data("live-from", "/publications/\(publication.id)"), .id("publication")
      ) {
        pageHead(
          "\(PublicationView.platform(publication.platform)) · \(connector.account.handle)", publication.sentence,
          actions: linkButton("Post", "/posts/\(publication.post)"))
        summaryCard(publication, detail, connector)
        if let text = detail.text { card("What goes out") { blockquote(.class("post-text")) { text } } }
        if let seen { card("What would go out now") { blockquote(.class("post-text")) { seen.text } } }
        acts(publication, seen, context, problem)
        timeline(detail)
      }
    }
  }

  private func summaryCard(_ publication: Publication, _ detail: PublicationDetail, _ connector: Connector) -> HTML {
    card {
      facts([
        ("State", PublicationView.stateBadge(publication.state)),
        ("Planned for", PublicationView.planned(publication)),
        ("Account", text(Self.named(connector))),
        ("Tries", text(String(publication.attempts))),
        ("Address", address(publication)),
        ("Content hash", code { detail.payloadHash ?? "not fixed yet" }),
        ("Client token", code { detail.clientToken ?? "none yet" }),
      ])
    }
  }

  private static func named(_ connector: Connector) -> String {
    connector.account.handle + (connector.rehearsal ? " (rehearsal)" : "")
      + (connector.state == .removed ? " (removed here)" : "")
  }

  private func address(_ publication: Publication) -> HTML {
    guard let url = publication.externalURL.flatMap({ ExternalURL($0) }) else { return text("none yet") }
    return a(.href(url), .rel("noopener noreferrer")) { url.value }
  }

  private func acts(
    _ publication: Publication, _ seen: PublicationPayload?, _ context: PageContext, _ problem: Problem?
  ) -> HTML {
    HTML {
      if publication.state == .needsHuman { decision(publication, context, problem) }
      if publication.state.canStillChange {
        card("Change the plan") {
          form("/publications/\(publication.id)/reschedule", in: context) {
            textField(
              Field("at", "Time", value: String(publication.wallTime.prefix(16)), required: true),
              type: "datetime-local", problem: problem)
            textField(Field("zone", "Time zone", value: publication.zone, required: true), problem: problem)
            if let hash = try? seen?.hash() { input(.type("hidden"), .name("seen"), .value(hash)) }
            submit("Move", .secondary)
          }
          form(
            "/publications/\(publication.id)/cancel", in: context, .data("confirm", "Take this publication back?")
          ) { submit("Cancel it", .danger) }
        }
      }
      if publication.state == .published {
        card("Take it down") {
          form(
            "/publications/\(publication.id)/delete", in: context,
            .data("confirm", "Delete this post on the platform? Its likes and replies are lost.")
          ) { submit("Delete on the platform", .danger) }
        }
      }
    }
  }

  private func decision(_ publication: Publication, _ context: PageContext, _ problem: Problem?) -> HTML {
    card("Is it out?") {
      p { "Nothing we can read proves it. Look at the account, then say what you see." }
      form("/publications/\(publication.id)/decide", in: context) {
        input(.type("hidden"), .name("decision"), .value("out"))
        textField(Field("url", "It is out. Its address:", required: true), type: "url", problem: problem)
        submit("Link it")
      }
      div(.class("actions")) {
        form(
          "/publications/\(publication.id)/decide", in: context,
          .data("confirm", "Send it again? If it is out after all, people see it twice.")
        ) {
          input(.type("hidden"), .name("decision"), .value("not_out"))
          submit("It is not out: send it again", .secondary)
        }
        form("/publications/\(publication.id)/decide", in: context) {
          input(.type("hidden"), .name("decision"), .value("leave"))
          submit("Leave it", .quiet)
        }
      }
    }
  }

  private func timeline(_ detail: PublicationDetail) -> HTML {
    card("Evidence") {
      if detail.timeline.isEmpty {
        p(.class("muted")) { "Nothing was tried yet." }
      } else {
        ol(.class("timeline")) {
          for step in detail.timeline {
            li {
              moment(step.at)
              " "
              strong { Self.words(step.step) }
              ": \(step.outcome)"
              if step.status > 0 { span(.class("muted")) { " HTTP \(step.status)" } }
              if !step.code.isEmpty { code { step.code } }
              for url in step.found { div { code { url } } }
            }
          }
        }
      }
    }
  }

  private static func words(_ step: String) -> String {
    ["create": "Sent", "read": "Read back", "person": "A person decided", "restore": "After a restore"][step] ?? step
  }
}
