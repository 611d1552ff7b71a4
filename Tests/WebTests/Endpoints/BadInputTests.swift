import HTTPTypes
import Kernel
import Testing

@testable import Web

@Suite struct BadInputTests {
  @Test("all faults of a body come at once, each with its JSON pointer")
  func allAtOnce() async throws {
    let reply = try await makeGateway().call(
      .post, "/v1/things",
      json: #"{"name": "", "count": 11, "tags": ["a", 5, "a"], "brand_id": "brand_x", "colour": 1, "a/b~": 0}"#)
    #expect(reply.status == .badRequest)
    #expect(Set(reply.pointers) == ["/name", "/count", "/tags/1", "/tags/2", "/brand_id", "/colour", "/a~1b~0"])
    #expect(reply.headers[.contentType] == "application/problem+json; charset=utf-8")
    #expect(reply.json["type"] == "urn:starling:problem:invalid")
    #expect(reply.json["request_id"]?.stringValue == reply.headers[.xRequestID])
  }

  @Test(
    "each bad text is refused where it stands",
    arguments: [
      #""""#, #""   ""#, #""a\u0000b""#, #""a\u001bb""#, #""a\nb""#, #""a\u2028b""#, #""a\u0085b""#,
      #""123456789012345678901""#, "5", "null", "[]", "{}", "true",
    ])
  func badTexts(_ value: String) async throws {
    let reply = try await makeGateway().call(.post, "/v1/things", json: "{\"name\": \(value)}")
    #expect(reply.status == .badRequest)
    #expect(reply.pointers == ["/name"])
  }

  @Test("texts are kept in NFC, so that equal words are equal bytes")
  func normalised() async throws {
    let reply = try await makeGateway().call(.post, "/v1/things", json: #"{"name": "Cafe\u0301"}"#)
    #expect(reply.status == .created)
    #expect(reply.json["name"]?.stringValue?.utf8.elementsEqual("Caf\u{E9}".utf8) == true)
  }

  @Test("another media type, another charset and no JSON are told apart")
  func mediaTypes() async throws {
    let gateway = try makeGateway()
    let form = await gateway.call(.post, "/v1/things", json: "name=a", headers: [.contentType: "text/plain"])
    #expect(form.status == .unsupportedMediaType)
    let latin = await gateway.call(
      .post, "/v1/things", json: "{}", headers: [.contentType: "application/json; charset=iso-8859-1"])
    #expect(latin.status == .unsupportedMediaType)
    #expect(await gateway.call(.post, "/v1/things", json: "{").status == .badRequest)
    #expect(await gateway.call(.post, "/v1/things", json: "").status == .badRequest)
    #expect(await gateway.call(.get, "/v1/things", headers: [.accept: "image/png"]).status == .notAcceptable)
    #expect(await gateway.call(.get, "/v1/things", headers: [.accept: "application/json;q=0"]).status == .notAcceptable)
    #expect(await gateway.call(.get, "/v1/things", headers: [.accept: "text/html, */*;q=0.1"]).status == .ok)
  }

  @Test("ten megabytes are refused without being read")
  func tooLarge() async throws {
    let gateway = try makeGateway()
    let reply = await gateway.respond(
      to: InboundRequest(
        .post, "/v1/things", headers: [.authorization: "Bearer alice", .contentType: "application/json"],
        bytes: [UInt8](repeating: 0x20, count: 10 << 20)))
    #expect(reply.status == .contentTooLarge)
  }

  @Test("unknown, repeated and malformed query parameters are refused")
  func query() async throws {
    let gateway = try makeGateway()
    #expect(await gateway.call(.get, "/v1/things?stat=new").pointers == ["query/stat"])
    #expect(await gateway.call(.get, "/v1/things?state=new&state=old").pointers == ["query/state"])
    #expect(await gateway.call(.get, "/v1/things?state=odd&limit=0").pointers == ["query/state", "query/limit"])
    #expect(await gateway.call(.get, "/v1/things?state=%zz").status == .badRequest)
    #expect(await gateway.call(.get, "/v1/things?state=%00").status == .badRequest)
    #expect(await gateway.call(.get, "/v1/things?tag=a,b&tag=c").status == .ok)
  }

  @Test("an id of another kind, a broken one and another brand's answer the same")
  func ids() async throws {
    let gateway = try makeGateway()
    let absent = BrandID(IDSource.system.uuid())
    for id in ["brand_x", "post_01h455vb4pex5vsknk084sn02q", "..%2f..", "\(absent)"] {
      let reply = await gateway.call(.get, "/v1/brands/\(id)/thing", as: "bob")
      #expect(reply.status == .notFound, "\(id)")
    }
    #expect(await gateway.call(.get, "/v1/brands/\(People.filter)/thing", as: "bob").status == .notFound)
    #expect(await gateway.call(.get, "/v1/brands/\(People.espresso)/thing", as: "bob").status == .ok)
  }

  @Test("a wrong method names the right ones; HEAD and OPTIONS work; nothing answers 404")
  func methods() async throws {
    let gateway = try makeGateway()
    let reply = await gateway.call(.delete, "/v1/things")
    #expect(reply.status == .methodNotAllowed)
    #expect(reply.headers[.allow] == "GET, HEAD, POST")
    #expect(await gateway.call(.head, "/v1/things").status == .ok)
    #expect(await gateway.call(.options, "/v1/things").status == .noContent)
    #expect(await gateway.call(.get, "/v1/nothing").status == .notFound)
    #expect(await gateway.call(.get, "/v1/things/").status == .notFound)
  }

  @Test("a body where none belongs is refused")
  func unexpectedBody() async throws {
    let gateway = try makeGateway(routes: [
      .delete("/v1/things", "things:update", "Delete", tag: "Things") { _ in }
    ])
    #expect(await gateway.call(.delete, "/v1/things", json: "{}").status == .badRequest)
    #expect(await gateway.call(.delete, "/v1/things").status == .noContent)
  }
}
