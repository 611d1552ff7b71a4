import Contracts
import HTTPTypes
import Kernel
import Synchronization
import TestKit
import Testing

@testable import Web

@Suite struct LiveTests {
  private func stream(_ target: String, as name: String = "alice", extra: String = "") -> String {
    "GET \(target) HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer \(name)\r\n\(extra)\r\n"
  }

  @Test("events arrive one by one, filtered by subject, brand and org")
  func events() async throws {
    let bus = ScriptedBus()
    let text = try await withServer(makeGateway(bus: bus)) { port in
      try await Wire.with(port) { wire in
        try await wire.send(stream("/v1/events?subject=brief", as: "bob"))
        for await _ in bus.joins { break }
        bus.publish(1, "publish.published")
        bus.publish(2, "brief.created", org: People.other)
        bus.publish(3, "brief.created", brand: People.filter)
        bus.publish(4, "brief.created", brand: People.espresso, payload: "{\"a\":1}")
        return try await wire.read(until: "id: 4")
      }
    }
    #expect(!text.contains("id: 1") && !text.contains("id: 2") && !text.contains("id: 3"))
    #expect(text.contains("text/event-stream"))
  }

  @Test("Last-Event-ID continues without a gap")
  func resume() async throws {
    let bus = ScriptedBus()
    for position in 1...5 { bus.publish(Int64(position), "brief.created") }
    let text = try await withServer(makeGateway(bus: bus)) { port in
      try await Wire.with(port) { wire in
        try await wire.send(stream("/v1/events", extra: "last-event-id: 3\r\n"))
        return try await wire.read(until: "id: 5")
      }
    }
    #expect(!text.contains("id: 3") && text.contains("id: 4"))
  }

  @Test("a reader that fell behind is told where to continue")
  func tooSlow() async throws {
    let bus = ScriptedBus()
    let text = try await withServer(makeGateway(bus: bus)) { port in
      try await Wire.with(port) { wire in
        try await wire.send(stream("/v1/events"))
        for await _ in bus.joins { break }
        bus.end(.tooSlow(resumeAfter: 41))
        return try await wire.read(until: "resume_after")
      }
    }
    #expect(text.contains("event: end\ndata: {\"reason\":\"too-slow\",\"resume_after\":41}"))
  }

  /// Bob, as he may be found when he is asked again.
  private final class Changeable: Authenticator {
    private let now = Mutex<Principal?>(People.bob)
    private let told: AsyncStream<Void>.Continuation
    private let stream: AsyncStream<Void>

    init() { (stream, told) = AsyncStream.makeStream() }

    func authenticate(_ credentials: Credentials, requestID: String) async throws -> Principal { People.bob }

    func renew(_ principal: Principal) async throws -> Principal {
      guard let principal = now.withLock({ $0 }) else { throw Problem(.unauthenticated, "The session has ended.") }
      return principal
    }

    func changes() -> AsyncStream<Void> { stream }

    func change(to principal: Principal?) {
      now.withLock { $0 = principal }
      told.yield()
    }
  }

  /// What a watcher of the brand is sent after a change; no time passes, so nobody is asked for its sake.
  private func watch(
    _ bus: ScriptedBus, after change: @escaping @Sendable (Changeable) -> Void, until text: String
  ) async throws -> String {
    let bob = Changeable()
    let gateway = try makeGateway(bus: bus, authenticator: bob, time: SteppedClock().time)
    return try await withServer(gateway) { port in
      try await Wire.with(port) { wire in
        try await wire.send(stream("/v1/events", as: "bob"))
        for await _ in bus.joins { break }
        change(bob)
        return try await wire.read(until: text)
      }
    }
  }

  @Test("a watcher whose session ended, or who lost the brand, is told at once and cut off", arguments: [true, false])
  func accessLost(_ sessionEnded: Bool) async throws {
    var elsewhere = People.bob
    elsewhere.grants = [RoleGrant(.editor, in: .only([People.filter]))]
    elsewhere.version += 1
    let now = sessionEnded ? nil : elsewhere
    let text = try await watch(ScriptedBus(), after: { $0.change(to: now) }, until: "signed-out")
    #expect(text.contains("event: end\ndata: {\"reason\":\"signed-out\"}"))
  }

  @Test("a watcher who still sees the brand after a change goes on")
  func accessKept() async throws {
    let bus = ScriptedBus()
    var viewer = People.bob
    viewer.grants = [RoleGrant(.viewer, in: .all)]
    viewer.version += 1
    let text = try await watch(
      bus,
      after: { [viewer] bob in
        bob.change(to: viewer)
        bus.publish(1, "brief.created", brand: People.espresso)
      }, until: "id: 1")
    #expect(text.contains("id: 1") && !text.contains("event: end"))
  }

  @Test("no token, another org's brand and a broken position are refused")
  func refused() async throws {
    let gateway = try makeGateway(bus: ScriptedBus())
    #expect(await gateway.call(.get, "/v1/events", as: nil).status == .unauthorized)
    #expect(await gateway.call(.get, "/v1/events?brand_id=\(People.filter)", as: "bob").status == .notFound)
    #expect(await gateway.call(.get, "/v1/events?after=x").status == .badRequest)
    #expect(await gateway.call(.get, "/v1/events", headers: [.lastEventID: "-1"]).status == .badRequest)
    #expect(await gateway.call(.get, "/v1/events/ws").status.code == 426)
  }
}
