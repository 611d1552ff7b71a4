import Foundation
import HTTPTypes
import Jobs
import Kernel
import Logging
import ServiceLifecycle
import TestKit
import Testing

@testable import App
@testable import Web

/// The operator's port over HTTP, as a process serves it.
@Suite("The control port", .timeLimit(.minutes(2)))
struct ControlPortTests {
  private func withPort(_ body: @escaping @Sendable (WireClient) async throws -> Void) async throws {
    try await House.with { house in
      let server = try #require(house.app.web.services.first)
      let group = ServiceGroup(configuration: .init(services: [server], logger: .quiet))
      let serving = Task { try await group.run() }
      let port = await house.app.web.controlPort.value
      var failure: (any Error)?
      do { try await body(WireClient("http://127.0.0.1:\(port)")) } catch { failure = error }
      await group.triggerGracefulShutdown()
      _ = await serving.result
      if let failure { throw failure }
    }
  }

  private func mode(_ reply: WireReply) throws -> String? {
    #expect(reply.status == 200, "\(reply.text)")
    return try JSONParser.parse(reply.body)["mode"]?.stringValue
  }

  @Test("pauses, drains and resumes the worker, and is not ready while it takes nothing")
  func switches() async throws {
    try await withPort { port in
      let ready = { try await port.send("GET", "/readyz") }
      #expect(try await ready().status == 200)
      #expect(try await ready().text.contains("worker: ready"))
      for (path, name) in [("/worker/pause", "paused"), ("/worker/drain", "draining")] {
        #expect(try await mode(port.send("POST", path)) == name)
        let refused = try await ready()
        #expect(refused.status == 503 && refused.text.contains("worker: not ready"), "\(refused.text)")
        #expect(try await port.send("GET", "/healthz").status == 200)
        #expect(try await mode(port.send("POST", "/worker/resume")) == "running")
        #expect(try await ready().status == 200)
      }
    }
  }

  @Test("shows the worker, changes how many jobs it does at once, and refuses what is no number of jobs")
  func concurrency() async throws {
    try await withPort { port in
      let changed = try await port.send("PUT", "/worker/concurrency/3")
      #expect(try JSONParser.parse(changed.body)["concurrency"] == .integer(3), "\(changed.text)")
      #expect(try await mode(port.send("GET", "/worker")) == "running")
      for wrong in ["0", "many", "100000"] {
        #expect(try await port.send("PUT", "/worker/concurrency/\(wrong)").status == 400, "\(wrong)")
      }
      #expect(try await port.send("GET", "/worker/pause").status == 405)
      #expect(try await JSONParser.parse(port.send("GET", "/worker").body)["concurrency"] == .integer(3))
    }
  }

  @Test("of the pages stays ready while only the worker pauses")
  func pages() async throws {
    try await House.with { house in
      try #require(house.app.worker).pause()
      let reply = try await house.call(.get, "/readyz", as: nil)
      #expect(!reply.text.contains("worker:") && reply.status == 200, "\(reply)")
    }
  }
}
