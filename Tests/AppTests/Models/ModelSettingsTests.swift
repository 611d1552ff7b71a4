import Accounts
import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

@testable import App
@testable import Web

@Suite("Settings, Models", .timeLimit(.minutes(3)))
struct ModelSettingsTests {
  private static let provider: JSONValue = [
    "name": "Mine", "kind": "anthropic", "key": "sk-key-of-acme-1", "models": [["name": "claude-haiku-4-5"]],
  ]

  @Test("a provider is connected, changed, routed and forgotten by API, and its key is never shown")
  func api() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let other = try await house.org("northwind")
      let made = try await house.call(.post, "/v1/model-providers", as: acme.token, body: Self.provider)
      #expect(made.status == 201 && made.json["has_key"] == true, "\(made)")
      #expect(made.json["base_url"] == "https://api.anthropic.com")
      let id = try #require(made.json["id"]?.stringValue)
      let path = "/v1/model-providers/\(id)"
      let renamed = try await house.call(.patch, path, as: acme.token, body: ["name": "Ours"])
      #expect(renamed.json["name"] == "Ours" && renamed.json["version"] == 2, "\(renamed)")
      #expect(try await house.call(.patch, path, as: acme.token, body: ["name": "Late"]).status == 412)
      let route: JSONValue = [
        "routes": ["write": [["use": "provider", "provider_id": .string(id), "model": "claude-haiku-4-5"]]],
        "monthly_usd": 20, "keep_days": 7,
      ]
      let saved = try await house.call(.put, "/v1/model-settings", as: acme.token, body: route)
      #expect(saved.status == 200 && saved.json["version"] == 2 && saved.json["keep_days"] == 7, "\(saved)")
      #expect(try await house.call(.put, "/v1/model-settings", as: acme.token, body: route).status == 412)
      let theirs = try await house.call(.get, "/v1/model-providers", as: other.token)
      #expect(theirs.json["items"] == .array([]), "\(theirs)")
      for reading in ["/v1/model-providers", path, "/v1/model-settings", "/v1/model-usage", "/v1/model-calls"] {
        let answer = try await house.call(.get, reading, as: acme.token)
        #expect(answer.status == 200 && !answer.text.contains("sk-key"), "\(reading): \(answer)")
      }
      #expect(try await house.call(.delete, path, as: acme.token).status == 204)
      let settings = try await house.call(.get, "/v1/model-settings", as: acme.token)
      #expect(settings.json["routes"]?["write"] == .array([]), "\(settings)")
    }
  }

  @Test("all of it works by forms without JavaScript, and what is wrong is said on the page")
  func pages() async throws {
    try await House.with { house in
      let acme = try await house.org("acme")
      let first = try await house.call(.get, "/settings/models", as: acme.token)
      #expect(first.text.contains("Drafts are composed"), "\(first)")
      let fields = [
        "name": "Mine", "kind": "openai", "base_url": "", "key": "sk-key-of-acme-2",
        "models": "gpt-4o-mini\nhome-made 0.5 1\nnobody-knows",
      ]
      let added = try await house.submit("/settings/models/providers", as: acme.token, fields)
      #expect(added.status == 303, "\(added)")
      let page = try await house.call(.get, "/settings/models", as: acme.token).text
      #expect(page.contains("gpt-4o-mini: 0.15 and 0.6 US dollars") && page.contains("list price of"))
      #expect(page.contains("home-made: 0.5 and 1.0 US dollars") && page.contains("nobody-knows: price unknown"))
      #expect(!page.contains("sk-key-of-acme-2"))
      let link = try #require(page.firstMatch(of: /href="(\/settings\/models\/provider_[a-z0-9]+)"/)?.1)
      let form = try await house.call(.get, String(link), as: acme.token).text
      #expect(form.contains("home-made 0.5 1.0") && !form.contains("sk-key-of-acme-2"))
      let change = ["version": "1", "name": "Ours", "base_url": "https://thief.example/v1", "models": "gpt-4o-mini"]
      let kept = try await house.submit(link + "/edit", as: acme.token, change)
      #expect(kept.status == 422 && kept.text.contains("type it again"), "\(kept)")
      let wrong = try await house.submit(
        "/settings/models/providers", as: acme.token, fields.merging(["key": "two words"]) { $1 })
      #expect(wrong.status == 422 && wrong.text.contains("A key has no blanks"), "\(wrong)")
      #expect(!wrong.text.contains("two words"))
      let limits = ["version": "1", "monthly_usd": "5", "monthly_tokens": "", "at_once": "2", "keep_days": "14"]
      #expect(try await house.submit("/settings/models/limits", as: acme.token, limits).status == 303)
      let stale = try await house.submit("/settings/models/limits", as: acme.token, limits)
      #expect(stale.status == 422 && stale.text.contains("Somebody else changed"), "\(stale)")
      let routed = try await house.submit(
        "/settings/models/routing", as: acme.token, ["version": "2", "write_0": "composer"])
      #expect(routed.status == 303)
      let after = try await house.call(.get, "/settings/models", as: acme.token).text
      #expect(after.contains("Drafts are composed") && after.contains("at most 5.00"))
      #expect(try await house.call(.get, "/settings", as: acme.token).text.contains("/settings/models"))
    }
  }

  @Test("a private address is refused in words, and neither it nor what we run ourselves is called")
  func privateAddress() async throws {
    let server = try StubServer { _ in (200, "{}") }
    defer { server.stop() }
    try await House.with { house in
      let acme = try await house.org("acme")
      let body: JSONValue = [
        "name": "Inside", "kind": "openai", "base_url": .string(server.url + "/v1"), "models": [["name": "m"]],
      ]
      let made = try await house.call(.post, "/v1/model-providers", as: acme.token, body: body)
      let id = try #require(made.json["id"]?.stringValue, "\(made)")
      let tested = try await house.call(.post, "/v1/model-providers/\(id)/test", as: acme.token, body: [:])
      #expect(tested.json["good"] == false, "\(tested)")
      #expect(tested.json["words"]?.stringValue?.contains("STARLING_PRIVATE_HOSTS") == true)
      #expect(server.requests.isEmpty)
    }
  }

  @Test("the first page says what writes, and both ways to connect a model")
  func firstRun() async throws {
    try await House.with { house in
      let link = try await SetupLink(services: house.accounts).make().reveal()
      let code = String(try #require(link.split(separator: "#").last))
      let cookie = HTTPFields([
        HTTPField(name: .cookie, value: "starling_csrf=0123456789"),
        HTTPField(name: .contentType, value: "application/x-www-form-urlencoded"),
      ])
      let token = house.app.web.gateway.csrf.token(for: "0123456789")
      let form = "csrf_token=\(Escaping.percent(token))&code=\(Escaping.percent(code))"
      let reply = await house.app.web.gateway.respond(
        to: InboundRequest(.post, "/start", headers: cookie, bytes: Array(form.utf8)))
      let text = Answer(reply).text
      #expect(text.contains("Drafts are composed until a model is connected"), "\(text)")
      #expect(text.contains("An Ollama on this machine") && text.contains("anything that speaks its protocol"))
    }
  }
}
