import Foundation
import HTTPTypes
import Kernel
import Testing

@testable import App
@testable import Web

@Suite("Templates and briefs in steps, on their pages", .timeLimit(.minutes(4)))
struct TemplatePagesTests {
  private func brand(_ house: House, _ token: String) async throws -> String {
    let made = try await house.call(.post, "/v1/brands", as: token, body: ["name": "Acme Coffee", "zone": "UTC"])
    return try #require(made.json["id"]?.stringValue, "\(made)")
  }

  private func names(_ house: House, _ token: String, _ path: String, _ field: String) async throws -> [String] {
    guard case .array(let items)? = try await house.call(.get, path, as: token).json["items"] else {
      throw Problem(.internal, "There is no list.")
    }
    return items.compactMap { $0[field]?.stringValue }
  }

  private static let form: [String: String] = [
    "version": "0", "name": "Offer", "purpose": "", "forms.0.text": "{headline}\n\n{body}\n\n{price}",
    "forms.0.platform": "", "forms.0.language": "",
  ]

  private static let described: [String: String] = form.merging([
    "slots.0.name": "headline", "slots.0.kind": "text", "slots.0.label": "", "slots.0.is_required": "true",
    "slots.0.fallback": "", "slots.0.most": "40", "slots.1.name": "price", "slots.1.kind": "price",
    "slots.1.label": "Price now", "slots.1.fallback": "",
  ]) { $1 }

  @Test("a text's new places are asked about before anything is saved; then it is")
  func template() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let brand = try await brand(house, acme.token)
      let path = "/brands/\(brand)/templates"
      let asked = try await house.submit(path, as: acme.token, Self.form)
      #expect(asked.status == 200 && asked.text.contains("{headline}, {price} hold"), "\(asked)")
      #expect(asked.text.contains("slots.1.kind"))
      #expect(try await names(house, acme.token, "/v1/templates", "name") == [])
      #expect(try await house.submit(path, as: acme.token, Self.described).status == 303)
      #expect(try await names(house, acme.token, "/v1/templates", "name") == ["Offer"])
      let again = try await house.submit(path, as: acme.token, Self.described)
      #expect(again.status == 422 && again.text.contains("Choose another name"))
    }
  }

  @Test("a fault is shown at its input, and what was typed stays")
  func faults() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let brand = try await brand(house, acme.token)
      let bad = Self.described.merging(["forms.0.text": "{headline} {price} {oops <b>", "slots.1.fallback": "soon"]) {
        $1
      }
      let page = try await house.submit("/brands/\(brand)/templates", as: acme.token, bad)
      #expect(page.status == 422 && page.text.contains("line 1, column 20"), "\(page)")
      #expect(page.text.contains("must be a price such as 12.50 EUR") && !page.text.contains("<b>"))
      #expect(try await names(house, acme.token, "/v1/templates", "name") == [])
    }
  }

  @Test("a brief that chooses a template is asked for its places first")
  func brief() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let brand = try await brand(house, acme.token)
      _ = try await house.submit("/brands/\(brand)/templates", as: acme.token, Self.described)
      let template = try #require(try await names(house, acme.token, "/v1/templates", "id").first)
      let fields = [
        "brand_id": brand, "template_id": template, "topic": "Winter", "languages": "en", "platforms": "bluesky",
        "variants": "1",
      ]
      let asked = try await house.submit("/briefs", as: acme.token, fields)
      #expect(asked.status == 422 && asked.text.contains("slots.headline") && asked.text.contains("Price now"))
      let filled = fields.merging([
        "slots_of": template, "slots.headline": "Back again", "slots.price": "12.50 EUR",
      ]) { $1 }
      #expect(try await house.submit("/briefs", as: acme.token, filled).status == 303)
      #expect(try await names(house, acme.token, "/v1/briefs", "template_id") == [template])
    }
  }

  @Test("steps hold up only what is wrong in them, carry the rest along, and save nothing on the way")
  func steps() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let brand = try await brand(house, acme.token)
      let first = try await house.call(.get, "/briefs/steps", as: acme.token)
      #expect(first.status == 200 && first.text.contains("Step 1 of 4"))
      let start = ["brand_id": brand, "languages": "en", "platforms": "bluesky", "step": "1", "go": "2"]
      let empty = try await house.submit("/briefs/steps", as: acme.token, start)
      #expect(empty.status == 422 && empty.text.contains("Step 1 of 4") && empty.text.contains("must not be empty"))
      let second = try await house.submit(
        "/briefs/steps", as: acme.token, start.merging(["topic": "Winter <b>", "facts": "One\u{7}"]) { $1 })
      #expect(second.status == 200 && second.text.contains("Step 2 of 4"))
      // What the first step held travels along, escaped.
      #expect(second.text.contains("value=\"Winter &lt;b&gt;\""))
      let bad = try await house.submit(
        "/briefs/steps", as: acme.token,
        start.merging(["topic": "Winter", "facts": "One\u{7}", "step": "2", "go": "3"]) { $1 })
      #expect(bad.status == 422 && bad.text.contains("Step 2 of 4") && bad.text.contains("control character"))
      let back = try await house.submit(
        "/briefs/steps", as: acme.token,
        start.merging(["topic": "Winter", "facts": "One\u{7}", "step": "2", "go": "1"]) { $1 })
      #expect(back.status == 200 && back.text.contains("Step 1 of 4"))
      let check = try await house.submit(
        "/briefs/steps", as: acme.token,
        start.merging(["topic": "Winter", "facts": "One", "step": "3", "go": "4"]) { $1 })
      #expect(check.status == 200 && check.text.contains("Step 4 of 4") && check.text.contains("1 post"))
      #expect(try await names(house, acme.token, "/v1/briefs", "topic") == [])
      let last = ["brand_id": brand, "languages": "en", "platforms": "bluesky", "topic": "Winter", "variants": "1"]
      #expect(try await house.submit("/briefs", as: acme.token, last).status == 303)
      #expect(try await names(house, acme.token, "/v1/briefs", "topic") == ["Winter"])
    }
  }

  @Test("a post's card is a picture by page and by API, and words that no picture holds are refused")
  func card() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let brand = try await brand(house, acme.token)
      let brief = try await house.call(
        .post, "/v1/briefs", as: acme.token,
        body: ["brand_id": .string(brand), "topic": "Winter blend", "platforms": ["bluesky"]])
      let id = try #require(brief.json["id"]?.stringValue)
      let begun = try await house.call(
        .post, "/v1/posts/generate", as: acme.token, body: ["brief_id": .string(id), "variants": 1])
      #expect(begun.status == 202, "\(begun)")
      let post = try #require(try await names(house, acme.token, "/v1/posts", "id").first)
      let page = try await house.call(.get, "/posts/\(post)/card?style=light", as: acme.token)
      #expect(page.status == 200 && page.text.contains("contrast"), "\(page)")
      let picture = try await house.call(.get, "/v1/posts/\(post)/card?headline=Back", as: acme.token)
      #expect(picture.status == 200 && picture.text.contains("PNG"), "\(picture.status)")
      let long = String(repeating: "a", count: 201)
      #expect(try await house.call(.get, "/v1/posts/\(post)/card?headline=\(long)", as: acme.token).status == 400)
    }
  }
}
