import Accounts
import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing
import Web

@testable import App
@testable import Site

@Suite("Usage")
struct UsageTests {
  @Test("counts what the organisation has and did this month, of its own brands only for who is limited to some")
  func counted() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let other = try await house.org("northwind")
      _ = try await house.call(.post, "/v1/brands", as: other.token, body: ["name": "Theirs"])
      let first = try await house.call(.post, "/v1/brands", as: acme.token, body: ["name": "Coffee"])
      _ = try await house.call(.post, "/v1/brands", as: acme.token, body: ["name": "Tea"])
      let brand = try #require(first.json["id"]?.stringValue)
      let brief: JSONValue = ["brand_id": .string(brand), "topic": "A new roast", "platforms": ["mastodon"]]
      #expect(try await house.call(.post, "/v1/briefs", as: acme.token, body: brief).status == 201)
      let usage = try await house.call(.get, "/v1/usage", as: acme.token)
      #expect(usage.status == 200, "\(usage)")
      #expect(Self.figures(usage)["brands"] == 2)
      #expect(Self.figures(usage)["briefs"] == 1)
      #expect(Self.figures(usage)["people"] == 1)
      #expect(Self.figures(usage)["posts_published"] == 0)
      let id = try #require(BrandID(brand))
      let carol = try await house.person("carol@acme.example", in: acme.org, .brands([id: .viewer]))
      #expect(try await Self.figures(house.call(.get, "/v1/usage", as: carol))["brands"] == 1)
      #expect(try await house.call(.get, "/v1/slo", as: carol).status == 200)
    }
  }

  @Test(
    "a month begins on its first day, UTC",
    arguments: [
      ("2026-11-23T22:00:00Z", "2026-11-01T00:00:00Z"), ("2028-02-29T23:59:59Z", "2028-02-01T00:00:00Z"),
      ("2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z"), ("2000-03-31T12:00:00Z", "2000-03-01T00:00:00Z"),
    ])
  func months(now: String, month: String) throws {
    let style = Date.ISO8601FormatStyle()
    #expect(UsageRoutes.month(of: try style.parse(now)) == (try style.parse(month)))
  }

  private static func figures(_ answer: Answer) -> [String: Int64] {
    guard case .array(let items)? = answer.json["figures"] else { return [:] }
    return items.reduce(into: [:]) { figures, item in
      if let name = item["name"]?.stringValue, case .integer(let value)? = item["value"] { figures[name] = value }
    }
  }
}
