import Database
import Foundation
import Kernel
package import Web

/// What is due, what needs somebody and what went out, with the switch that stops everything.
package struct SchedulePages: Sendable {
  private let publishing: Publishing

  package init(_ publishing: Publishing) { self.publishing = publishing }

  package var routes: [Route] {
    [
      .page("/schedule", "publications:read") { context in .page(try await page(context)) },
      .form("/schedule/stop", "publishing:stop") { context in
        _ = try await publishing.stop(scope(context), as: context.tenant)
        return .redirect("/schedule")
      },
      .form("/schedule/resume", "publishing:resume") { context in
        try await publishing.resume(scope(context), as: context.tenant)
        return .redirect("/schedule")
      },
    ]
  }

  /// The current brand, or the whole organisation where that was asked for.
  private func scope(_ context: PageContext) -> StopScope {
    guard context.form["scope"] != "org", let brand = context.form["brand"].flatMap({ BrandID($0) }) else {
      return .org
    }
    return .brand(brand)
  }

  private func page(_ context: PageContext) async throws -> PageValue {
    let brand = context.shell?.current
    let needsYou = try await list([.needsHuman, .failed, .missed, .partial], brand, context)
    let due = try await list([.planned, .intent, .sent, .unknown, .retryable], brand, context)
    let out = try await list([.published, .deleted], brand, context)
    let stops = try await publishing.previewResume(brand.map { .brand($0) } ?? .org, as: context.tenant)
    return PageValue("Schedule", section: .schedule) {
      pageHead("Schedule", "Every post goes out once, or says why not.", actions: stopForm(stops.stops, brand, context))
      if !stops.stops.isEmpty { stopNotice(stops, brand, context) }
      div(
        .id("publications"), .data("live", "*"), .data("live-subject", "publish"), .data("live-from", "/schedule")
      ) {
        if !needsYou.isEmpty { card("Needs you") { table("Needs you", needsYou) } }
        card("Due") {
          if due.isEmpty {
            p(.class("muted")) { "Nothing is planned. Keep a variant of a post and give it a time." }
          } else {
            table("Due", due.reversed())
          }
        }
        card("Went out") {
          if out.isEmpty { p(.class("muted")) { "Nothing has gone out yet." } } else { table("Went out", out) }
        }
      }
    }
  }

  private func list(
    _ states: [PublicationState], _ brand: BrandID?, _ context: PageContext
  ) async throws -> [Publication] {
    try await publishing.publications(
      PublicationFilter(brand: brand, states: states), after: nil, limit: 50, as: context.tenant)
  }

  private func table(_ caption: String, _ rows: [Publication]) -> HTML {
    dataTable(caption, columns: ["When", "Platform", "State", "", ""], rows: rows) { publication in
      td { PublicationView.planned(publication) }
      td { PublicationView.platform(publication.platform) }
      td {
        PublicationView.stateBadge(publication.state)
        div(.class("muted")) { publication.sentence }
      }
      td { a(.href("/posts/\(publication.post)")) { "Post" } }
      td { a(.href("/publications/\(publication.id)")) { "Evidence" } }
    }
  }

  private func stopForm(_ stops: [PublishingStop], _ brand: BrandID?, _ context: PageContext) -> HTML {
    HTML {
      if stops.isEmpty, context.may("publishing:stop") {
        form(
          "/schedule/stop", in: context,
          .data(
            "confirm",
            "Stop everything? Nothing more goes out until somebody resumes. What is on its way already cannot be called back."
          )
        ) {
          if let brand { input(.type("hidden"), .name("brand"), .value(brand.description)) }
          submit("Stop everything", .danger)
        }
      }
    }
  }

  private func stopNotice(_ preview: ResumePreview, _ brand: BrandID?, _ context: PageContext) -> HTML {
    notice(.warn, "Publishing is stopped.") {
      for stop in preview.stops {
        p { stop.reason == "restored" ? Self.restored : "Stopped by a person for this \(stop.scope.name)." }
      }
      p {
        preview.due.isEmpty
          ? "Nothing waits: resuming sends nothing at once."
          : "Resuming sends \(preview.due.count) post\(preview.due.count == 1 ? "" : "s") that became due meanwhile:"
      }
      if !preview.due.isEmpty { table("Would go out on resuming", preview.due) }
      if context.may("publishing:resume") {
        form("/schedule/resume", in: context) {
          if preview.stops.contains(where: { $0.scope.name == "org" }) {
            input(.type("hidden"), .name("scope"), .value("org"))
          }
          if let brand { input(.type("hidden"), .name("brand"), .value(brand.description)) }
          submit("Resume publishing", .secondary)
        }
      }
    }
  }

  private static let restored =
    "The database was restored or copied, so what was sent since then is not known here. Look at what would go out before you resume."
}
