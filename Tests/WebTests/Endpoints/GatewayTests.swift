import HTTPTypes
import Kernel
import Testing

@testable import Web

@Suite struct GatewayTests {
  @Test("errors inside show nothing of the inside, and a request id")
  func internalErrors() async throws {
    let gateway = try makeGateway()
    let reply = await gateway.call(.get, "/v1/boom")
    #expect(reply.status == .internalServerError)
    #expect(!reply.text.contains("SELECT") && !reply.text.contains("XX000"))
    #expect(reply.json["request_id"]?.stringValue?.count == 26)
  }

  @Test("a database that is away gives 503 with Retry-After, also while signing in")
  func databaseAway() async throws {
    let gateway = try makeGateway()
    for reply in [await gateway.call(.get, "/v1/gone"), await gateway.call(.get, "/v1/things", as: "away")] {
      #expect(reply.status == .serviceUnavailable)
      #expect(reply.headers[.retryAfter] == "1")
    }
  }

  @Test("an act that takes too long is given up")
  func timeLimit() async throws { #expect(try await makeGateway().call(.get, "/v1/slow").status == .gatewayTimeout) }

  @Test("no token is 401, a wrong one too, a small role 403, and all say so")
  func authentication() async throws {
    let gateway = try makeGateway()
    let nobody = await gateway.call(.get, "/v1/things", as: nil)
    #expect(nobody.status == .unauthorized)
    #expect(nobody.headers[.wwwAuthenticate] == "Bearer realm=\"starling\"")
    #expect(await gateway.call(.get, "/v1/things", as: "expired").status == .unauthorized)
    #expect(
      await gateway.call(.get, "/v1/things", as: nil, headers: [.authorization: "Basic eDp5"]).status == .unauthorized)
    #expect(await gateway.call(.post, "/v1/things", as: "vera", json: #"{"name":"a"}"#).status == .forbidden)
    #expect(await gateway.call(.post, "/v1/things", as: "bob", json: #"{"name":"a"}"#).status == .created)
  }

  @Test("an ended session does not stand in the way of signing in again")
  func endedSession() async throws {
    let gateway = try makeGateway(routes: [
      .post("/v1/auth/login", .anyone, "Sign in", tag: "Auth", body: ThingInput.self, reply: Thing.self) {
        context, body in
        Thing(name: context.caller == nil ? body.name : "known", version: 1)
      }
    ])
    let reply = await gateway.call(
      .post, "/v1/auth/login", as: nil, json: #"{"name":"a"}"#, headers: [.cookie: "starling_session=expired"])
    #expect(reply.status == .ok)
  }

  @Test("an access key does no more than its scopes")
  func scopes() async throws {
    let gateway = try makeGateway()
    #expect(await gateway.call(.get, "/v1/things", as: "narrow").status == .ok)
    #expect(await gateway.call(.post, "/v1/things", as: "narrow", json: #"{"name":"a"}"#).status == .forbidden)
  }

  @Test("one exhausted channel is refused while its neighbour stays at 200")
  func channels() async throws {
    let gateway = try makeGateway(settings: GatewaySettings(rates: RateSettings(perChannel: 3)))
    let one = ConnectorID(IDSource.system.uuid())
    let two = ConnectorID(IDSource.system.uuid())
    for _ in 0..<3 { #expect(await gateway.call(.get, "/v1/channels/\(one)").status == .ok) }
    let refused = await gateway.call(.get, "/v1/channels/\(one)")
    #expect(refused.status == .tooManyRequests)
    #expect(refused.headers[.retryAfter] != nil)
    #expect(refused.headers[.rateLimit]?.contains("\"channel\";r=0") == true)
    let neighbour = await gateway.call(.get, "/v1/channels/\(two)")
    #expect(neighbour.status == .ok)
    #expect(neighbour.headers[.rateLimitPolicy] == "\"org\";q=6000;w=60, \"key\";q=1200;w=60, \"channel\";q=3;w=60")
    #expect(await gateway.call(.get, "/v1/channels/\(one)", as: "mallory").status == .ok)
  }

  @Test("edits need If-Match; a stale one shows both texts; the right one wins and carries the new ETag")
  func ifMatch() async throws {
    let gateway = try makeGateway()
    let path = "/v1/brands/\(People.espresso)/thing"
    let read = await gateway.call(.get, path)
    #expect(read.headers[.eTag] == "\"7\"")
    #expect(await gateway.call(.get, path, headers: [.ifNoneMatch: "\"7\""]).status == .notModified)
    #expect(await gateway.call(.patch, path, json: #"{"name":"mine"}"#).status.code == 428)
    let stale = await gateway.call(.patch, path, json: #"{"name":"mine"}"#, headers: [.ifMatch: "\"6\""])
    #expect(stale.status == .preconditionFailed)
    #expect(stale.json["current"]?["name"] == "Bob's")
    #expect(stale.json["yours"]?["name"] == "mine")
    let good = await gateway.call(.patch, path, json: #"{"name":"mine"}"#, headers: [.ifMatch: "\"7\""])
    #expect(good.status == .ok)
    #expect(good.headers[.eTag] == "\"8\"")
    #expect(await gateway.call(.patch, path, json: #"{"name":"mine"}"#, headers: [.ifMatch: "7"]).status == .badRequest)
  }

  @Test("a cursor works for its own list, filters and org only")
  func cursors() async throws {
    let gateway = try makeGateway()
    let first = await gateway.call(.get, "/v1/things?state=new")
    let cursor = try #require(first.json["next"]?.stringValue)
    #expect(await gateway.call(.get, "/v1/things?state=new&cursor=\(cursor)&limit=5").status == .ok)
    for bad in [
      "/v1/things?state=old&cursor=\(cursor)", "/v1/things?cursor=\(cursor)",
      "/v1/things?state=new&cursor=\(cursor)x", "/v1/things?state=new&cursor=A\(cursor.dropFirst())",
      "/v1/things?state=new&cursor=abc",
    ] { #expect(await gateway.call(.get, bad).pointers == ["query/cursor"], "\(bad)") }
    #expect(await gateway.call(.get, "/v1/things?state=new&cursor=\(cursor)", as: "mallory").status == .badRequest)
  }

  @Test("routes that clash, and permissions that nobody holds, stop the start")
  func declarations() {
    #expect(throws: Problem.self) { try makeGateway(routes: TestRoutes.all + [TestRoutes.all[0]]) }
    #expect(throws: Problem.self) {
      try makeGateway(
        routes: [.get("/v1/x", "nobody:knows", "X", tag: "X", reply: Thing.self) { _ in Thing(name: "x", version: 1) }],
        policy: "p, viewer, *, /things, ^read$, allow")
    }
  }
}
