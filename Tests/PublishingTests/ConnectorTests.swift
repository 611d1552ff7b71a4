import Contracts
import Database
import Foundation
import Jobs
import Kernel
import Platforms
import Sandbox
import TestKit
import Testing

@testable import Publishing
@testable import prove_publishing

@Suite("Connected accounts")
struct ConnectorTests {
  @Test("a reconnect keeps the row and replaces the access", arguments: SandboxPlatform.allCases)
  func reconnect(_ platform: SandboxPlatform) async throws {
    try await Stage.run { stage in
      let first = try await stage.scene.connect(platform)
      let second = try await stage.scene.connect(platform)
      #expect(first.id == second.id)
      #expect(second.tokenGeneration == first.tokenGeneration + 1)
    }
  }

  @Test("a status check of a platform that is away is told so and changes nothing")
  func blip() async throws {
    try await Stage.run { stage in
      let connector = try await stage.scene.connect(.bluesky)
      await stage.sandbox.stop()
      #expect(await problem { try await stage.publishing.check(connector.id, as: stage.tenant) }?.kind == .unavailable)
      #expect(try await stage.publishing.connector(connector.id, as: stage.tenant) == connector)
    }
  }

  @Test("an account that its platform deactivated cannot publish, says why, and is back once it is")
  func deactivated() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      let account = stage.sandbox.account(.bluesky, "acme0.sandbox.example", displayName: "")
      stage.sandbox.setActive(account, false)
      let blocked = try await stage.publishing.check(planned.connector, as: stage.tenant)
      #expect(!blocked.canSend && blocked.stateReason == "account-blocked")
      #expect(blocked.nextStep.contains("suspended or deactivated"))
      #expect(try await stage.settle(planned.id).state == .failed)
      stage.sandbox.setActive(account, true)
      #expect(try await stage.publishing.check(planned.connector, as: stage.tenant).canSend)
      _ = try await stage.publishing.reschedule(
        planned.id, to: .now, lateSeconds: nil, expected: nil, as: stage.tenant)
      #expect(try await stage.settle(planned.id).state == .published)
    }
  }

  @Test("a post that meets a deactivated account fails in words and marks the account")
  func deactivatedOnTheWire() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      stage.sandbox.setActive(stage.sandbox.account(.bluesky, "acme0.sandbox.example", displayName: ""), false)
      let done = try await stage.settle(planned.id)
      #expect(done.state == .failed && done.reason == "account-blocked")
      #expect(try await stage.publishing.connector(planned.connector, as: stage.tenant).state == .lost)
    }
  }

  @Test("an account's own posts are read, also when the access has just run out", arguments: SandboxPlatform.allCases)
  func history(_ platform: SandboxPlatform) async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(platform, "Fresh beans today")
      #expect(try await stage.settle(planned.id).state == .published)
      let history = PlatformHistory(stage.parts, stage.database.app)
      let accounts = try await history.accounts(of: stage.scene.brand, as: stage.tenant)
      #expect(accounts.map(\.id) == [planned.connector] && accounts.first?.handle.contains("acme") == true)
      if platform == .bluesky {
        stage.sandbox.expireTokens(of: stage.sandbox.account(.bluesky, "acme0.sandbox.example", displayName: ""))
      }
      let texts = try await history.posts(
        of: planned.connector, brand: stage.scene.brand, most: 10, as: stage.tenant)
      #expect(texts == ["Fresh beans today"])
      let other = await problem {
        try await history.posts(of: planned.connector, brand: IDSource.system.new(), most: 10, as: stage.tenant)
      }
      #expect(other?.kind == .notFound)
    }
  }

  @Test("many who refresh at once spend the refresh token once")
  func oneRefresher() async throws {
    try await Stage.run { stage in
      let connector = try await stage.scene.connect(.bluesky)
      let open = try await stage.parts.session(connector.id, stage.database.worker, as: stage.tenant)
      let (parts, database, tenant) = (stage.parts, stage.database.worker, stage.tenant)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 { group.addTask { _ = try await parts.refreshed(open, database, as: tenant) } }
        try await group.waitForAll()
      }
      let after = try await stage.publishing.connector(connector.id, as: stage.tenant)
      #expect(after.state == .connected)
      #expect(after.tokenGeneration == connector.tokenGeneration + 1)
      #expect(try await stage.publishing.check(connector.id, as: stage.tenant).state == .connected)
    }
  }

  @Test("a refresh whose reply is lost tries the old access once more before a person is asked")
  func lostReply() async throws {
    try await Stage.run { stage in
      let connector = try await stage.scene.connect(.bluesky)
      stage.sandbox.faults.add(FaultRule(.cut(bodyBytes: nil), route: "com.atproto.server.refreshSession"))
      let open = try await stage.parts.session(connector.id, stage.database.worker, as: stage.tenant)
      _ = try await stage.parts.refreshed(open, stage.database.worker, as: stage.tenant)
      let unsure = try await stage.publishing.connector(connector.id, as: stage.tenant)
      #expect(unsure.state == .refreshUnknown)
      #expect(unsure.canSend)
    }
  }

  @Test("a post goes out by the old access after a refresh whose reply was lost, without another refresh")
  func oldAccess() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      try await stage.run("UPDATE connectors SET refresh_after = now() - interval '1 minute'")
      stage.sandbox.faults.add(FaultRule(.cut(bodyBytes: nil), route: Self.refresh, count: nil))
      let done = try await stage.settle(planned.id)
      #expect(done.state == .published, "\(done.state) \(done.reason)")
      let connector = try await stage.publishing.connector(planned.connector, as: stage.tenant)
      #expect(connector.state == .refreshUnknown)
      #expect(connector.tokenGeneration == 1)
    }
  }

  @Test("when the old access has run out too, a refresh is tried once more; refused, a person is asked to connect")
  func oldAccessOver() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      try await stage.run(
        "UPDATE connectors SET state = 'refresh_unknown', refresh_after = now(), token_expires_at = now()")
      stage.sandbox.faults.add(FaultRule(.status(400, .before, html: false), route: Self.refresh))
      let done = try await stage.settle(planned.id)
      #expect(done.state == .failed && done.reason == "connector-lost")
      let lost = try await stage.publishing.connector(planned.connector, as: stage.tenant)
      #expect(lost.state == .lost && lost.nextStep == "Connect the account again.")
    }
  }

  private static let refresh = "com.atproto.server.refreshSession"

  @Test("a post that is held at the last moment says what holds it")
  func withheld() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      var parts = stage.parts
      let database = stage.database
      parts.kill = KillSwitch { point in
        guard point == .connected else { return }
        blockingRun {
          try await database.asSuperuser { connection in
            _ = try await connection.run("UPDATE connectors SET disabled_at = now()")
          }
        }
      }
      _ = try await Ledger(parts, stage.database.worker, stage.tenant).advance(planned.id)
      #expect(try await stage.publishing.publication(planned.id, as: stage.tenant).reason == "connector-disabled")
      #expect(stage.sandbox.posts().isEmpty)
    }
  }

  @Test("a removed account's access is gone and it is not there any more")
  func removed() async throws {
    try await Stage.run { stage in
      let connector = try await stage.scene.connect(.mastodon)
      try await stage.publishing.remove(connector.id, as: stage.tenant)
      #expect(await problem { try await stage.publishing.connector(connector.id, as: stage.tenant) }?.kind == .notFound)
    }
  }

  @Test("a wrong secret, a server that is none and one inside the network are refused in words")
  func refused() async throws {
    try await Stage.run { stage in
      func wish(_ base: String, _ token: String) -> ConnectWish {
        ConnectWish(
          brand: stage.scene.brand, platform: "mastodon", grant: .accessToken(baseURL: base, token: Redacted(token)))
      }
      let wrong = await problem {
        try await stage.publishing.connect(wish(stage.sandbox.addresses.mastodon, "nope"), as: stage.tenant)
      }
      #expect(wrong?.kind == .invalid)
      let inside = await problem {
        try await stage.publishing.connect(wish("https://169.254.169.254", "t"), as: stage.tenant)
      }
      #expect(inside?.kind == .invalid)
      await stage.sandbox.stop()
      let away = await problem {
        try await stage.publishing.connect(wish(stage.sandbox.addresses.mastodon, "t"), as: stage.tenant)
      }
      #expect(away?.fields.map(\.pointer) == ["/server"])
    }
  }

  @Test("the pace of an account holds, and a platform's wish for silence is kept")
  func pace() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.mastodon)
      try await stage.run(
        """
        INSERT INTO account_pace (org_id, connector_id, brand_id, tokens, filled_at, blocked_until)
        SELECT org_id, id, brand_id, 30, now(), now() + interval '1 hour' FROM connectors
        """)
      guard case .wait(let rest) = try await stage.ledger.advance(planned.id) else {
        Issue.record("it did not wait")
        return
      }
      #expect(rest > .seconds(60))
      #expect(stage.sandbox.posts().isEmpty)
    }
  }
}

