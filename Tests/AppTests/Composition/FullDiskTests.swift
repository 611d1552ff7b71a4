import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing
import Transport

@testable import App

@Suite(
  "A full disk", .timeLimit(.minutes(3)), .enabled(if: SmallDisk.isPossible, "not run: mounting a disk takes root"))
struct FullDiskTests {
  private struct Brand: Decodable { var id: String }
  private struct Page: Decodable { var items: [Brand] }
  private struct Brief: Decodable { var id: String }

  private struct Caller {
    var url: String
    var key: String

    func send(_ method: HTTPRequest.Method, _ path: String, _ body: String = "") async throws -> OutboundReply {
      let endpoints = OperatorEndpoints()
      endpoints.allow(url: url)
      var request = OutboundRequest(method, url + path, purpose: "test")
      request.headers[.authorization] = "Bearer \(key)"
      request.headers[.contentType] = "application/json"
      request.body = Array(body.utf8)
      return try await TransportClient(operatorEndpoints: endpoints).send(request)
    }

    func write(_ brand: String) async throws -> OutboundReply {
      let topic = String(repeating: "Cold brew is back. ", count: 10)
      return try await send(
        .post, "/v1/briefs",
        #"{"brand_id":"\#(brand)","topic":"\#(topic)","platforms":["mastodon"],"languages":["en"]}"#)
    }

    func isReady(_ control: String) async -> Bool {
      (try? await Caller(url: control, key: "").send(.get, "/readyz").status) == 200
    }
  }

  @Test("refuses what it cannot keep in plain words, shows itself, loses nothing, and all goes on once there is room")
  func full() async throws {
    let program = try InstalledProgram()
    let run = try await program.start(["up", "--demo", "--json", "--port", "0"], disk: 400)
    let running = try await run.ready()
    let caller = Caller(url: try #require(running.url), key: try #require(running.key))
    let brand = try #require(
      JSONDecoder().decode(Page.self, from: Data(try await caller.send(.get, "/v1/brands").body)).items.first?.id)
    #expect(await caller.isReady(running.control))

    let disk = SmallDisk(data: DataFolder(program.data.path), pid: run.process.pid)
    try disk.fill()
    var kept: [String] = []
    var refusal: OutboundReply?
    while refusal == nil, kept.count < 500 {
      let reply = try await caller.write(brand)
      if reply.status == 201 {
        kept.append(try JSONDecoder().decode(Brief.self, from: Data(reply.body)).id)
      } else {
        refusal = reply
      }
    }
    let words = String(decoding: try #require(refusal).body, as: UTF8.self)
    #expect(refusal?.status == 503)
    #expect(refusal?.headers[.retryAfter] != nil)
    #expect(words.contains("no disk space"), "\(words)")
    #expect(try await caller.send(.get, "/v1/briefs").status == 200, "what is there can be read")
    #expect(await !caller.isReady(running.control))
    let status = try await caller.send(.get, "/status")
    #expect(String(decoding: status.body, as: UTF8.self).contains("Not ready"))

    // Without room for its log Postgres ends, and cannot start.
    let flood =
      "SELECT count(pg_logical_emit_message(false, 'flood', repeat('x', 1000000))) FROM generate_series(1, 60)"
    #expect(try await !disk.sql(program.postgres(), flood).succeeded)
    try await until { try await caller.write(brand).status == 503 }
    #expect(run.process.exit.current == nil, "\(run.text)")

    try disk.free()
    try await until { await caller.isReady(running.control) }
    #expect(try await caller.write(brand).status == 201)
    for id in kept { #expect(try await caller.send(.get, "/v1/briefs/\(id)").status == 200) }
    run.process.send(SIGTERM)
    #expect(await run.process.exit.value == .code(0), "\(run.text)")
  }
}
