import Contracts
import Crypto
import Database
import Foundation
import HTTPTypes
import Kernel
import Logging
import Stores
import Synchronization

@testable import Web

/// Alice owns Acme Coffee, Bob edits one of its brands, Vera only looks. Their tokens are their names.
enum People {
  static let org = OrgID(IDSource.system.uuid())
  static let other = OrgID(IDSource.system.uuid())
  static let espresso = BrandID(IDSource.system.uuid())
  static let filter = BrandID(IDSource.system.uuid())

  static let alice = person([RoleGrant(.owner, in: .all)], org)
  static let bob = person([RoleGrant(.editor, in: .only([espresso]))], org)
  static let vera = person([RoleGrant(.viewer, in: .all)], org)
  static let mallory = person([RoleGrant(.owner, in: .all)], other)
  static let narrowKey = Principal(
    org: org, actor: .apiKey(APIKeyID(IDSource.system.uuid())), user: alice.user,
    grants: [RoleGrant(.owner, in: .all)], scopes: ["things:read"], proof: .apiKey(APIKeyID(IDSource.system.uuid())),
    version: 1, expires: .distantFuture)

  static let byToken = ["alice": alice, "bob": bob, "vera": vera, "mallory": mallory, "narrow": narrowKey]

  private static func person(_ grants: [RoleGrant], _ org: OrgID) -> Principal {
    let user = UserID(IDSource.system.uuid())
    return Principal(
      org: org, actor: .user(user), user: user, grants: grants,
      proof: .session(SessionID(IDSource.system.uuid())), version: 1, expires: .distantFuture)
  }
}

/// Knows the people by name; `expired` and everybody else are refused.
struct NameAuthenticator: Authenticator {
  func authenticate(_ credentials: Credentials, requestID: String) async throws -> Principal {
    let name =
      switch credentials {
      case .session(let value), .bearer(let value): value.reveal()
      }
    if name == "away" { throw DatabaseError.unavailable("no server") }
    guard let person = People.byToken[name] else { throw Problem(.unauthenticated, "The token is expired or wrong.") }
    return person
  }

  func renew(_ principal: Principal) async throws -> Principal { principal }
}

struct Thing: VersionedModel, Equatable {
  var name: String
  var count: Int?
  var tags: [String]?
  var brandID: BrandID?
  var version: Int

  static let schema = Schema.object(
    "Thing", .required("name", .line(1...20)), .optional("count", .integer(0...10)),
    .optional("tags", .list(.line(1...10), 0...3, unique: true)), .optional("brand_id", .id(BrandID.self)),
    .required("version", .integer(1...1_000)))
}

struct ThingInput: APIModel {
  var name: String
  var count: Int?
  var tags: [String]?
  var brandID: BrandID?

  static let schema = Schema.object(
    "ThingInput", .required("name", .line(1...20), "What it is called."), .optional("count", .integer(0...10)),
    .optional("tags", .list(.line(1...10), 0...3, unique: true)), .optional("brand_id", .id(BrandID.self)))
}

let testPolicy = """
  p, viewer, *, /:object, ^read$, allow
  g, editor, viewer, *
  p, editor, *, /things, ^(create|update)$, allow
  g, owner, editor, *
  p, owner, *, /:object, .*, allow
  """

