import Database
import Foundation
import HTTPTypes
import Kernel
import Synchronization
import TestKit
import Testing

@testable import Web

@Suite struct IdempotencyTests {
  private struct OneTenant: Authenticator {
    let principal: Principal
    func authenticate(_ credentials: Credentials, requestID: String) async throws -> Principal { principal }
    func renew(_ principal: Principal) async throws -> Principal { principal }
  }

  /// Counts how often the act really ran; `secret` replies are not kept.
  private func withCounted(
    _ body: (Gateway, @Sendable () -> Int) async throws -> Void,
    inside: @escaping @Sendable () async throws -> Void = {}
  ) async throws {
    try await TestDatabase.with { database in
      let tenant = try await database.makeTenant()
      let user = UserID(IDSource.system.uuid())
      let principal = Principal(
        org: tenant.org, actor: .user(user), user: user, grants: [RoleGrant(.owner, in: .all)],
        proof: .accessToken(SessionID(IDSource.system.uuid())), version: 1, expires: .distantFuture)
      let runs = Counter()
      let make: @Sendable (EndpointContext, ThingInput) async throws -> Thing = { context, body in
        try await context.perform { _ in
          runs.add()
          try await inside()
          if body.name == "fail" { throw Problem(.conflict, "Not now.") }
          return Thing(name: body.name, count: runs.value, version: 1)
        }
      }
      let routes: [Route] = [
        .post(
          "/v1/things", "things:create", "Make", tag: "T", body: ThingInput.self, reply: Thing.self, status: .created,
          handler: make),
        .post(
          "/v1/keys", "things:create", "Key", tag: "T", body: ThingInput.self, reply: Thing.self,
          options: [.secretReply], handler: make),
      ]
      let gateway = try makeGateway(
        routes: routes, database: database.app, authenticator: OneTenant(principal: principal))
      try await body(gateway, { runs.value })
    }
  }

  private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
  }

  private func post(
    _ gateway: Gateway, _ json: String, key: String?, to path: String = "/v1/things"
  ) async -> RawReply {
    await gateway.call(.post, path, json: json, headers: key.map { [.idempotencyKey: $0] } ?? [:])
  }

  @Test("the same key and body run once and answer the same bytes")
  func replay() async throws {
    try await withCounted { gateway, runs in
      let first = await post(gateway, #"{"name":"a"}"#, key: "k1")
      let second = await post(gateway, #"{"name":"a"}"#, key: "k1")
      #expect(first.status == .created && second.status == .created)
      #expect(first.text == second.text)
      #expect(second.headers[.idempotentReplayed] == "true")
      #expect(second.headers[.eTag] == first.headers[.eTag])
      #expect(runs() == 1)
      #expect(await post(gateway, #"{"name":"a"}"#, key: "k2").json["count"] == 2)
      #expect(await post(gateway, #"{"name":"a"}"#, key: nil).json["count"] == 3)
    }
  }

  @Test("the same key with another body is refused with 422")
  func otherBody() async throws {
    try await withCounted { gateway, runs in
      _ = await post(gateway, #"{"name":"a"}"#, key: "k1")
      #expect(await post(gateway, #"{"name":"b"}"#, key: "k1").status.code == 422)
      #expect(runs() == 1)
    }
  }

  @Test("an act that failed kept nothing and may be tried again with its key")
  func failure() async throws {
    try await withCounted { gateway, runs in
      #expect(await post(gateway, #"{"name":"fail"}"#, key: "k1").status == .conflict)
      #expect(await post(gateway, #"{"name":"fail"}"#, key: "k1").status == .conflict)
      #expect(runs() == 2)
    }
  }

  @Test("a reply that showed a secret is not kept and not shown again")
  func secrets() async throws {
    try await withCounted { gateway, runs in
      #expect(await post(gateway, #"{"name":"a"}"#, key: "k1", to: "/v1/keys").status == .ok)
      #expect(await post(gateway, #"{"name":"a"}"#, key: "k1", to: "/v1/keys").status == .conflict)
      #expect(runs() == 1)
    }
  }

  @Test("while the first request runs the second is told so")
  func inProgress() async throws {
    let (started, startedDone) = AsyncStream.makeStream(of: Void.self)
    let (release, releaseDone) = AsyncStream.makeStream(of: Void.self)
    try await withCounted { gateway, runs in
      async let first = post(gateway, #"{"name":"a"}"#, key: "k1")
      for await _ in started { break }
      let second = await post(gateway, #"{"name":"a"}"#, key: "k1")
      #expect(second.status == .conflict)
      #expect(second.json["type"] == "urn:starling:problem:in-progress")
      releaseDone.finish()
      #expect(await first.status == .created)
      #expect(runs() == 1)
    } inside: {
      startedDone.yield()
      for await _ in release { break }
    }
  }

  @Test("a key must be short visible text", arguments: ["", String(repeating: "k", count: 256), "a b"])
  func badKeys(_ key: String) async throws {
    try await withCounted { gateway, _ in
      #expect(await post(gateway, #"{"name":"a"}"#, key: key).status == .badRequest)
    }
  }
}
