import Accounts
import Database
import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

@testable import App
@testable import Web

/// `Idempotency-Key` on the program's own routes; how it works in general is WebTests' matter.
@Suite("A call that is repeated with its key", .timeLimit(.minutes(8)))
struct RepeatedCallTests {
  /// Calls that keep their reply after the effect, or are refused before the key is taken; each with the reason.
  private static let withoutTheLock = [
    "POST /v1/auth/login": "opens a session in the org that is entered",
    "POST /v1/auth/refresh": "trades a token in the org of its session",
    "POST /v1/invitations/accept": "joins the org that invites",
    "POST /v1/me/password": "is refused before, without the right password",
  ]

  private static let bodies: [String: JSONValue] = [
    "PATCH /v1/members/{member_id}": ["access": ["role": "viewer"]],
    "POST /v1/invitations": ["mail": "dora@acme.example", "access": ["role": "viewer"]],
    "POST /v1/access-keys": ["name": "ci", "scopes": ["posts:read"]],
    "PUT /v1/notifications/choices": ["choices": []],
  ]

  @Test("finds the key taken while the first call runs, whatever the route of people, reports and operations")
  func taken() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      var asked = 0
      for route in house.app.routes {
        let place = "\(route.method.rawValue) \(route.path)"
        guard !route.method.isSafe, route.isOfAccounts, Self.withoutTheLock[place] == nil else { continue }
        let target = AbsentPath.of(route.path)
        let answer = try await Self.whileRunning("\(route.method.rawValue) \(target)", acme, house) {
          try await house.call(
            route.method, target, as: acme.token, body: Self.bodies[place] ?? route.body.map(SampleBody.make),
            key: "k1")
        }
        #expect(answer.json["type"] == "urn:starling:problem:in-progress", "\(place): \(answer)")
        asked += 1
      }
      #expect(asked >= 12)
    }
  }

  /// Holds the key as a call of the org's owner would.
  private static func whileRunning(
    _ route: String, _ acme: (org: OrgID, token: String), _ house: House, _ body: () async throws -> Answer
  ) async throws -> Answer {
    let me = try await house.call(.get, "/v1/me", as: acme.token).json["id"]?.stringValue
    let user = try #require(me.flatMap { UserID($0) })
    let place = IdempotencyPlace(org: acme.org, principal: Actor.user(user).label, route: route, key: "k1")
    let tenant = TenantContext(org: acme.org, brands: .all, actor: .user(user))
    return try await house.database.app.transaction(as: tenant) { tx in
      #expect(try await tx.first(IdempotencyStatements.lock, place) == true)
      return try await body()
    }
  }

  @Test("gets the first reply byte for byte with its headers, and has one effect")
  func replayed() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      _ = try await house.person("bob@acme.example", in: acme.org, .everywhere(.editor))
      let members = try await house.call(.get, "/v1/members", as: acme.token).json["items"]?.items ?? []
      let bob = try #require(members.first { $0["mail"] == "bob@acme.example" }?["id"]?.stringValue)
      let calls: [(HTTPRequest.Method, String, JSONValue)] = [
        (.patch, "/v1/members/\(bob)", ["access": ["role": "reviewer"]]),
        (.patch, "/v1/me", ["name": "Alice Adams"]),
        (.post, "/v1/reports", ["from": "2026-11-01T00:00:00Z", "to": "2026-11-02T00:00:00Z"]),
        (.put, "/v1/notifications/choices", ["choices": []]),
      ]
      for (method, path, body) in calls {
        let first = try await house.call(method, path, as: acme.token, body: body, key: "k1")
        let second = try await house.call(method, path, as: acme.token, body: body, key: "k1")
        #expect((200...299).contains(first.status), "\(path): \(first)")
        #expect(first.text == second.text, "\(path)")
        #expect(first.etag == second.etag, "\(path)")
        #expect(second.isReplayed && !first.isReplayed, "\(path): \(second)")
      }
      let counts = try await house.database.asSuperuser {
        try await $0.rows("SELECT (SELECT count(*) FROM reports), (SELECT version FROM memberships WHERE version > 1)")
      }
      #expect(counts == [["1", "2"]])
    }
  }

  @Test("shows no secret twice, and makes one key")
  func secret() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let body: JSONValue = ["name": "ci", "scopes": ["posts:read"]]
      let first = try await house.call(.post, "/v1/access-keys", as: acme.token, body: body, key: "k1")
      let second = try await house.call(.post, "/v1/access-keys", as: acme.token, body: body, key: "k1")
      #expect(first.status == 201 && second.status == 409, "\(second)")
      let keys = try await house.call(.get, "/v1/access-keys", as: acme.token).json["items"]?.items
      #expect(keys?.count == 1)
    }
  }

  @Test("that is removed a member is told so again, and their access keys stay dead when they come back")
  func removed() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let bob = try await house.person("bob@acme.example", in: acme.org, .everywhere(.editor))
      let made = try await house.call(
        .post, "/v1/access-keys", as: bob, body: ["name": "ci", "scopes": ["members:read"]])
      let key = try #require(made.json["key"]?.stringValue)
      #expect(try await house.call(.get, "/v1/members", as: key).status == 200)
      let members = try await house.call(.get, "/v1/members", as: acme.token).json["items"]?.items ?? []
      let member = try #require(members.first { $0["mail"] == "bob@acme.example" }?["id"]?.stringValue)
      for _ in 0..<2 {
        #expect(try await house.call(.delete, "/v1/members/\(member)", as: acme.token, key: "k1").status == 204)
      }
      #expect(try await house.call(.get, "/v1/members", as: key).status == 401)
      let invited = try await house.call(
        .post, "/v1/invitations", as: acme.token, body: ["mail": "bob@acme.example", "access": ["role": "editor"]])
      let code = try #require(invited.json["link"]?.stringValue?.split(separator: "#").last)
      let joined = try await house.call(
        .post, "/v1/invitations/accept", as: nil,
        body: ["token": .string(String(code)), "password": .string(House.password.reveal())])
      #expect(joined.status == 200, "\(joined)")
      #expect(try await house.call(.get, "/v1/members", as: key).status == 401)
      #expect(try await house.call(.get, "/v1/members", as: try await house.signIn("bob@acme.example")).status == 200)
    }
  }
}

extension Route {
  fileprivate var body: Schema? { if case .endpoint(let endpoint) = self { endpoint.description.body } else { nil } }

  /// Publishing's and Studio's calls have tests of their own.
  fileprivate var isOfAccounts: Bool {
    guard case .endpoint(let endpoint) = self else { return false }
    return [
      "Sessions", "People", "Access keys", "Notifications", "Insights", "Operations", "Audit",
    ].contains(endpoint.description.tag)
  }
}

extension JSONValue {
  fileprivate var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
}

extension Answer {
  fileprivate var etag: String? { headers.first { $0.lowercased().hasPrefix("etag") } }
  fileprivate var isReplayed: Bool { headers.contains { $0.lowercased().hasPrefix("idempotent-replayed") } }
}