enum TestRoutes {
  static let all: [Route] = [
    .post(
      "/v1/things", "things:create", "Make a thing", tag: "Things", body: ThingInput.self, reply: Thing.self,
      status: .created
    ) { _, body in
      Thing(name: body.name, count: body.count, tags: body.tags, brandID: body.brandID, version: 1)
    },
    .get(
      "/v1/things", "things:read", "All things", tag: "Things", reply: List<Thing>.self,
      query: [
        QueryParameter("state", .choice(["new", "old"]), "Only these."),
        QueryParameter("tag", .line(1...5), "Tags.", list: true),
      ],
      options: [.paged]
    ) { context in
      try context.list(
        Page(
          items: [Thing(name: context.parameters.string("state") ?? "any", version: 1)],
          next: Cursor(list: "things", values: ["\((context.paging.after?.values.first).flatMap { Int($0) } ?? 0 + 1)"])
        ))
    },
    .get("/v1/brands/{brand_id}/thing", "things:read", "One thing", tag: "Things", reply: Thing.self) { context in
      let brand = try context.id("brand_id", BrandID.self)
      guard try context.tenant.brands.contains(brand) else { throw Problem.notFound("brand") }
      return Thing(name: "of a brand", brandID: brand, version: 7)
    },
    .patch(
      "/v1/brands/{brand_id}/thing", "things:update", "Change it", tag: "Things", body: ThingInput.self,
      reply: Thing.self, options: [.ifMatch]
    ) { context, body in
      guard context.expectedVersion == 7 else {
        throw Problem(.stale, "Bob changed this a minute ago.", current: #"{"name":"Bob's","version":7}"#)
      }
      return Thing(name: body.name, version: 8)
    },
    .get("/v1/boom", .anyone, "Fails inside", tag: "Things", reply: Thing.self) { _ in
      throw DatabaseError.other(sqlstate: "XX000", message: "SELECT secret FROM t")
    },
    .get("/v1/gone", .anyone, "Database away", tag: "Things", reply: Thing.self) { _ in
      throw DatabaseError.unavailable("connection refused")
    },
    .get(
      "/v1/channels/{connector_id}", "things:read", "A channel", tag: "Things", reply: Thing.self,
      options: [.channel(.parameter("connector_id"))]
    ) { _ in Thing(name: "channel", version: 1) },
    .get(
      "/v1/slow", .anyone, "Too slow", tag: "Things", reply: Thing.self, options: [.timeLimit(.milliseconds(20))]
    ) { _ in
      try await TimeSource.system.sleep(.seconds(60))
      return Thing(name: "never", version: 1)
    },
    .page("/hello", .anyone) { context in
      .page(PageValue("Hello") { form("/hello", in: context) { submit("Go") } })
    },
    .page("/private", "things:read") { _ in .page(PageValue("Private") { p { "inside" } }) },
    .form("/hello", .anyone) { context in .redirect("/hello?name=\(context.form["name"] ?? "")") },
  ]
}

func makeGateway(
  routes: [Route] = TestRoutes.all, settings: GatewaySettings = GatewaySettings(), bus: (any EventBus)? = nil,
  policy: String = testPolicy, database: Database? = nil, authenticator: any Authenticator = NameAuthenticator(),
  time: TimeSource = .system
) throws -> Gateway {
  let model = try String(decoding: ResourceFolder(module: "Web").data("rbac_model.conf"), as: UTF8.self)
  return try Gateway(
    routes: routes, settings: settings,
    parts: GatewayParts(
      database: database, authenticator: authenticator, policy: try AccessPolicy(model: model, policy: policy),
      counters: MemoryCounters(), bus: bus, shell: nil, assets: try .shipped(),
      signingKey: SymmetricKey(size: .bits256), time: time,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
}

extension Gateway {
  /// In a task of its own, as a connection does it.
  func call(
    _ method: HTTPRequest.Method, _ target: String, as name: String? = "alice", json: String? = nil,
    headers: HTTPFields = [:]
  ) async -> RawReply {
    var headers = headers
    if let name { headers[.authorization] = "Bearer " + name }
    if json != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
    let inbound = InboundRequest(method, target, headers: headers, bytes: Array((json ?? "").utf8))
    return await Task { await respond(to: inbound) }.value
  }
}

extension RawReply {
  var text: String {
    guard case .bytes(let bytes) = body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  var json: JSONValue { (try? JSONParser.parse(Array(text.utf8))) ?? .null }

  var pointers: [String] {
    guard case .array(let errors)? = json["errors"] else { return [] }
    return errors.compactMap { $0["pointer"]?.stringValue }
  }
}
