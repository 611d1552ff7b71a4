import Foundation
import Kernel
import OrderedCollections
import Sandbox
import TestKit

/// A running sandbox on a stepped clock with one account on each platform.
struct Rehearsal {
  let sandbox: Sandbox
  let clock: SteppedClock
  let mastodon: WireClient
  let bluesky: WireClient
  let control: WireClient
  let acme: SandboxAccount
  let acmeSky: SandboxAccount
  let token: String
  let appPassword: String

  static func with(
    _ configure: (inout SandboxOptions) -> Void = { _ in }, clock: SteppedClock = SteppedClock(),
    _ body: (Rehearsal) async throws -> Void
  ) async throws {
    var options = SandboxOptions()
    options.engagement = .none
    configure(&options)
    // A sandbox with a folder keeps its ports, which no other test may get: they are drawn.
    let random: RandomSource = options.folder == nil ? .seeded(7) : .system
    let sandbox = try Sandbox(options, time: clock.time, random: random)
    let addresses = try await sandbox.start()
    do {
      try await body(Rehearsal(sandbox, clock, addresses))
    } catch {
      await sandbox.stop()
      throw error
    }
    await sandbox.stop()
  }

  private init(_ sandbox: Sandbox, _ clock: SteppedClock, _ addresses: SandboxAddresses) {
    self.sandbox = sandbox
    self.clock = clock
    mastodon = WireClient(addresses.mastodon)
    bluesky = WireClient(addresses.bluesky)
    control = WireClient(addresses.control)
    acme = sandbox.account(.mastodon, "acme", displayName: "Acme Coffee")
    acmeSky = sandbox.account(.bluesky, "acme.sandbox.example", displayName: "Acme Coffee")
    token = sandbox.newCredential(acme)
    appPassword = sandbox.newCredential(acmeSky)
  }

  // MARK: Mastodon

  func toot(
    _ text: String, key: String? = nil, token: String? = nil, more: JSON = [:]
  ) async throws -> WireReply {
    var body: JSON = ["status": .string(text)]
    for (name, value) in more.object ?? [:] { body[name] = value }
    return try await mastodon.send(
      "POST", "/api/v1/statuses",
      headers: [("Authorization", "Bearer \(token ?? self.token)"), ("Content-Type", "application/json")]
        + (key.map { [("Idempotency-Key", $0)] } ?? []), body: body.bytes)
  }

  func read(_ path: String, signedIn: Bool = true) async throws -> WireReply {
    try await mastodon.send("GET", path, headers: signedIn ? [("Authorization", "Bearer \(token)")] : [])
  }

  // MARK: Bluesky

  func signIn() async throws -> JSON {
    let reply = try await call(
      "com.atproto.server.createSession",
      ["identifier": .string(acmeSky.name), "password": .string(appPassword)])
    return try reply.json()
  }

  func call(_ method: String, _ body: JSON, jwt: String? = nil) async throws -> WireReply {
    try await bluesky.send(
      "POST", "/xrpc/" + method,
      headers: [("Content-Type", "application/json")] + (jwt.map { [("Authorization", "Bearer \($0)")] } ?? []),
      body: body.bytes)
  }

  func ask(_ method: String, _ query: String, jwt: String? = nil) async throws -> WireReply {
    try await bluesky.send(
      "GET", "/xrpc/\(method)?\(query)", headers: jwt.map { [("Authorization", "Bearer \($0)")] } ?? [])
  }

  func post(_ text: String, rkey: String? = nil, jwt: String, more: JSON = [:]) async throws -> WireReply {
    var record: JSON = [
      "$type": "app.bsky.feed.post", "text": .string(text), "createdAt": .string("2026-11-01T10:00:00.000Z"),
    ]
    for (name, value) in more.object ?? [:] { record[name] = value }
    var body: JSON = ["repo": .string(acmeSky.id), "collection": "app.bsky.feed.post", "record": record]
    if let rkey { body["rkey"] = .string(rkey) }
    return try await call("com.atproto.repo.createRecord", body, jwt: jwt)
  }
}

extension WireReply {
  func json() throws -> JSON { try JSON(parsing: body) }
}
