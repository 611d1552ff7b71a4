import Accounts
import Database
import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

@testable import App
@testable import Web

@Suite("A call of publishing that is made again", .timeLimit(.minutes(4)))
struct PublishTwiceTests {
  @Test("two publish calls with one key, at once and one after the other, make one post")
  func publish() async throws {
    try await Counter.with { counter in
      let target = "/v1/posts/\(counter.post)/publish"
      async let first = counter.call(.post, target, key: "k1", body: counter.account)
      async let second = counter.call(.post, target, key: "k1", body: counter.account)
      let statuses = try await [first.status, second.status].sorted()
      #expect(statuses == [202, 202] || statuses == [202, 409])
      #expect(try await counter.count("publications") == 1)
      try await counter.run(
        """
        UPDATE publications SET state = 'published', external_id = 'x', published_at = now(), payload = '',
          client_token = 't'
        """)
      let again = try await counter.call(.post, target, key: "k1", body: counter.account)
      #expect(again.status == 202)
      #expect(again.json["state"]?.stringValue == "planned")
      #expect(again.headers.contains { $0.lowercased().hasPrefix("etag") })
      #expect(try await counter.count("publications") == 1)
      let other = try await counter.call(
        .post, target, key: "k1", body: ["connector_id": .string(IDSource.system.new(ConnectorID.self).description)])
      #expect(other.status == 422)
    }
  }

  @Test("ten at once make one post, and each of them says so or asks to wait")
  func storm() async throws {
    try await Counter.with { counter in
      let target = "/v1/posts/\(counter.post)/publish"
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<10 {
          group.addTask { try await counter.call(.post, target, key: "k1", body: counter.account).status }
        }
        return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
      }
      #expect(statuses.isSubset(of: [202, 409]) && statuses.contains(202))
      #expect(try await counter.count("publications") == 1)
    }
  }

  @Test("a reply that cannot be kept takes the post with it: the next call makes the one post")
  func crash() async throws {
    try await Counter.with { counter in
      let target = "/v1/posts/\(counter.post)/publish"
      try await counter.breakReplies()
      #expect(try await counter.call(.post, target, key: "k1", body: counter.account).status >= 500)
      #expect(try await counter.count("publications") == 0)
      try await counter.mendReplies()
      #expect(try await counter.call(.post, target, key: "k1", body: counter.account).status == 202)
      #expect(try await counter.count("publications") == 1)
    }
  }

  @Test("every act keeps its reply with its effect and answers the same again", arguments: Act.all)
  func acts(_ act: Act) async throws {
    try await Counter.with { counter in
      let publication = try await counter.publication(act.state)
      let target = act.target.replacing("{post}", with: counter.post).replacing("{publication}", with: publication)
        .replacing("{brand}", with: counter.brand).replacing("{connector}", with: counter.connector)
      if let sql = act.before { try await counter.run(sql) }
      let body = act.takesAccount ? counter.withAccount(act.body) : act.body
      let before = try await counter.everything()
      try await counter.breakReplies()
      #expect(try await counter.call(act.method, target, key: "k", body: body).status >= 500, "\(act)")
      #expect(try await counter.everything() == before, "\(act)")
      try await counter.mendReplies()
      let first = try await counter.call(act.method, target, key: "k", body: body)
      #expect((200..<300).contains(first.status), "\(act): \(first)")
      let after = try await counter.everything()
      #expect(after != before, "\(act)")
      let second = try await counter.call(act.method, target, key: "k", body: body)
      #expect(second.status == first.status && second.text == first.text, "\(act)")
      #expect(try await counter.everything() == after, "\(act)")
    }
  }
}

