import Foundation
import TestKit
import Testing
import Web

@testable import App

/// Somebody who uses a running Starling through its front door and remembers every secret that passes.
struct PlantedSecrets {
  private(set) var secrets: [String: String] = [:]
  private let site: WireClient
  private let sandbox: WireClient
  private let running: RunningApp
  private var token = ""

  init(_ running: RunningApp) throws {
    self.running = running
    site = WireClient(try #require(running.url))
    sandbox = WireClient(try #require(running.sandboxFeed))
  }

  /// Every act that takes or gives a secret.
  mutating func plantAll() async throws {
    try await firstVisit(password: plant("password", "tulips-under-the-bridge-7341"))
    try await signIn("alice@acme.example", "password")
    try await refresh()
    let key = try await call("POST", "/v1/access-keys", ["name": "deploy", "scopes": ["posts:*"]])
    plant("access key", try text(key, "key"))
    let brand = try text(try await call("POST", "/v1/brands", ["name": "Northwind Tools"]), "id")
    for platform in ["mastodon", "bluesky"] { try await connect(platform, brand) }
    try await invite()
    try await connectModel()
    try await write(brand)
    try await changePassword()
    // Refused ones leave no trace either.
    let wrong = plant("wrong password", "daffodils-on-the-roof-5521")
    _ = try await send("POST", "/v1/auth/login", ["mail": "alice@acme.example", "password": .string(wrong)])
    _ = try await send(
      "POST", "/v1/connectors",
      [
        "brand_id": .string(brand), "platform": "mastodon",
        "server": .string(running.sandboxes["mastodon"] ?? ""),
        "secret": .string(plant("wrong connector token", "not-a-token-of-anybody-99182")),
      ])
  }

  @discardableResult
  mutating func plant(_ name: String, _ secret: String) -> String {
    secrets[name] = secret
    return secret
  }

  // MARK: The acts

  private mutating func firstVisit(password: String) async throws {
    let code = plant("setup link", String(try #require(running.start?.split(separator: "#").last)))
    let page = try await site.send("GET", "/start")
    let csrf = try #require(page.text.firstMatch(of: /name="csrf_token" value="([^"]+)"/)?.1)
    let cookie = try cookie(page, "starling_csrf")
    let fields = [
      "csrf_token": String(csrf), "code": code, "org": "Acme Coffee", "brand": "Acme Coffee", "name": "Alice",
      "mail": "alice@acme.example", "zone": "Europe/Berlin", "password": password,
    ]
    let form = fields.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
    let reply = try await site.send(
      "POST", "/start/own",
      headers: [("Content-Type", "application/x-www-form-urlencoded"), ("Cookie", "starling_csrf=\(cookie)")],
      body: Array(form.joined(separator: "&").utf8))
    #expect(reply.status == 303, "\(reply.text.suffix(2000))")
    plant("page session", try self.cookie(reply, "starling_session"))
  }

  private mutating func signIn(_ mail: String, _ password: String) async throws {
    let reply = try await call(
      "POST", "/v1/auth/login", ["mail": .string(mail), "password": .string(secrets[password] ?? "")])
    token = plant("access token", try text(reply, "access_token"))
    plant("refresh token", try text(reply, "refresh_token"))
  }

  private mutating func refresh() async throws {
    let old = secrets["refresh token"] ?? ""
    let reply = try await call("POST", "/v1/auth/refresh", ["refresh_token": .string(old)])
    token = plant("second access token", try text(reply, "access_token"))
    plant("second refresh token", try text(reply, "refresh_token"))
  }

  private mutating func connect(_ platform: String, _ brand: String) async throws {
    let name = platform == "bluesky" ? "acme.sandbox.example" : "acme"
    let made = try await sandbox.send(
      "POST", "/sandbox/accounts", headers: [("Content-Type", "application/json")],
      body: JSONBytes.encode(["platform": .string(platform), "name": .string(name)] as JSONValue))
    let secret = plant("\(platform) token", try text(JSONParser.parse(made.body), "credential"))
    _ = try await call(
      "POST", "/v1/connectors",
      [
        "brand_id": .string(brand), "platform": .string(platform), "identifier": .string(name),
        "server": .string(running.sandboxes[platform] ?? ""), "secret": .string(secret),
      ])
  }

  private mutating func invite() async throws {
    let invitation = try await call(
      "POST", "/v1/invitations", ["mail": "bob@acme.example", "access": ["role": "editor"]])
    let link = plant("invitation", String(try #require(text(invitation, "link").split(separator: "#").last)))
    _ = try await call(
      "POST", "/v1/invitations/accept",
      [
        "token": .string(link), "name": "Bob", "zone": "UTC",
        "password": .string(plant("invited password", "herons-in-the-harbour-2087")),
      ])
    plant(
      "open invitation",
      try text(
        try await call("POST", "/v1/invitations", ["mail": "carol@acme.example", "access": ["role": "viewer"]]), "link")
    )
  }

  /// At an address of this machine that the operator allows, and where nobody listens.
  private mutating func connectModel() async throws {
    let made = try await call(
      "POST", "/v1/model-providers",
      [
        "name": "Mine", "kind": "openai", "base_url": "http://127.0.0.1:9/v1", "models": [["name": "away"]],
        "key": .string(plant("provider key", "sk-provider-key-of-acme-55102")),
      ])
    let path = "/v1/model-providers/\(try text(made, "id"))"
    let tested = try await call("POST", path + "/test", [:])
    #expect(tested["good"] == false)
  }

  /// The model that is asked is away: its key is in the request all the same.
  private func write(_ brand: String) async throws {
    let brief = try await call(
      "POST", "/v1/briefs",
      [
        "brand_id": .string(brand), "topic": "A new roast", "platforms": ["mastodon"],
        "facts": ["The roast is called Harbour."],
      ])
    let accepted = try await call("POST", "/v1/posts/generate", ["brief_id": .string(try text(brief, "id"))])
    let operation = try text(accepted, "operation_id")
    try await until {
      let state = try await call("GET", "/v1/operations/\(operation)")["state"]?.stringValue
      return ["done", "succeeded", "failed", "cancelled"].contains(state)
    }
  }

  private mutating func changePassword() async throws {
    _ = try await call(
      "POST", "/v1/me/password",
      [
        "current": .string(secrets["password"] ?? ""),
        "new": .string(plant("new password", "cranes-over-the-canal-6618")),
      ])
  }

  // MARK: Over the wire

  private func call(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
    let reply = try await send(method, path, body)
    #expect((200..<300).contains(reply.status), "\(method) \(path): \(reply.status) \(reply.text)")
    return reply.body.isEmpty ? .null : try JSONParser.parse(reply.body)
  }

  private func send(_ method: String, _ path: String, _ body: JSONValue?) async throws -> WireReply {
    var headers = [("Content-Type", "application/json")]
    if !token.isEmpty { headers.append(("Authorization", "Bearer " + token)) }
    return try await site.send(method, path, headers: headers, body: body.map { JSONBytes.encode($0) } ?? [])
  }

  private func text(_ value: JSONValue, _ name: String) throws -> String {
    try #require(value[name]?.stringValue, "\(name) in \(value)")
  }

  private func cookie(_ reply: WireReply, _ name: String) throws -> String {
    let line = reply.headers.first { $0.name.lowercased() == "set-cookie" && $0.value.hasPrefix(name + "=") }
    return String(try #require(line).value.dropFirst(name.count + 1).prefix { $0 != ";" })
  }
}
