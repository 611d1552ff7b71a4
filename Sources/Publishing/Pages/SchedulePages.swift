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
        _ = try await publishing.stop(try await scope(context), as: context.tenant)
        return .redirect("/schedule")
      },
      .form("/schedule/resume", "publishing:resume") { context in
        try await publishing.resume(try await scope(context), as: context.tenant)
        return .redirect("/schedule")
      },
    ]
  }

  /// What the form names; the whole organisation where it names nothing narrower.
  private func scope(_ context: PageContext) async throws -> StopScope {
    if let id = context.form["connector"].flatMap({ ConnectorID($0) }) {
      let connector = try await publishing.connector(id, as: context.tenant)
      return .connector(connector.brand, connector.id)
    }
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
    let stops = try await publishing.stopsInForce(brand.map { .brand($0) } ?? .org, as: context.tenant)
    let view = StopView(stops, brand, context)
    return PageValue("Schedule", section: .schedule) {
      pageHead("Schedule", "Every post goes out once, or says why not.", actions: view.stopForms)
      view.notices
      div(
        .id("publications"), .data("live", "*"), .data("live-subject", "publish"), .data("live-from", "/schedule")
      ) {
        if !needsYou.isEmpty { card("Needs you") { PublicationView.table("Needs you", needsYou) } }
        card("Due") {
          if due.isEmpty {
            p(.class("muted")) { "Nothing is planned. Keep a variant of a post and give it a time." }
          } else {
            PublicationView.table("Due", due.reversed())
          }
        }
        card("Went out") {
          if out.isEmpty {
            p(.class("muted")) { "Nothing has gone out yet." }
          } else {
            PublicationView.table("Went out", out)
          }
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
}
