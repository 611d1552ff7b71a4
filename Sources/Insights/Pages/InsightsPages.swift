import Database
import Foundation
import Kernel
package import Web

/// What published posts did, and reports about it.
package struct InsightsPages: Sendable {
  private static let days = 90
  private let parts: InsightsParts

  package init(_ parts: InsightsParts) { self.parts = parts }

  package var routes: [Route] {
    [
      .page("/insights", "metrics:read") { context in .page(try await page(context)) },
      .form("/insights/reports", "reports:create") { context in
        let now = parts.time.now()
        _ = try await CreateReport(parts).run(
          brand: context.shell?.current, from: now.addingTimeInterval(-Double(Self.days) * 86_400), to: now,
          formats: Report.Format.allCases, as: context.tenant)
        return .redirect("/insights")
      },
    ]
  }

  private func page(_ context: PageContext) async throws -> PageValue {
    let tenant = try context.tenant
    let now = parts.time.now()
    let brand = context.shell?.current
    let filter = MetricFilter(from: now.addingTimeInterval(-Double(Self.days) * 86_400), to: now, brand: brand)
    let metrics = ListMetrics(parts.database)
    let platforms = try await metrics.run(filter, by: .platform, limit: 20, after: nil, as: tenant).items
    let posts = try await metrics.run(filter, by: .publication, limit: 30, after: nil, as: tenant).items
    let first = ReportPage(
      before: UUID(uuid: (255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255)),
      brand: brand, limit: 5)
    let reports = try await parts.database.query(ReportStatements.page, first, as: tenant)
      .map { ReportReply($0, tenant.org, parts) }
    return PageValue("Insights", section: .insights) {
      pageHead("Insights", "What posts of the last \(Self.days) days did. A dash is not known, which is not zero.")
      div(.id("insights"), .data("live", "*"), .data("live-subject", "metrics"), .data("live-from", "/insights")) {
        if posts.isEmpty {
          emptyState(
            "No numbers yet", "They are read from the platforms once a post is out.",
            action: linkButton("Schedule", "/schedule", .primary))
        } else {
          platformCards(platforms)
          card("Posts") { table(posts) }
        }
        card("Reports") { reportList(reports, context) }
      }
    }
  }

  private func platformCards(_ platforms: [MetricReply]) -> HTML {
    div(.class("grid")) {
      for platform in platforms {
        card(platform.platform?.capitalized ?? platform.key) {
          facts([
            ("Posts", stat(platform.publications)), ("Likes", stat(platform.likes)),
            ("Comments", stat(platform.comments)), ("Shares", stat(platform.shares)),
          ])
        }
      }
    }
  }

  private func stat(_ number: Int?) -> HTML { span(.class("stat")) { number.map(String.init) ?? "–" } }

  private func table(_ rows: [MetricReply]) -> HTML {
    dataTable(
      "Posts and their numbers", columns: ["Went out", "Platform", "Likes", "Comments", "Shares", "Saves", ""],
      rows: rows
    ) { row in
      td { row.publishedAt.map(moment) ?? .empty }
      td { row.platform?.capitalized ?? "" }
      for number in [row.likes, row.comments, row.shares, row.saves] {
        td { number.map(String.init) ?? "–" }
      }
      td {
        if row.goneAt != nil { badge("Deleted there", .warn) }
        if let id = row.publicationID { a(.href("/publications/\(id)")) { "Evidence" } }
      }
    }
  }

  private func reportList(_ reports: [ReportReply], _ context: PageContext) -> HTML {
    HTML {
      if reports.isEmpty {
        p(.class("muted")) { "None yet. A report holds every post of the brand with its numbers." }
      } else {
        ul(.class("list")) {
          for report in reports {
            li {
              div {
                moment(report.createdAt)
                div(.class("muted")) { words(report) }
              }
              div(.class("actions")) {
                for file in report.files {
                  if let url = ExternalURL(file.url) { a(.href(url)) { file.format.uppercased() } }
                }
              }
            }
          }
        }
      }
      form("/insights/reports", in: context) { submit("Make a report", .secondary) }
    }
  }

  private func words(_ report: ReportReply) -> String {
    switch report.state {
    case "ready": "\(report.publications) \(report.publications == 1 ? "post" : "posts")"
    case "failed": "Failed: \(report.reason ?? "no reason")"
    default: "Being made."
    }
  }
}
