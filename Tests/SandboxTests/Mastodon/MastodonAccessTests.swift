import Crypto
import Foundation
import Sandbox
import TestKit
import Testing

@Suite("Mastodon: access, limits and lists")
struct MastodonAccessTests {
  @Test("no token, a wrong one, a revoked one and a narrow one are told apart")
  func tokens() async throws {
    try await Rehearsal.with { stage in
      let wrong = try await stage.toot("Hi", token: "nonsense")
      #expect(wrong.status == 401)
      try #expect(wrong.json()["error"] == "The access token is invalid")
      #expect(
        wrong.header("WWW-Authenticate")
          == #"Bearer realm="Doorkeeper", error="invalid_token", error_description="The access token is invalid""#)
      let narrow = stage.sandbox.newCredential(stage.acme, scopes: ["read"])
      let outside = try await stage.toot("Hi", token: narrow)
      #expect(outside.status == 403)
      try #expect(outside.json()["error"] == "This action is outside the authorized scopes")
      stage.sandbox.expireTokens(of: stage.acme)
      let revoked = try await stage.toot("Hi")
      #expect(revoked.status == 401)
      try #expect(revoked.json()["error"] == "The access token was revoked")
      #expect(stage.sandbox.posts().isEmpty)
    }
  }

  @Test("the limit of posts shows in the headers, ends in 429 and resets")
  func rateLimit() async throws {
    try await Rehearsal.with {
      $0.mastodon.statuses = RateLimit(2, per: 10_800)
    } _: { stage in
      let first = try await stage.toot("1")
      #expect(first.header("X-RateLimit-Limit") == "2")
      #expect(first.header("X-RateLimit-Remaining") == "1")
      #expect(first.header("X-RateLimit-Reset") == "2026-11-01T12:00:00.000000Z")
      _ = try await stage.toot("2")
      let third = try await stage.toot("3")
      #expect(third.status == 429)
      #expect(third.header("X-RateLimit-Remaining") == "0")
      try #expect(third.json()["error"] == "Too many requests")
      stage.clock.advance(by: .seconds(7200))
      try await #expect(stage.toot("4").status == 200)
      #expect(stage.sandbox.posts().map(\.text) == ["1", "2", "4"])
    }
  }

  @Test("the account's statuses come newest first in pages with Link headers")
  func pages() async throws {
    try await Rehearsal.with { stage in
      for number in 1...5 {
        _ = try await stage.toot("\(number)")
        stage.clock.advance(by: .seconds(1))
      }
      let path = "/api/v1/accounts/\(stage.acme.id)/statuses"
      let first = try await stage.read(path + "?limit=2")
      try #expect(first.json().array?.map { $0["content"]?.string } == ["<p>5</p>", "<p>4</p>"])
      let link = try #require(first.header("Link"))
      let next = try #require(link.firstMatch(of: /<http:\/\/[^\/]+([^>]+)>; rel="next"/)?.output.1)
      let second = try await stage.read(String(next))
      try #expect(second.json().array?.map { $0["content"]?.string } == ["<p>3</p>", "<p>2</p>"])
      let newest = try #require(try first.json()[0]?["id"]?.string)
      try await #expect(stage.read(path + "?min_id=\(newest)").json() == [])
      try await #expect(stage.read(path + "?limit=99").json().array?.count == 5)
    }
  }

  @Test("a private status is for its author only, by id and in the list")
  func privacy() async throws {
    try await Rehearsal.with { stage in
      let id = try #require(try await stage.toot("Secret", more: ["visibility": "private"]).json()["id"]?.string)
      try await #expect(stage.read("/api/v1/statuses/\(id)").status == 200)
      try await #expect(stage.read("/api/v1/statuses/\(id)", signedIn: false).status == 404)
      let list = try await stage.read("/api/v1/accounts/\(stage.acme.id)/statuses", signedIn: false)
      try #expect(list.json() == [])
    }
  }