@Suite("An account that nobody uses")
struct UnusedAccountTests {
  @Test("has its access renewed at half of its life, by the sweep")
  func renewed() async throws {
    try await Stage.run { stage in
      let connector = try await stage.scene.connect(.bluesky)
      try await stage.run(
        "UPDATE connectors SET refresh_after = now() - interval '1 minute', look_at = now() - interval '1 minute'")
      let renewed = try await swept(stage, connector) { $0.tokenGeneration > connector.tokenGeneration }
      #expect(renewed.tokenGeneration == connector.tokenGeneration + 1)
    }
  }

  @Test("has its server's limits read again each day")
  func reread() async throws {
    try await Stage.run { stage in
      let connector = try await stage.scene.connect(.mastodon)
      try await stage.run(
        """
        UPDATE connectors SET limits = '{"maxCharacters": 7}', checked_at = now() - interval '25 hours',
          look_at = now() - interval '1 hour'
        """)
      let read = try await swept(stage, connector) { $0.limits.maxCharacters != 7 }
      #expect(read.limits == connector.limits)
    }
  }

  @Test("is left alone until its look is due, and when it was removed")
  func leftAlone() async throws {
    try await Stage.run { stage in
      let connector = try await stage.scene.connect(.bluesky)
      #expect(try await stage.due().isEmpty)
      try await stage.run("UPDATE connectors SET look_at = now() - interval '1 hour'")
      #expect(try await stage.due() == [connector.id])
      #expect(try await stage.due().isEmpty)
      try await stage.publishing.remove(connector.id, as: stage.tenant)
      try await stage.run("UPDATE connectors SET look_at = now() - interval '1 hour'")
      #expect(try await stage.due().isEmpty)
    }
  }

