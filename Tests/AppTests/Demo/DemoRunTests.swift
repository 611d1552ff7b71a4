import Foundation
import HTTPTypes
import Kernel
import Testing

@testable import App

@Suite("The main job", .timeLimit(.minutes(3)))
struct DemoRunTests {
  @Test("schedules its posts by the clock of the brand's zone, and ends with them published, measured and reported")
  func whole() async throws {
    try await Place().running { app, running in
      let out = TemporaryFolder()
      let input = try DemoInput(examples: nil, brief: nil, platforms: nil, out: out.url.path)
      let stage = try await app.demoStage(url: #require(running.url))
      let summary = try await DemoRun(input, on: stage, time: .system).run()
      #expect(
        summary.publications.filter { $0.state == "published" }.map(\.platform).sorted() == ["bluesky", "mastodon"])
      #expect(summary.metrics.count == 2 && !summary.report.isEmpty)
      let client = Browser(running)
      let login = ["mail": stage.mail, "password": stage.password.reveal()]
      let reply = try await client.call(.post, "/v1/auth/login", key: nil, json: login)
      let object = try JSONSerialization.jsonObject(with: Data(reply.text.utf8)) as? [String: Any]
      let publications = try await client.list("/v1/publications", object?["access_token"] as? String)
      // What is published at once has no zone of its own: it is in UTC.
      #expect(publications.map { $0["zone"] as? String } == ["Europe/Lisbon", "Europe/Lisbon"])
    }
  }
}