@Suite("Pages of publishing", .timeLimit(.minutes(4)))
struct PublishingPageTests {
  @Test("the organisation's stop is on the page of each brand, with a button for whoever answers for all of them")
  func stop() async throws {
    try await Counter.with { counter in
      let brand = try #require(BrandID(counter.brand))
      let carol = try await counter.house.person("carol@acme.example", in: counter.tenant.org, .brands([brand: .admin]))
      #expect(try await counter.house.call(.post, "/v1/publishing/stop", as: carol).status == 403)
      #expect(try await counter.count("publishing_stops") == 0)
      #expect(try await counter.house.call(.post, "/v1/publishing/stop", as: counter.token).status == 200)
      let owners = try await counter.house.call(.get, "/schedule", as: counter.token)
      #expect(owners.text.contains("Publishing is stopped for all brands."))
      #expect(owners.text.contains("Resume publishing"))
      let carols = try await counter.house.call(.get, "/schedule", as: carol)
      #expect(carols.text.contains("Publishing is stopped for all brands."))
      #expect(!carols.text.contains("Resume publishing"))
      #expect(try await counter.house.call(.post, "/v1/publishing/resume", as: carol).status == 403)
      #expect(try await counter.house.call(.post, "/v1/publishing/resume", as: counter.token).status == 200)
      #expect(try await !counter.house.call(.get, "/schedule", as: counter.token).text.contains("is stopped"))
    }
  }

  @Test("a publication of an account that was removed stays to be seen")
  func removed() async throws {
    try await Counter.with { counter in
      let publication = try await counter.publication("needs_human")
      _ = try await counter.call(.delete, "/v1/connectors/\(counter.connector)", key: "k")
      let page = try await counter.house.call(.get, "/publications/\(publication)", as: counter.token)
      #expect(page.status == 200)
      #expect(page.text.contains("@acme.example (removed here)"))
    }
  }
}

/// One mutating call of publishing that needs no platform.
struct Act: Sendable, CustomTestStringConvertible {
  var method = HTTPRequest.Method.post
  var target: String
  var body: JSONValue?
  var takesAccount = false
  /// The state of the publication that it is about; nil for none.
  var state: String?
  var before: String?

  var testDescription: String { "\(method) \(target)" }

  private static let nextYear = "\(Calendar(identifier: .gregorian).component(.year, from: Date()) + 1)-01-15T09:00"
  private static let stopped = """
    INSERT INTO publishing_stops (org_id, id, scope, reason, stopped_at, stopped_by)
    SELECT id, gen_random_uuid(), 'org', 'person', now(), 'test' FROM orgs
    """

  static let all = [
    Act(target: "/v1/posts/{post}/schedule", body: ["at": .string(nextYear), "zone": "UTC"], takesAccount: true),
    Act(target: "/v1/posts/{post}/publish", takesAccount: true),
    Act(
      target: "/v1/publications/{publication}/reschedule", body: ["at": .string(nextYear), "zone": "UTC"],
      state: "planned"),
    Act(target: "/v1/publications/{publication}/cancel", state: "planned"),
    Act(target: "/v1/publications/{publication}/decide", body: ["decision": "not_out"], state: "needs_human"),
    Act(target: "/v1/publications/{publication}/decide", body: ["decision": "leave"], state: "needs_human"),
    Act(target: "/v1/publishing/stop"), Act(target: "/v1/brands/{brand}/publishing/stop"),
    Act(target: "/v1/connectors/{connector}/stop"), Act(target: "/v1/publishing/resume", before: stopped),
    Act(target: "/v1/connectors/{connector}/disable"),
    Act(target: "/v1/connectors/{connector}/enable", before: "UPDATE connectors SET disabled_at = now()"),
    Act(method: .delete, target: "/v1/connectors/{connector}", state: "planned"),
  ]
}

/// A house with one live brand, one account and one post that is ready.
private struct Counter: Sendable {
  let house: House
  let tenant: TenantContext
  let token: String
  let brand: String
  let connector: String
  let post: String

  var account: JSONValue { withAccount(nil) }

  func withAccount(_ body: JSONValue?) -> JSONValue {
    let account = JSONMember("connector_id", .string(connector))
    guard case .object(let members)? = body else { return .object([account]) }
    return .object(members + [account])
  }

