import Contracts
import HTTPTypes
import Kernel
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
