import Foundation
import HTTPTypes
import Kernel
import Testing

@testable import App
@testable import Web

@Suite("A table of briefs", .timeLimit(.minutes(4)))
struct BriefImportTests {
  private static let table = """
    topic,platforms,facts
    Winter blend,bluesky|mastodon,"Plum, cocoa."
    Summer blend,x,=SUM(A1)
    """

  private func topics(_ house: House, _ token: String) async throws -> [String] {
    guard case .array(let briefs)? = try await house.call(.get, "/v1/briefs", as: token).json["items"] else {
      throw Problem(.internal, "There is no list.")
    }
    return briefs.compactMap { $0["topic"]?.stringValue }.sorted()
  }

  private func brand(_ house: House, _ token: String) async throws -> String {
    let made = try await house.call(.post, "/v1/brands", as: token, body: ["name": "Acme Coffee", "zone": "UTC"])
    return try #require(made.json["id"]?.stringValue, "\(made)")
  }

  @Test("is made by one call, and once when the call is repeated")
  func call() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let body: JSONValue = ["brand_id": .string(try await brand(house, acme.token)), "csv": .string(Self.table)]
      let first = try await house.call(.post, "/v1/briefs/batch", as: acme.token, body: body, key: "k1")
      let again = try await house.call(.post, "/v1/briefs/batch", as: acme.token, body: body, key: "k1")
      #expect(first.status == 201 && again.status == 201 && first.text == again.text, "\(first)")
      #expect(try await topics(house, acme.token) == ["Summer blend", "Winter blend"])
    }
  }

  @Test("with one bad entry makes nothing, and says which")
  func refused() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let brand = try await brand(house, acme.token)
      let bodies: [(JSONValue, String)] = [
        (["brand_id": .string(brand), "csv": .string(Self.table + "\n,x,")], "Line 4, topic: "),
        (["brand_id": .string(brand), "csv": .string(Self.table + "\nSpring,myspace,")], "Line 4, platforms 1: "),
        (
          ["brand_id": .string(brand), "briefs": [["topic": "Spring", "platforms": ["x"], "link": "nowhere"]]],
          "/briefs/0/link"
        ),
        (["brand_id": .string(brand)], "Give a list of briefs"),
      ]
      for (body, words) in bodies {
        let answer = try await house.call(.post, "/v1/briefs/batch", as: acme.token, body: body)
        #expect(answer.status == 400 && answer.text.contains(words), "\(words): \(answer)")
      }
      #expect(try await topics(house, acme.token) == [])
    }
  }

  @Test("is shown before it is made, and only then made")
  func pages() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let brand = try await brand(house, acme.token)
      let empty = try await house.call(.get, "/briefs/import", as: acme.token)
      #expect(empty.status == 200 && empty.text.contains("Check the table") && !empty.text.contains("Make "))
      let fields = ["brand_id": brand, "csv": Self.table]
      let seen = try await house.submit("/briefs/import/check", as: acme.token, fields)
      #expect(seen.status == 200 && seen.text.contains("Make 2 briefs") && seen.text.contains("for 3 posts"), "\(seen)")
      #expect(try await topics(house, acme.token) == [])
      #expect(try await house.submit("/briefs/import", as: acme.token, fields).status == 303)
      #expect(try await topics(house, acme.token) == ["Summer blend", "Winter blend"])
    }
  }

  @Test("that cannot be read is shown again with its faults by line, on both buttons")
  func faults() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let brand = try await brand(house, acme.token)
      for path in ["/briefs/import/check", "/briefs/import"] {
        let bad = ["brand_id": brand, "csv": Self.table + "\n,x,\n<b>,y,"]
        let page = try await house.submit(path, as: acme.token, bad)
        #expect(page.status == 422 && page.text.contains("Line 4, topic: ") && page.text.contains("Summer blend"))
        #expect(!page.text.contains("<b>") && !page.text.contains("Make "))
      }
      #expect(try await topics(house, acme.token) == [])
    }
  }
}
