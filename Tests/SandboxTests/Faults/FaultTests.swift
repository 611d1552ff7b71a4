import Foundation
import Sandbox
import TestKit
import Testing

@Suite("Scripted faults")
struct FaultTests {
  @Test("a reply cut after accepting leaves the post there and the client with nothing", arguments: [nil, 0, 40])
  func cut(_ bytes: Int?) async throws {
    try await Rehearsal.with { stage in
      stage.sandbox.faults.add(FaultRule(.cut(bodyBytes: bytes), route: "statuses.create"))
      if bytes == nil {
        await #expect(throws: WireFailure.closed) { try await stage.toot("Accepted") }
      } else {
        let reply = try await stage.toot("Accepted")
        #expect(!reply.isWhole)
        #expect(reply.body.count == bytes)
      }
      #expect(stage.sandbox.posts().map(\.text) == ["Accepted"])
      try await #expect(stage.toot("Next").status == 200)
    }
  }

  @Test("a reset before accepting posts nothing, one after accepting posts", arguments: Fault.Moment.allCases)
  func reset(_ moment: Fault.Moment) async throws {
    try await Rehearsal.with { stage in
      stage.sandbox.faults.add(FaultRule(.reset(moment)))
      await #expect(throws: WireFailure.reset) { try await stage.toot("Maybe") }
      #expect(stage.sandbox.posts().count == (moment == .after ? 1 : 0))
    }
  }

  @Test("a 503 before accepting posts nothing, one after accepting posts", arguments: Fault.Moment.allCases)
  func status(_ moment: Fault.Moment) async throws {
    try await Rehearsal.with { stage in
      let jwt = try await stage.jwt()
      stage.sandbox.faults.add(FaultRule(.status(503, moment, html: false), platform: .bluesky))
      let reply = try await stage.post("Maybe", jwt: jwt)
      #expect(reply.status == 503)
      try #expect(reply.json()["error"] == "NotEnoughResources")
      #expect(stage.sandbox.posts().count == (moment == .after ? 1 : 0))
    }
  }

  @Test("a proxy's error page is HTML")
  func proxyPage() async throws {
    try await Rehearsal.with { stage in
      stage.sandbox.faults.add(FaultRule(.status(502, .after, html: true)))
      let reply = try await stage.toot("Through")
      #expect(reply.status == 502)
      #expect(reply.header("Content-Type") == "text/html; charset=utf-8")
      #expect(stage.sandbox.posts().count == 1)
    }
  }

  @Test("a platform that refuses connections comes back on the same port")
  func refuses() async throws {
    try await Rehearsal.with { stage in
      await stage.sandbox.refuse(.mastodon, seconds: 30)
      await #expect(throws: WireFailure.refused) { try await stage.toot("Nobody home") }
      try await #expect(stage.signIn()["did"] != nil)
      await stage.clock.waitForSleepers()
      stage.clock.advance(by: .seconds(30))
      var status: Int?
      while status == nil { status = try? await stage.toot("Back").status }
      #expect(status == 200)
      #expect(stage.sandbox.posts().map(\.text) == ["Back"])
    }
  }

  @Test("a delay holds the reply back until its time, before or after accepting", arguments: Fault.Moment.allCases)
  func delays(_ moment: Fault.Moment) async throws {
    try await Rehearsal.with { stage in
      stage.sandbox.faults.add(FaultRule(.delay(seconds: 9, moment)))
      async let reply = stage.toot("Slow")
      await stage.clock.waitForSleepers()
      #expect(stage.sandbox.posts().count == (moment == .after ? 1 : 0))
      stage.clock.advance(by: .seconds(9))
      try await #expect(reply.status == 200)
    }
  }

  @Test("a silent platform has accepted, and answers nobody")
  func silence() async throws {
    try await Rehearsal.with { stage in
      stage.sandbox.faults.add(FaultRule(.silence(.after)))
      let client = Task { try await stage.toot("Heard") }
      try await until { stage.sandbox.requests.all.last?.outcome == "silence" }
      #expect(stage.sandbox.posts().map(\.text) == ["Heard"])
      client.cancel()
      await #expect(throws: WireFailure.closed) { try await client.value }
    }
  }

