import Accounts
import Database
import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

@testable import App
@testable import Web

@Suite("What belongs to somebody else", .timeLimit(.minutes(8)))
struct ForeignThingTests {
  /// The table behind each id in a path. `go` and files are not ids of things.
  private static let tables = [
    "brand_id": "brands", "voice_id": "voice_models", "campaign_id": "campaigns", "brief_id": "briefs",
    "post_id": "posts", "variant_id": "variants", "connector_id": "connectors", "publication_id": "publications",
    "operation_id": "operations", "report_id": "reports", "member_id": "memberships", "invite_id": "invitations",
    "key_id": "api_keys", "provider_id": "model_providers", "call_id": "model_calls",
    "comment_id": "comments", "template_id": "post_templates",
  ]

  private static let nextMonth = String(
    (TimeSource.system.now() + 30 * 86_400).formatted(.iso8601.year().month().day()) + "T09:00")

  /// Bodies for calls whose smallest one is refused before anything is looked for.
  private static let bodies: [String: JSONValue] = [
    "PATCH /v1/members/{member_id}": ["access": ["role": "viewer"]],
    "POST /v1/brands/{brand_id}/voice/train": [
      "examples": .array((1...12).map { .string("Post number \($0) about coffee, with some words in it.") })
    ],
    "POST /v1/posts/{post_id}/schedule": [
      "connector_id": .string(SampleBody.id("connector")), "at": .string(nextMonth), "zone": "Europe/Berlin",
    ],
    "POST /v1/publications/{publication_id}/reschedule": ["at": .string(nextMonth), "zone": "Europe/Berlin"],
    "POST /v1/publications/{publication_id}/decide": ["decision": "leave"],
    "POST /v1/variants/{variant_id}/rewrite": ["preset": "shorter"],
  ]

  /// What is said there does not depend on the id at all.
  private static let saidBefore: Set = [
    "POST /v1/variants/{variant_id}/translate",  // no model is connected
    "GET /v1/reports/{report_id}/file",  // the link's own signature opens it
  ]

  @Test("another organisation's ids answer, byte for byte, as ids of nothing do")
  func otherOrg() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let northwind = try await house.org("northwind")
      let things = try await Self.things(house, ["org_id": northwind.org.uuid.uuidString])
      #expect(try await Self.compare(house, acme.token, things, Set(Self.tables.keys)) > 40)
      #expect(try await Self.seen(house, northwind.token, things) > 15)
    }
  }

  @Test("another brand's ids answer so too, for somebody who is limited to a brand")
  func otherBrand() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let mine = try await Self.brand(house, acme.token, "Acme Coffee")
      let other = try await Self.brand(house, acme.token, "Acme Tea")
      let carol = try await house.person("carol@acme.example", in: acme.org, .brands([mine: .admin]))
      let things = try await Self.things(
        house, ["org_id": acme.org.uuid.uuidString, "brand_id": other.uuid.uuidString],
        known: ["brand_id": other.description])
      #expect(try await Self.compare(house, carol, things, Set(Self.tables.keys)) > 35)
      #expect(try await Self.seen(house, acme.token, things) > 15)
    }
  }

  /// Asks every route with such ids twice, and returns how many there were.
  private static func compare(
    _ house: House, _ token: String, _ things: [String: String], _ names: Set<String>
  ) async throws -> Int {
    var compared = 0
    for route in house.app.routes {
      let used = Set(
        RouteTable.segments(route.path).filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) })
      guard !used.isEmpty, used.isSubset(of: names) else {
        let isOther =
          used.isEmpty || !used.isDisjoint(with: Set(tables.keys)) || ["file", "resource"].contains(used.first)
        #expect(isOther, "\(route.path) has an id that this test knows no table for")
        continue
      }
      var ids: [String] = []
      let absent = AbsentPath.of(route.path)
      let foreign = AbsentPath.filled(route.path) { name in
        ids.append(things[name] ?? "")
        return things[name]
      }
      let place = "\(route.method.rawValue) \(route.path)"
      let body: JSONValue? = bodies[place] ?? route.body.map(SampleBody.make)
      let nothing = try await house.call(route.method, absent, as: token, body: body)
      let theirs = try await house.call(route.method, foreign, as: token, body: body)
      let absentIDs = absent.split(separator: "/").map(String.init).filter { $0.contains("_") && $0.count > 27 }
      #expect(nothing.without(absentIDs) == theirs.without(ids), "\(place)")
      // A form without its fields may be refused for that; a call has a good body, so only the id is wrong.
      if !route.isPage || route.method == .get, !saidBefore.contains(place) {
        #expect(nothing.status == 404, "\(place): \(nothing)")
      }
      compared += 1
    }
    return compared
  }

  /// How many reads the things' own people are not told "not found" for: the ids are real ones.
  private static func seen(_ house: House, _ token: String, _ things: [String: String]) async throws -> Int {
    var seen = 0
    for route in house.app.routes where route.method == .get && route.path.contains("{") {
      let answer = try await house.call(.get, AbsentPath.filled(route.path) { things[$0] }, as: token)
      if answer.status != 404 { seen += 1 }
    }
    return seen
  }

  private static func brand(_ house: House, _ token: String, _ name: String) async throws -> BrandID {
    let reply = try await house.call(.post, "/v1/brands", as: token, body: ["name": .string(name)])
    return try #require(reply.json["id"]?.stringValue.flatMap { BrandID($0) }, "\(reply)")
  }

  /// A row in each table, and its id as paths carry it.
  private static func things(
    _ house: House, _ fixed: RowFactory.Row, known: [String: String] = [:]
  ) async throws -> [String: String] {
    try await house.database.asSuperuser { connection in
      let factory = RowFactory(connection, samples: RowSamples.all)
      var things = known
      for (name, table) in tables where things[name] == nil {
        let row = try await factory.insert(table, fixed: fixed)
        let uuid = try #require((row["id"] ?? nil).flatMap { UUID(uuidString: $0) }, "\(table) has no id")
        guard case .string(let rules) = PathParameters.schema(name).shape, case .id(let prefix) = rules.form else {
          continue
        }
        things[name] = prefix + "_" + Base32.encode(uuid)
      }
      return things
    }
  }
}

extension Route {
  fileprivate var body: Schema? { if case .endpoint(let endpoint) = self { endpoint.description.body } else { nil } }
}
