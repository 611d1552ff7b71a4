import HTTPTypes
import Kernel
import Testing

@testable import Web

@Suite struct PageSecurityTests {
  private func post(_ gateway: Gateway, _ body: String, _ headers: HTTPFields) async -> RawReply {
    var headers = headers
    headers[.contentType] = "application/x-www-form-urlencoded"
    return await gateway.respond(to: InboundRequest(.post, "/hello", headers: headers, bytes: Array(body.utf8)))
  }

  @Test("a form works with the page's token and cookie, from our origin only")
  func csrf() async throws {
    let gateway = try makeGateway()
    let page = await gateway.call(.get, "/hello", as: nil)
    let cookie = try #require(page.headers[.setCookie]?.split(separator: ";").first.map(String.init))
    let token = try #require(page.text.firstMatch(of: /name="csrf_token" value="([^"]+)"/)?.1)
    let good = await post(gateway, "csrf_token=\(token)&name=a%26b", [.cookie: cookie, .origin: "http://localhost"])
    #expect(good.status == .seeOther)
    #expect(good.headers[.location] == "/hello?name=a%26b")
    let refused: [(String, HTTPFields)] = [
      ("name=a", [.cookie: cookie]),
      ("csrf_token=\(token)", [:]),
      ("csrf_token=\(token)", [.cookie: cookie + "x"]),
      ("csrf_token=\(token)x", [.cookie: cookie]),
      ("csrf_token=\(token)", [.cookie: cookie, .origin: "https://evil.example"]),
      ("csrf_token=\(token)", [.cookie: cookie, HTTPField.Name("Sec-Fetch-Site")!: "cross-site"]),
    ]
    for (body, headers) in refused { #expect(await post(gateway, body, headers).status == .forbidden, "\(headers)") }
  }

  @Test("an API call with the session cookie needs the token too, one with a bearer token does not")
  func cookieCalls() async throws {
    let gateway = try makeGateway()
    let cookie: HTTPFields = [.cookie: "starling_session=alice"]
    let bare = await gateway.call(.post, "/v1/things", as: nil, json: #"{"name":"a"}"#, headers: cookie)
    #expect(bare.status == .forbidden)
    var headers = cookie
    headers[.xCSRFToken] = gateway.csrf.token(for: "alice")
    #expect(
      await gateway.call(.post, "/v1/things", as: nil, json: #"{"name":"a"}"#, headers: headers).status == .created)
    #expect(await gateway.call(.get, "/v1/things", as: nil, headers: cookie).status == .ok)
  }

  @Test("a page for the signed-in sends others to sign in and back")
  func signIn() async throws {
    let reply = try await makeGateway().call(.get, "/private", as: nil)
    #expect(reply.status == .seeOther)
    #expect(reply.headers[.location] == "/sign-in?next=%2Fprivate")
  }

  @Test("pages carry a fresh nonce and no way to load or frame anything foreign")
  func headers() async throws {
    let gateway = try makeGateway()
    let one = await gateway.call(.get, "/hello", as: nil)
    let two = await gateway.call(.get, "/hello", as: nil)
    let policy = try #require(one.headers[.contentSecurityPolicy])
    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(policy != two.headers[.contentSecurityPolicy])
    #expect(one.headers[.xContentTypeOptions] == "nosniff")
    #expect(one.headers[.strictTransportSecurity] == nil)
  }

  @Test("Secure, __Host- and HSTS come with an https base URL, and only then")
  func https() async throws {
    let gateway = try makeGateway(settings: GatewaySettings(baseURL: "https://starling.example"))
    let page = await gateway.call(.get, "/hello", as: nil)
    #expect(page.headers[.strictTransportSecurity] != nil)
    let cookie = try #require(page.headers[.setCookie])
    #expect(cookie.hasPrefix("__Host-starling_csrf=") && cookie.hasSuffix("; Secure"))
    #expect(cookie.contains("HttpOnly; SameSite=Lax"))
  }

  @Test("forwarded headers count behind a trusted proxy only")
  func proxies() {
    let settings = GatewaySettings(trustedProxies: [AddressRange("10.0.0.0/8")!, AddressRange("::1")!])
    let headers: HTTPFields = [
      .xForwardedFor: "6.6.6.6, 203.0.113.9, 10.1.2.3", .xForwardedProto: "https", .xForwardedHost: "star.example",
    ]
    let trusted = ClientOrigin(peer: "10.9.9.9", isTLS: false, host: "inner", headers: headers, settings: settings)
    #expect(trusted.address == "203.0.113.9" && trusted.origin == "https://star.example")
    let stranger = ClientOrigin(peer: "192.0.2.1", isTLS: false, host: "inner", headers: headers, settings: settings)
    #expect(stranger.address == "192.0.2.1" && stranger.origin == "http://inner")
    #expect(AddressRange("10.0.0.0/33") == nil && AddressRange("host") == nil)
    #expect(AddressRange("10.0.0.0/8")!.contains("::ffff:10.1.1.1"))
  }

  @Test(
    "only paths of our own are returned to",
    arguments: [
      "//evil.example", "https://evil.example", "/\\evil", "evil", "", "/a b", "/\u{09}/evil", "javascript:x",
    ])
  func returning(_ path: String) { #expect(PageURL(returning: path) == nil) }

  @Test("people get an error page, programs a problem")
  func errorPages() async throws {
    let gateway = try makeGateway()
    let page = await gateway.call(.get, "/nowhere", as: nil, headers: [.accept: "text/html"])
    #expect(page.status == .notFound)
    #expect(page.headers[.contentType] == "text/html; charset=utf-8")
    #expect(page.text.contains("Not found"))
    let api = await gateway.call(.get, "/v1/nowhere", as: nil, headers: [.accept: "text/html"])
    #expect(api.headers[.contentType] == "application/problem+json; charset=utf-8")
  }

  @Test("a form that signs in is counted apart from other pages, whoever posts it")
  func signInRate() async throws {
    let gateway = try makeGateway(
      routes: [
        .form("/enter", .anyone, channel: .named("auth")) { _ in .redirect("/") },
        .form("/other", .anyone) { _ in .redirect("/") },
      ], settings: GatewaySettings(rates: RateSettings(named: ["auth": 2])))
    var statuses: [Int] = []
    for path in ["/enter", "/enter", "/enter", "/other"] {
      statuses.append(await gateway.call(.post, path, as: nil).status.code)
    }
    #expect(statuses == [403, 403, 429, 403])
  }
}