  @Test("a rate limit by fault tells its reset in the platform's own form")
  func rateLimits() async throws {
    try await Rehearsal.with { stage in
      let jwt = try await stage.jwt()
      stage.sandbox.faults.add(FaultRule(.rateLimit(seconds: 90), count: 2))
      let mastodon = try await stage.toot("No")
      #expect(mastodon.status == 429)
      #expect(mastodon.header("X-RateLimit-Reset") == "2026-11-01T10:01:30.000000Z")
      let bluesky = try await stage.post("No", jwt: jwt)
      #expect(bluesky.status == 429)
      #expect(bluesky.header("RateLimit-Reset") == "1793527290")
      #expect(bluesky.header("Retry-After") == "90")
      #expect(stage.sandbox.posts().isEmpty)
    }
  }

  @Test("a late post is there for its author's reply only, and for readers after its time")
  func late() async throws {
    try await Rehearsal.with { stage in
      let jwt = try await stage.jwt()
      stage.sandbox.faults.add(FaultRule(.late(seconds: 60), count: nil))
      let id = try #require(try await stage.toot("Soon").json()["id"]?.string)
      _ = try await stage.post("Soon", rkey: BlueskyRecordTests.rkey, jwt: jwt)
      try await #expect(stage.read("/api/v1/statuses/\(id)").status == 404)
      try await #expect(stage.read("/api/v1/accounts/\(stage.acme.id)/statuses").json() == [])
      try await #expect(stage.getRecord(BlueskyRecordTests.rkey).status == 400)
      stage.clock.advance(by: .seconds(60))
      try await #expect(stage.read("/api/v1/statuses/\(id)").status == 200)
      try await #expect(stage.getRecord(BlueskyRecordTests.rkey).status == 200)
    }
  }

  @Test("tokens expired by fault are refused from that request on")
  func expires() async throws {
    try await Rehearsal.with { stage in
      stage.sandbox.faults.add(FaultRule(.expireTokens, account: "acme", skip: 1))
      try await #expect(stage.toot("First").status == 200)
      try await #expect(stage.toot("Second").status == 401)
      try await #expect(stage.toot("Third").status == 401)
    }
  }

  @Test("the platform's own double shows in the truth, not in the reply")
  func duplicates() async throws {
    try await Rehearsal.with { stage in
      stage.sandbox.faults.add(FaultRule(.duplicate))
      _ = try await stage.toot("Twice", key: "k")
      #expect(stage.sandbox.posts().map(\.origin) == [.client, .platform])
    }
  }

  @Test("a rule meets only its account, its route and its count")
  func narrow() async throws {
    try await Rehearsal.with { stage in
      let other = stage.sandbox.account(.mastodon, "northwind", displayName: "Northwind Tools")
      let token = stage.sandbox.newCredential(other)
      stage.sandbox.faults.add(
        FaultRule(.status(500, .before, html: false), account: other.id, route: "statuses.create", count: 2))
      try await #expect(stage.toot("Mine").status == 200)
      try await #expect(stage.toot("1", token: token).status == 500)
      try await #expect(stage.toot("2", token: token).status == 500)
      try await #expect(stage.toot("3", token: token).status == 200)
    }
  }

  @Test("a random plan is the same for the same seed and another for another")
  func plan() async throws {
    func outcomes(_ seed: UInt64) async throws -> [Int] {
      var seen: [Int] = []
      try await Rehearsal.with { stage in
        stage.sandbox.faults.plan(
          FaultPlan(
            seed: seed, rate: 0.5, faults: [.status(500, .before, html: false), .status(503, .after, html: false)],
            routes: ["statuses.create"]))
        for number in 0..<24 { seen.append(try await stage.toot("\(number)").status) }
        let accepted = seen.count { $0 != 500 }
        #expect(stage.sandbox.posts().count == accepted)
      }
      return seen
    }
    let first = try await outcomes(1)
    #expect(Set(first) == [200, 500, 503])
    try await #expect(outcomes(1) == first)
    try await #expect(outcomes(2) != first)
  }
}
