import Foundation
import Kernel
import Logging
import ServiceLifecycle
import TestKit
import Testing

@testable import Web

@Suite("The order to stop", .timeLimit(.minutes(1))) struct DrainTests {
  private static let request = "GET /v1/held HTTP/1.1\r\nhost: localhost\r\n\r\n"

  /// A route that answers once it is let go.
  private final class Held: Sendable {
    let (asked, asks) = AsyncStream.makeStream(of: Void.self)
    private let (released, release) = AsyncStream.makeStream(of: Void.self)

    var route: Route {
      .get("/v1/held", .anyone, "Waits", tag: "Things", reply: Thing.self) { [asks, released] _ in
        asks.yield()
        for await _ in released { break }
        try Task.checkCancellation()
        return Thing(name: "held", version: 1)
      }
    }

    func letGo() { release.finish() }
  }

  private struct Running: Sendable {
    var port: Int
    var group: ServiceGroup
    var ended: Task<Void, any Error>
  }

  private func start(_ held: Held, drainTime: Duration) async throws -> Running {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let server = HTTPServer(
      gateway: try makeGateway(routes: [held.route]), listen: ListenSettings(drainTime: drainTime), logger: logger,
      onRunning: { port.yield($0) })
    let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
    let ended = Task { try await group.run() }
    for await number in ports { return Running(port: number, group: group, ended: ended) }
    throw Problem(.internal, "The server did not start.")
  }

  @Test("lets a request finish that had begun, and takes no new one")
  func finishes() async throws {
    let held = Held()
    let running = try await start(held, drainTime: .seconds(60))
    let reply = try await Wire.with(running.port) { wire in
      try await wire.send(Self.request)
      for await _ in held.asked { break }
      await running.group.triggerGracefulShutdown()
      try await refused(running.port)
      held.letGo()
      return String(decoding: await wire.readToEnd(), as: UTF8.self)
    }
    #expect(reply.hasPrefix("HTTP/1.1 200"), "\(reply)")
    #expect(reply.contains("\"held\""))
    try await running.ended.value
  }

  @Test("cuts off a request that does not end in time")
  func cutsOff() async throws {
    let held = Held()
    let running = try await start(held, drainTime: .milliseconds(50))
    let reply = try await Wire.with(running.port) { wire in
      try await wire.send(Self.request)
      for await _ in held.asked { break }
      await running.group.triggerGracefulShutdown()
      return String(decoding: await wire.readToEnd(), as: UTF8.self)
    }
    #expect(!reply.contains(" 200 "), "\(reply)")
    try await running.ended.value
  }

  /// Returns once the port takes nobody any more.
  private func refused(_ port: Int) async throws {
    try await until {
      do { try await Wire.with(port) { _ in } } catch { return true }
      return false
    }
  }
}