  static func with(_ body: (Counter) async throws -> Void) async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let tenant = TenantContext(org: acme.org, brands: .all, actor: .system("test"))
      let made = try await house.call(.post, "/v1/brands", as: acme.token, body: ["name": "Acme Coffee"])
      let brand = try #require(made.json["id"]?.stringValue.flatMap { BrandID($0) }, "\(made)")
      let posts = try await house.database.makePosts(tenant, brand, platform: "bluesky", ["Fresh beans today"])
      let connector = IDSource.system.new(ConnectorID.self)
      let counter = Counter(
        house: house, tenant: tenant, token: acme.token, brand: brand.description, connector: connector.description,
        post: posts[0].description)
      try await counter.run(
        """
        UPDATE brands SET mode = 'live';
        INSERT INTO connectors (org_id, id, brand_id, platform, account_key, account, settlement, limits, software,
          rehearsal, state, credential, checked_at, connected_at, connected_by)
        VALUES ('\(acme.org.uuid)', '\(connector.uuid)', '\(brand.uuid)', 'bluesky', 'bluesky:did:plc:acme',
          '{"id": "did:plc:acme", "handle": "@acme.example", "displayName": "Acme", "url": "https://bsky.app",
            "baseURL": "https://pds.example"}', 'I', '{}', 'bluesky', false, 'connected', '', now(), now(), 'test')
        """)
      try await body(counter)
    }
  }

  func call(
    _ method: HTTPRequest.Method, _ target: String, key: String, body: JSONValue? = nil
  ) async throws -> Answer {
    var headers: HTTPFields = [.authorization: "Bearer " + token, .ifMatch: "*"]
    headers[HTTPField.Name("Idempotency-Key")!] = key
    if body != nil { headers[.contentType] = "application/json" }
    let bytes = body.map { JSONBytes.encode($0) } ?? []
    return Answer(
      await house.app.web.gateway.answer(InboundRequest(method, target, headers: headers, bytes: bytes)))
  }

  func run(_ sql: String) async throws {
    try await house.database.asSuperuser { connection in _ = try await connection.run(sql) }
  }

  func count(_ table: String) async throws -> Int {
    let rows = try await house.database.asSuperuser { try await $0.rows("SELECT count(*) FROM \(table)") }
    return rows.first?[0].flatMap { Int($0) } ?? -1
  }

  /// What calls of publishing change, as text.
  func everything() async throws -> [String] {
    try await house.database.asSuperuser { connection in
      var found: [String] = []
      for table in ["publications", "publishing_stops", "connectors", "publish_attempts", "audit_log"] {
        found += try await connection.rows("SELECT row_to_json(t)::text FROM \(table) t ORDER BY 1").map { $0[0] ?? "" }
      }
      return found
    }
  }

  /// A publication in a state, or an id of nothing where the act needs none.
  func publication(_ state: String?) async throws -> String {
    let id = IDSource.system.new(PublicationID.self)
    guard let state else { return id.description }
    try await run(
      """
      INSERT INTO publications (org_id, id, brand_id, post_id, connector_id, account_key, platform, occurrence, state,
        state_since, scheduled_at, wall_time, zone, zone_reading, late_seconds, next_at, created_at, created_by)
      SELECT p.org_id, '\(id.uuid)', p.brand_id, p.id, c.id, c.account_key, 'bluesky', 1, '\(state)', now(),
        now() + interval '1 hour', '2030-01-01T09:00:00', 'UTC', 'exact', 3600, now(), now(), 'test'
      FROM posts p, connectors c
      """)
    return id.description
  }

  func breakReplies() async throws {
    try await run(
      """
      CREATE FUNCTION no_replies() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'power cut'; END $$;
      CREATE TRIGGER no_replies BEFORE INSERT ON idempotency_keys FOR EACH ROW EXECUTE FUNCTION no_replies()
      """)
  }

  func mendReplies() async throws {
    try await run("DROP TRIGGER no_replies ON idempotency_keys; DROP FUNCTION no_replies()")
  }
}
