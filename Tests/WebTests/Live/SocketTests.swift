import Kernel
import Testing

@testable import Web

@Suite struct SocketTests {
  private static func handshake(
    _ target: String = "/v1/events/ws", as name: String = "alice", version: String = "13",
    key: String = "dGhlIHNhbXBsZSBub25jZQ==", extra: String = ""
  ) -> String {
    "GET \(target) HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer \(name)\r\nupgrade: websocket\r\n"
      + "connection: Upgrade\r\nsec-websocket-key: \(key)\r\nsec-websocket-version: \(version)\r\n\(extra)\r\n"
  }

  private static func frame(_ first: UInt8, _ payload: [UInt8], isMasked: Bool = true) -> [UInt8] {
    let length = UInt8(payload.count)
    guard isMasked else { return [first, length] + payload }
    let mask: [UInt8] = [1, 2, 3, 4]
    return [first, 0x80 | length] + mask + payload.enumerated().map { $0.element ^ mask[$0.offset % 4] }
  }

  /// Opens a socket, sends the bytes and returns what comes until the server closes.
  private func exchange(_ bytes: [UInt8]) async throws -> [UInt8] {
    try await withServer(makeGateway(bus: ScriptedBus())) { port in
      try await Wire.with(port) { wire in
        try await wire.send(Self.handshake())
        _ = try await wire.read(until: "\r\n\r\n")
        wire.forget()
        try await wire.send(bytes)
        return await wire.readToEnd()
      }
    }
  }

  @Test("events arrive as text messages after a handshake by the book")
  func events() async throws {
    let bus = ScriptedBus()
    let text = try await withServer(makeGateway(bus: bus)) { port in
      try await Wire.with(port) { wire in
        try await wire.send(Self.handshake("/v1/events/ws?subject=brief"))
        for await _ in bus.joins { break }
        bus.publish(7, "brief.created")
        return try await wire.read(until: "\"position\":7")
      }
    }
    #expect(text.hasPrefix("HTTP/1.1 101"))
    #expect(text.lowercased().contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo="))
    #expect(text.contains("\"subject\":\"brief.created\""))
  }

  private static let violating: [([UInt8], UInt16)] = [
    (frame(0x81, [0x41], isMasked: false), 1002), (frame(0xC1, [0x41]), 1002), (frame(0x83, [0x41]), 1002),
    (frame(0x82, [0x41]), 1003), (frame(0x81, [0xFF]), 1007), (frame(0x88, [0x03]), 1002),
    (frame(0x88, [0x03, 0xED]), 1002), ([0x81, 0xFE, 0xFF, 0xFF, 1, 2, 3, 4], 1009),
  ]

  @Test("protocol violations get the right close code", arguments: violating)
  func violations(_ bytes: [UInt8], _ code: UInt16) async throws {
    let reply = try await exchange(bytes)
    #expect(reply.first == 0x88)
    #expect(reply.count >= 4 && UInt16(reply[2]) << 8 | UInt16(reply[3]) == code)
  }

  @Test("a ping is answered and a close is echoed")
  func control() async throws {
    let reply = try await exchange(Self.frame(0x89, [0x68, 0x69]) + Self.frame(0x88, [0x03, 0xE8]))
    #expect(reply == [0x8A, 2, 0x68, 0x69, 0x88, 2, 0x03, 0xE8])
  }

  @Test("a handshake that is refused is answered with the reason and never hangs")
  func refusals() async throws {
    try await withServer(makeGateway(bus: ScriptedBus())) { port in
      let cases = [
        (Self.handshake(as: "expired"), " 401 "), (Self.handshake(version: "12"), " 426 "),
        (Self.handshake(key: "short"), " 426 "), (Self.handshake("/v1/things"), " 200 "),
        (Self.handshake("/v1/nowhere"), " 404 "), (Self.handshake("/v1/events/ws?after=x"), " 400 "),
        (
          Self.handshake().replacing("authorization: Bearer alice", with: "cookie: starling_session=alice"),
          " 426 "
        ),
      ]
      for (request, status) in cases {
        let reply = try await Wire.with(port) { wire in
          try await wire.send(request)
          return try await wire.read(until: "\r\n\r\n")
        }
        #expect(reply.hasPrefix("HTTP/1.1" + status), "\(request.prefix(60))")
      }
    }
  }

  @Test("two hundred sockets get the same event")
  func manySockets() async throws {
    let bus = ScriptedBus()
    let settings = GatewaySettings(rates: RateSettings(named: ["events": 1_000]))
    let count = try await withServer(makeGateway(settings: settings, bus: bus)) { port in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<200 {
          group.addTask {
            try await Wire.with(port) { wire in
              try await wire.send(Self.handshake())
              return try await wire.read(until: "\"position\":9").contains("\"position\":9")
            }
          }
        }
        var joined = 0
        for await _ in bus.joins {
          joined += 1
          if joined == 200 { break }
        }
        bus.publish(9, "brief.created")
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
    }
    #expect(count == 200)
  }
}
