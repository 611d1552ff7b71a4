import Foundation
import Kernel
import TestKit
import Testing
import Transport

@testable import App

@Suite("A process that joins a data folder", .timeLimit(.minutes(3)), .serialized)
struct JoiningTests {
  private func withHost(
    _ body: (InstalledProgram, Rehearsal) async throws -> Void
  ) async throws {
    let program = try InstalledProgram()
    let host = try await program.start(["up", "--demo", "--json", "--port", "0"], settings: Rehearsal.settings)
    try await body(program, try Rehearsal(try await host.ready()))
    host.process.send(SIGTERM)
    #expect(await host.process.exit.value == .code(0), "\(host.text)")
  }

  @Test("a worker publishes to the sandbox of the host")
  func worker() async throws {
    try await withHost { program, rehearsal in
      try await rehearsal.worker("pause")
      let worker = try await program.start(["work", "--json"], log: "worker")
      _ = try await worker.ready()
      let publication = try await rehearsal.publish()
      try await until { try await rehearsal.state(publication).state != "planned" }
      try await until { try await !["intent", "sent", "retryable"].contains(rehearsal.state(publication).state) }
      #expect(try await rehearsal.state(publication).state == "published", "\(worker.text)")
      worker.process.send(SIGTERM)
      #expect(await worker.process.exit.value == .code(0), "\(worker.text)")
    }
  }

  @Test("a worker that reaches no sandbox leaves the post to one that does, and says why it waits")
  func withoutSandbox() async throws {
    try await withHost { program, rehearsal in
      try await rehearsal.worker("pause")
      let worker = try await program.start(["work", "--json"], settings: ["STARLING_SANDBOX": "off"], log: "worker")
      _ = try await worker.ready()
      let publication = try await rehearsal.publish()
      try await until { try await rehearsal.state(publication).reason == "sandbox-away" }
      #expect(try await rehearsal.state(publication).state == "planned")
      worker.process.send(SIGTERM)
      #expect(await worker.process.exit.value == .code(0), "\(worker.text)")
      try await rehearsal.worker("resume")
      try await until { try await rehearsal.state(publication).state == "published" }
    }
  }

  @Test("a gateway opens rehearsal accounts in the host's sandbox, and a second `up` joins as well")
  func gateway() async throws {
    try await withHost { program, rehearsal in
      let second = try await program.start(["up", "--json", "--port", "0"], log: "second")
      let running = try await second.ready()
      #expect(running.sandboxes.isEmpty, "the host runs the only one")
      let browser = Browser(running)
      let owner = try #require(rehearsal.running.people?.first)
      let signedIn = try await browser.form("/sign-in", ["mail": owner.email, "password": owner.password])
      #expect(signedIn.status == 303, "\(signedIn.text)")
      let before = try await Browser(running).list("/v1/connectors", rehearsal.key).count
      let reply = try await browser.form("/connections/rehearsal", ["platform": "bluesky"])
      #expect(reply.status == 303, "\(reply.text)")
      // Named after the brand, so it is the account that the demo has connected already.
      #expect(try await Browser(running).list("/v1/connectors", rehearsal.key).count == before)
      second.process.send(SIGTERM)
      #expect(await second.process.exit.value == .code(0), "\(second.text)")
    }
  }

  @Test("no sandbox account is opened where none runs")
  func away() async throws {
    let folder = TemporaryFolder()
    let config = try Config.load(RawConfig(environment: ["STARLING_DATA": folder.url.path]))
    try config.data.create(owner: nil)
    let place = SandboxPlace(config, endpoints: .init())
    #expect(place.platforms().isEmpty)
    let control = SandboxControl(place: place, transport: try .init())
    let problem = await #expect(throws: Problem.self) { try await control.account("mastodon", "Acme Coffee") }
    #expect(problem?.detail.contains("starling up") == true)
  }
}
