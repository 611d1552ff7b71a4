import Contracts
import Database
import Foundation
import Kernel
import Platforms
import Publishing
import Sandbox
import Synchronization
import TestKit
import Testing

@testable import prove_publishing

private let platforms = SandboxPlatform.allCases

@Suite("The ledger")
struct LedgerTests {
  @Test("publishes once, stores where it is, and leaves evidence", arguments: platforms)
  func publishes(_ platform: SandboxPlatform) async throws {
    try await Stage.run { stage in
      let done = try await stage.settle(try await stage.planned(platform).id)
      #expect(done.state == .published)
      #expect(done.attempts == 1)
      let post = try #require(stage.sandbox.posts().first)
      #expect(done.externalID == (platform == .mastodon ? post.id : post.uri))
      let tried = try await stage.publishing.attempts(done.id, as: stage.tenant)
      #expect(tried.map(\.outcome) == ["published"])
    }
  }

  @Test("waits for its time")
  func waits() async throws {
    try await Stage.run { stage in
      let (post, connector) = try await stage.ready(.bluesky)
      let later = ScheduleWish(
        post: post, connector: connector.id, when: .instant(Date(timeIntervalSinceNow: 3600), zone: "UTC"))
      let planned = try await stage.publishing.schedule(later, as: stage.tenant)
      guard case .wait(let rest) = try await stage.ledger.advance(planned.id) else {
        Issue.record("it did not wait")
        return
      }
      #expect(rest > .seconds(3500))
      #expect(stage.sandbox.posts().isEmpty)
    }
  }

  @Test(
    "whatever the platform does to a create call, one post is out and the ledger knows it",
    arguments: platforms,
    [
      Fault.cut(bodyBytes: nil), .cut(bodyBytes: 9), .reset(.before), .reset(.after), .silence(.before),
      .silence(.after),
      .status(500, .before, html: false), .status(500, .after, html: false), .status(503, .after, html: true),
      .delay(seconds: 1.2, .before), .delay(seconds: 1.2, .after), .rateLimit(seconds: 1), .late(seconds: 1.5),
      .keyLate(seconds: 0.5), .expireTokens,
    ])
  func faults(_ platform: SandboxPlatform, _ fault: Fault) async throws {
    guard !(platform == .mastodon && fault == .expireTokens) else { return }
    try await Stage.run { stage in
      let planned = try await stage.planned(platform)
      stage.sandbox.faults.add(FaultRule(fault, platform: platform, route: stage.route(platform)))
      let done = try await stage.settle(planned.id)
      #expect(done.state == .published, "\(done.state) \(done.reason)")
      #expect(stage.sandbox.posts().count == 1)
    }
  }