  /// Runs the sweep and its jobs until the account is as wished, for a few seconds at most.
  private func swept(
    _ stage: Stage, _ connector: Connector, until isDone: (Connector) -> Bool
  ) async throws -> Connector {
    var registry = JobRegistry()
    try registry.register(system: ScheduleHandler(stage.parts))
    try registry.register(LookAtAccountHandler(stage.parts))
    let worker = Worker(
      stage.database.worker, registry: registry, settings: WorkerSettings(concurrency: 2, poll: .milliseconds(20)),
      logger: .quiet)
    try await stage.database.worker.systemTransaction { tx in try await tx.enqueue(system: ScheduleJob()) }
    let running = Task { try await worker.run() }
    var found = connector
    for _ in 0..<200 where !isDone(found) {
      try await TimeSource.system.sleep(.milliseconds(25))
      found = try await stage.publishing.connector(connector.id, as: stage.tenant)
    }
    worker.stop(patience: .zero)
    _ = await running.result
    return found
  }
}

extension Stage {
  fileprivate func due() async throws -> [ConnectorID] {
    try await database.worker.query(ConnectorStatements.toLookAt, as: tenant)
  }
}

@Suite("An account's calls")
struct AccountCallsTests {
  private func item(_ publication: Publication) -> PublishedItem {
    PublishedItem(
      publication: publication.id, post: publication.post, brand: publication.brand,
      connector: publication.connector, platform: publication.platform, externalID: publication.externalID ?? "",
      url: nil, publishedAt: publication.publishedAt ?? .distantPast)
  }

  @Test("are kept for posts when few are left: numbers wait")
  func reserve() async throws {
    try await Stage.run { stage in
      let out = try await stage.settle(try await stage.planned(.bluesky).id)
      let numbers = PlatformMetrics(stage.parts, stage.database.worker)
      #expect(try await numbers.metrics(of: [item(out)], as: stage.tenant).values.count == 1)
      try await stage.run("UPDATE account_pace SET tokens = 5, filled_at = now()")
      let waits = await problem { try await numbers.metrics(of: [item(out)], as: stage.tenant) }
      #expect(waits?.kind == .unavailable)
      #expect(try #require(waits?.retryAfter) > .seconds(20))
      let posts = try await stage.scene.posts(.bluesky, ["Another"], stage.database)
      let next = try await stage.scene.schedule(posts[0], out.connector)
      #expect(try await stage.settle(next.id).state == .published)
    }
  }

  @Test("stop for everything when the platform asks for silence, as long as it asks")
  func silence() async throws {
    try await Stage.run { stage in
      let out = try await stage.settle(try await stage.planned(.mastodon).id)
      let numbers = PlatformMetrics(stage.parts, stage.database.worker)
      stage.sandbox.faults.add(FaultRule(.rateLimit(seconds: 200), platform: .mastodon))
      let told = await problem { try await numbers.metrics(of: [item(out)], as: stage.tenant) }
      #expect(try #require(told?.retryAfter) > .seconds(100))
      let posts = try await stage.scene.posts(.mastodon, ["Another"], stage.database)
      let next = try await stage.scene.schedule(posts[0], out.connector)
      guard case .wait(let rest) = try await stage.ledger.advance(next.id) else {
        Issue.record("it did not wait")
        return
      }
      #expect(rest > .seconds(100))
    }
  }

  @Test("of one platform leave the other workers free: beyond its share a post waits its turn")
  func share() async throws {
    let slots = PlatformSlots(limit: 1)
    #expect(slots.take("mastodon") && !slots.take("mastodon") && slots.take("bluesky"))
    slots.give("mastodon")
    #expect(slots.take("mastodon"))
    try await Stage.run { stage in
      let planned = try await stage.planned(.mastodon)
      var parts = stage.parts
      parts.slots = slots
      let ledger = Ledger(parts, stage.database.worker, stage.tenant)
      guard case .wait = try await ledger.advance(planned.id) else {
        Issue.record("it did not wait")
        return
      }
      #expect(stage.sandbox.posts().isEmpty)
      slots.give("mastodon")
      guard case .ended = try await ledger.advance(planned.id) else { return }
      #expect(stage.sandbox.posts().count == 1)
      #expect(slots.take("mastodon"))
    }
  }
}