  @Test("a person authorizes an application with PKCE and the code works once")
  func authorization() async throws {
    try await Rehearsal.with { stage in
      let app = try await stage.register()
      let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
      let query =
        "response_type=code&client_id=\(app.id)&redirect_uri=https%3A%2F%2Fapp.example%2Fback&scope=write:statuses%20profile"
        + "&state=s1&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
      let page = try await stage.mastodon.send("GET", "/oauth/authorize?" + query)
      #expect(page.status == 200)
      #expect(page.text.contains("Authorize as @acme"))
      let granted = try await stage.form("/oauth/authorize", query + "&account=" + stage.acme.id)
      #expect(granted.status == 302)
      let location = try #require(granted.header("Location"))
      let code = try #require(location.firstMatch(of: /code=([^&]+)&state=s1/)?.output.1)
      let exchange =
        "grant_type=authorization_code&code=\(code)&client_id=\(app.id)&client_secret=\(app.secret)"
        + "&redirect_uri=https%3A%2F%2Fapp.example%2Fback&code_verifier=\(verifier)"
      let token = try await stage.form("/oauth/token", exchange)
      try #expect(token.json()["scope"] == "write:statuses profile")
      let access = try #require(try token.json()["access_token"]?.string)
      try await #expect(stage.toot("By the new app", token: access).json()["application"]?["name"] == "Starling")
      let again = try await stage.form("/oauth/token", exchange)
      #expect(again.status == 400)
      try #expect(again.json()["error"] == "invalid_grant")
    }
  }

  @Test("an authorization with a wrong verifier, redirect address or client is refused")
  func authorizationRefused() async throws {
    try await Rehearsal.with { stage in
      let app = try await stage.register()
      let elsewhere = "response_type=code&client_id=\(app.id)&redirect_uri=https%3A%2F%2Fevil.example&scope=profile"
      try await #expect(stage.mastodon.send("GET", "/oauth/authorize?" + elsewhere).status == 400)
      let unknown = "response_type=code&client_id=x&redirect_uri=https%3A%2F%2Fapp.example%2Fback"
      try await #expect(stage.mastodon.send("GET", "/oauth/authorize?" + unknown).status == 401)
      let wide = "response_type=code&client_id=\(app.id)&redirect_uri=https%3A%2F%2Fapp.example%2Fback&scope=follow"
      try await #expect(stage.mastodon.send("GET", "/oauth/authorize?" + wide).status == 400)
      let token = try await stage.form("/oauth/token", "grant_type=authorization_code&client_id=x&client_secret=y")
      #expect(token.status == 401)
      try #expect(token.json()["error"] == "invalid_client")
    }
  }

  @Test("a token given up works no more")
  func revocation() async throws {
    try await Rehearsal.with { stage in
      let app = try await stage.register()
      let reply = try await stage.form(
        "/oauth/revoke", "client_id=\(app.id)&client_secret=\(app.secret)&token=\(stage.token)")
      #expect(reply.text == "{}")
      try await #expect(stage.toot("Late").status == 401)
    }
  }

  @Test("the instance tells its limits and its software")
  func instance() async throws {
    try await Rehearsal.with { stage in
      let instance = try await stage.read("/api/v2/instance", signedIn: false).json()
      #expect(instance["configuration"]?["statuses"]?["max_characters"] == 500)
      #expect(instance["api_versions"]?["mastodon"] == 11)
      let links = try await stage.read("/.well-known/nodeinfo", signedIn: false).json()
      #expect(links["links"]?[0]?["href"]?.string == stage.sandbox.addresses.mastodon + "/nodeinfo/2.0")
      try await #expect(stage.read("/nodeinfo/2.0").json()["software"]?["name"] == "mastodon")
      try await #expect(stage.read("/api/v1/nothing").json() == ["error": "Not Found"])
    }
  }
}

extension Rehearsal {
  func form(_ path: String, _ body: String) async throws -> WireReply {
    try await mastodon.send(
      "POST", path, headers: [("Content-Type", "application/x-www-form-urlencoded")], body: Array(body.utf8))
  }

  func register() async throws -> (id: String, secret: String) {
    let reply = try await form(
      "/api/v1/apps",
      "client_name=Starling&redirect_uris=https%3A%2F%2Fapp.example%2Fback&scopes=write+profile&website=https%3A%2F%2Fapp.example"
    ).json()
    return (reply["client_id"]?.string ?? "", reply["client_secret"]?.string ?? "")
  }
}