  @Test("a reply that was cut while readers do not see the post yet is not sent again too early", arguments: platforms)
  func cutAndLate(_ platform: SandboxPlatform) async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(platform)
      stage.sandbox.faults.add(FaultRule(.cut(bodyBytes: nil), platform: platform, route: stage.route(platform)))
      stage.sandbox.faults.add(FaultRule(.late(seconds: 1.5), platform: platform, route: stage.route(platform)))
      stage.sandbox.faults.add(FaultRule(.keyLate(seconds: nil), platform: platform, route: stage.route(platform)))
      let done = try await stage.settle(planned.id)
      #expect(done.state == .published, "\(done.state) \(done.reason)")
      #expect(stage.sandbox.posts().count == 1)
    }
  }

  @Test("a token that is dead fails the post in words, marks the account lost, and sends nothing")
  func deadToken() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.mastodon)
      let account = stage.sandbox.account(.mastodon, "acme_0", displayName: "")
      stage.sandbox.revokeCredentials(of: account)
      let done = try await stage.settle(planned.id)
      #expect(done.state == .failed)
      #expect(done.sentence.contains("Connect the account again"))
      #expect(try await stage.publishing.connector(planned.connector, as: stage.tenant).state == .lost)
      #expect(stage.sandbox.posts().isEmpty)
    }
  }

  @Test("a takeover of what was sent only reads")
  func takeover() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      let other = Mutex(false)
      var parts = stage.parts
      let inner = stage.ledger
      parts.kill = KillSwitch { point in
        if point == .marked { other.withLock { $0 = true } }
      }
      stage.sandbox.faults.add(FaultRule(.delay(seconds: 0.4, .before), route: stage.route(.bluesky)))
      async let first = Ledger(parts, stage.database.worker, stage.tenant).advance(planned.id)
      try await until { other.withLock { $0 } }
      _ = try await inner.advance(planned.id)
      _ = try await first
      let done = try await stage.settle(planned.id)
      #expect(done.state == .published)
      #expect(stage.sandbox.posts().count == 1)
    }
  }

  @Test("a worker that was fenced off before its commit of sent writes no byte")
  func fencedOff() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      let database = stage.database
      var parts = stage.parts
      let cancelled = Mutex(false)
      parts.kill = KillSwitch { point in
        guard point == .connected, !cancelled.withLock({ $0 }) else { return }
        cancelled.withLock { $0 = true }
        blockingRun {
          try await database.asSuperuser { connection in
            _ = try await connection.rows("UPDATE publications SET fence = fence + 1")
          }
        }
      }
      _ = try await Ledger(parts, stage.database.worker, stage.tenant).advance(planned.id)
      #expect(stage.sandbox.posts().isEmpty)
      #expect(try await stage.publishing.publication(planned.id, as: stage.tenant).state == .intent)
      #expect(try await stage.settle(planned.id).state == .published)
    }
  }

  @Test("a post that was taken back, blocked or changed after scheduling does not go out")
  func rechecked() async throws {
    for (sql, reason) in [
      ("UPDATE posts SET state = 'draft'", "post-not-ready"),
      (
        "UPDATE variants SET findings = '[{\"rule\":\"x\",\"severity\":\"block\",\"span\":{\"start\":0,\"end\":1},\"quote\":\"\",\"message\":\"\"}]'",
        "blocked-by-policy"
      ),
    ] {
      try await Stage.run { stage in
        let planned = try await stage.planned(.bluesky)
        try await stage.run(sql)
        let done = try await stage.settle(planned.id)
        #expect(done.state == .failed)
        #expect(done.reason == reason)
        #expect(stage.sandbox.posts().isEmpty)
      }
    }
  }

  @Test("what was pinned to the text that a person saw stops when the text changes")
  func pinned() async throws {
    try await Stage.run { stage in
      let (post, connector) = try await stage.ready(.bluesky)
      let refused = await problem {
        try await stage.publishing.schedule(
          ScheduleWish(post: post, connector: connector.id, when: .now, seenHash: String(repeating: "a", count: 64)),
          as: stage.tenant)
      }
      let hash = try #require(refused?.current?.replacing("\"", with: ""))
      let planned = try await stage.publishing.schedule(
        ScheduleWish(post: post, connector: connector.id, when: .now, seenHash: hash), as: stage.tenant)
      try await stage.run("UPDATE variants SET text = 'Other words'")
      let done = try await stage.settle(planned.id)
      #expect(done.state == .failed && done.reason == "content-changed")
    }
  }

  @Test("the same words wait while they are under way on the account")
  func sameWords() async throws {
    try await Stage.run { stage in
      let connector = try await stage.scene.connect(.bluesky)
      let posts = try await stage.scene.posts(.bluesky, ["Same  words", "Same words"], stage.database)
      let first = try await stage.scene.schedule(posts[0], connector.id)
      let second = try await stage.scene.schedule(posts[1], connector.id)
      try await stage.run(
        """
        UPDATE publications SET state = 'unknown', payload = '', client_token = 't', sent_at = now(), words_hash = (
          SELECT encode(sha256('Same words'), 'hex')), settle_at = now() + interval '1 hour' WHERE id = '\(first.id.uuid)'
        """)
      guard case .wait = try await stage.ledger.advance(second.id) else {
        Issue.record("it did not wait")
        return
      }
      let waiting = try await stage.publishing.publication(second.id, as: stage.tenant)
      #expect(waiting.state == .planned && waiting.reason == "same-words")
      #expect(stage.sandbox.posts().isEmpty)
    }
  }

  @Test("too late is missed, and can be given another time")
  func missed() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      try await stage.run("UPDATE publications SET scheduled_at = now() - interval '3 hours'")
      #expect(try await stage.settle(planned.id).state == .missed)
      let again = try await stage.publishing.reschedule(
        planned.id, to: .now, lateSeconds: nil, expected: nil, as: stage.tenant)
      #expect(again.state == .planned)
      #expect(try await stage.settle(planned.id).state == .published)
    }
  }

  @Test("a publication whose key has expired waits for a person, who says what is true")
  func person() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.mastodon)
      stage.sandbox.faults.add(FaultRule(.status(500, .before, html: false), route: stage.route(.mastodon)))
      guard case .again = try await stage.ledger.advance(planned.id) else { return }
      try await stage.run(
        """
        UPDATE publications SET first_sent_at = now() - interval '2 hours', settle_at = now() - interval '1 hour'
        """)
      let asked = try await stage.settle(planned.id)
      #expect(asked.state == .needsHuman && asked.reason == "key-expired")
      let wrong = await problem {
        try await stage.publishing.decide(asked.id, .out("https://elsewhere.example/1"), as: stage.tenant)
      }
      #expect(wrong?.kind == .invalid)
      let again = try await stage.publishing.decide(asked.id, .notOut, as: stage.tenant)
      #expect(again.state == .retryable)
      let sent = try await stage.settle(planned.id)
      #expect(sent.state == .published, "\(sent.state): \(sent.reason)")
      #expect(stage.sandbox.posts().count == 1)
      let late = await problem { try await stage.publishing.decide(asked.id, .leave, as: stage.tenant) }
      #expect(late?.kind == .conflict)
    }
  }
}

/// Runs async work from a synchronous hook on a thread of its own.
func blockingRun(_ body: @escaping @Sendable () async throws -> Void) {
  let done = DispatchSemaphore(value: 0)
  Task.detached {
    try? await body()
    done.signal()
  }
  done.wait()
}
