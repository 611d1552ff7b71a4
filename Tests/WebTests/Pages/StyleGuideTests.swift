import Foundation
import HTTPTypes
import Kernel
import Testing

@testable import Web

/// Every component on one page, as a signed-in person sees it. The page is left in the temporary folder
/// (`starling-styleguide/index.html`), to be looked at.
@Suite struct StyleGuideTests {
  private struct AcmeShell: ShellProvider {
    func shell(for principal: Principal, brand: BrandID?, request: RequestInfo) async throws -> PageShell {
      PageShell(
        orgName: "Acme Coffee", personName: "Alice",
        brands: [
          .init(id: People.espresso, name: "Acme Espresso", isLive: true),
          .init(id: People.filter, name: "Acme Filter", isLive: false),
        ], current: People.filter, unread: 3)
    }
  }

  private static let publications: [(String, String, Tone)] = [
    ("Autumn menu", "Bluesky", .good), ("Barista hours", "Mastodon", .info), ("Refund note", "X", .bad),
  ]

  private static func guide(_ context: PageContext) -> PageReply {
    let problem = Problem(.invalid, "Two fields", fields: [.init("/topic", "This must not be empty.")])
    return .page(
      PageValue("New brief", section: .briefs) {
        pageHead(
          "Autumn menu, first week", "Four platforms, two languages. Written for people who know their roast.",
          actions: HTML {
            linkButton("Preview", "/briefs", .quiet)
            linkButton("Generate posts", "/briefs", .primary)
          })
        notice(.warn, "Mastodon asked us to slow down") {
          p { "Two posts wait for 14:30. Nothing is lost; you can move them." }
        }
        div(.class("columns")) {
          card("Post for Bluesky", actions: badge("Ready", .good)) {
            div(.class("preview")) {
              div(.class("preview-head")) {
                span(.class("avatar"), .aria("hidden", "true")) { "A" }
                "Acme Filter"
              }
              p(.class("post-text")) {
                "Maple, roasted walnut, a little smoke.\n\nThe autumn filter is back on Thursday. ☕️ Come early; "
                mark { "last year it was gone by Sunday" }
                "."
              }
            }
            p(.class("hint")) { "142 of 300 characters" }
            div(.class("actions")) {
              submit("Schedule")
              submit("Edit", .secondary)
              submit("Delete", .danger)
            }
          }
          card("Scores") {
            facts([
              ("Brand fit", span(.class("stat")) { "0.91" }), ("Readability", span(.class("stat")) { "72" }),
              ("Risk", badge("Low", .good)), ("Claims", badge("1 to check", .warn)),
            ])
          }
        }
        dataTable(
          "Publications", columns: ["Post", "Platform", "State", "When"],
          rows: publications
        ) { row in
          td { a(.href("/posts")) { row.0 } }
          td { row.1 }
          td { badge(row.2 == .good ? "Published" : row.2 == .info ? "Planned" : "Needs you", row.2) }
          td { timeElement(.dateTime("2026-11-23T14:30:00Z"), .data("local", "")) { "2026-11-23 14:30 UTC" } }
        }
        card("Brief") {
          form("/briefs", in: context) {
            textField(Field("topic", "Topic", hint: "One sentence.", required: true), problem: problem)
            textArea(Field("facts", "Facts", value: "Opens at 7:30\nMaple from Quebec"), .maxLength(500))
            selectField(
              Field("tone", "Tone", value: "warm", required: true),
              options: [("warm", "Warm"), ("plain", "Plain")])
            fieldset {
              legend { "Platforms" }
              checkbox("platforms", "Bluesky", value: "bluesky", isOn: true)
              checkbox("platforms", "Mastodon", value: "mastodon")
            }
            div(.class("form-actions")) {
              submit("Save brief")
              submit("Cancel", .quiet)
            }
          }
        }
        emptyState(
          "No experiments yet", "Try two openings for the same post and let the numbers decide.",
          action: linkButton("Start one", "/insights", .primary))
      })
  }

  @Test("every component stands on one page, with labels for all inputs and one main heading")
  func page() async throws {
    var parts = try makeGateway().parts
    parts.shell = AcmeShell()
    let gateway = try Gateway(
      routes: [.page("/guide", .signedIn) { Self.guide($0) }], settings: GatewaySettings(), parts: parts)
    let page = await gateway.call(.get, "/guide")
    #expect(page.status == .ok)
    #expect(page.text.matches(of: /<h1>/).count == 1)
    for id in page.text.matches(of: /(?:input|select|textarea)[^>]* id="([^"]+)"/).map(\.1) {
      #expect(page.text.contains("<label for=\"\(id)\">"))
    }
    #expect(page.text.contains("Rehearsal") && page.text.contains("Acme Coffee"))
    let styles = await gateway.call(.get, parts.assets.url("starling.css").value)
    #expect(styles.headers[.cacheControl] == "public, max-age=31536000, immutable")
    try keep(page.text, styles.text, parts.assets)
  }

  private func keep(_ page: String, _ styles: String, _ assets: StaticAssets) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("starling-styleguide")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(page.replacing(assets.url("starling.css").value, with: "starling.css").utf8)
      .write(to: folder.appendingPathComponent("index.html"))
    try Data(styles.utf8).write(to: folder.appendingPathComponent("starling.css"))
  }
}
