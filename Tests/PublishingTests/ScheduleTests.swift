import Contracts
import Database
import Foundation
import Kernel
import Publishing
import Sandbox
import TestKit
import Testing

@testable import prove_publishing

/// Studio's answer with an approval demanded or a finding added, as policies will make it.
struct AlteredContents: PostContents {
  var base: any PostContents
  var change: @Sendable (inout PublishablePost) -> Void

  func publishable(_ post: PostID, locked tx: Transaction) async throws -> PublishablePost? {
    var found = try await base.publishable(post, locked: tx)
    if found != nil { change(&found!) }
    return found
  }
}

@Suite("Scheduling a post")
struct ScheduleTests {
  private func wish(_ post: PostID, _ connector: Connector, at wall: String, zone: String = "Europe/Berlin")
    -> ScheduleWish
  {
    ScheduleWish(post: post, connector: connector.id, when: .wall(wall, zone: zone))
  }

  private func nextYear(_ rest: String) -> String {
    "\(Calendar(identifier: .gregorian).component(.year, from: Date()) + 1)-\(rest)"
  }

  @Test("keeps the instant with the wall time and zone that was meant")
  func keeps() async throws {
    try await Stage.run { stage in
      let (post, connector) = try await stage.ready(.mastodon)
      let planned = try await stage.publishing.schedule(
        wish(post, connector, at: nextYear("01-15T09:00")), as: stage.tenant)
      #expect(planned.state == .planned)
      #expect(planned.zone == "Europe/Berlin")
      #expect(planned.wallTime == nextYear("01-15T09:00:00"))
      #expect(WallTime(seconds: Int(planned.scheduledAt.timeIntervalSince1970))?.hour == 8)
    }
  }

  @Test("a time that the clock jumps over moves forward, and says so")
  func gap() async throws {
    try await Stage.run { stage in
      let (post, connector) = try await stage.ready(.mastodon)
      let planned = try await stage.publishing.schedule(wish(post, connector, at: "2027-03-28T02:30"), as: stage.tenant)
      #expect(planned.zoneReading == .gap)
      #expect(planned.scheduledAt == Date(timeIntervalSince1970: 1_806_197_400))
    }
  }

  @Test(
    "refuses times that make no sense",
    arguments: [
      ("2020-01-01T09:00", "Europe/Berlin"), ("9999-12-31T23:59", "Europe/Berlin"),
      ("2027-02-30T09:00", "Europe/Berlin"),
      ("tomorrow at nine", "Europe/Berlin"), ("2027-02-20T09:00", "Mars/Olympus"), ("2027-02-20T09:00", "../UTC"),
    ])
  func badTimes(_ wall: String, _ zone: String) async throws {
    try await Stage.run { stage in
      let (post, connector) = try await stage.ready(.mastodon)
      let refused = await problem {
        try await stage.publishing.schedule(wish(post, connector, at: wall, zone: zone), as: stage.tenant)
      }
      #expect(refused?.kind == .invalid)
    }
  }

  @Test("refuses a second open occurrence of a post on the same account")
  func twice() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.mastodon)
      let refused = await problem { try await stage.scene.schedule(planned.post, planned.connector) }
      #expect(refused?.kind == .conflict)
    }
  }

  @Test("allows another occurrence once the first has ended, under another number")
  func again() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.mastodon)
      _ = try await stage.publishing.cancel(planned.id, expected: nil, as: stage.tenant)
      let second = try await stage.scene.schedule(planned.post, planned.connector)
      #expect(second.occurrence == 2)
    }
  }

  @Test("refuses a post that is not ready, one of another platform, and one that is not there")
  func unfit() async throws {
    try await Stage.run { stage in
      let mastodon = try await stage.scene.connect(.mastodon)
      let drafts = try await stage.scene.posts(.mastodon, ["Draft"], stage.database, state: "draft")
      let others = try await stage.scene.posts(.bluesky, ["Other"], stage.database)
      #expect(await problem { try await stage.scene.schedule(drafts[0], mastodon.id) }?.kind == .conflict)
      #expect(await problem { try await stage.scene.schedule(others[0], mastodon.id) }?.kind == .invalid)
      let nobody = IDSource.system.new(PostID.self)
      #expect(await problem { try await stage.scene.schedule(nobody, mastodon.id) }?.kind == .notFound)
    }
  }

  @Test("another tenant's post and account are simply not there")
  func otherTenant() async throws {
    try await Stage.run { stage in
      let (post, connector) = try await stage.ready(.mastodon)
      let stranger = try await stage.database.makeTenant()
      let refused = await problem {
        try await stage.publishing.schedule(
          ScheduleWish(post: post, connector: connector.id, when: .now), as: stranger)
      }
      #expect(refused?.kind == .notFound)
    }
  }

  @Test("refuses a text that changed since the person saw it")
  func wrongHash() async throws {
    try await Stage.run { stage in
      let (post, connector) = try await stage.ready(.mastodon)
      let wish = ScheduleWish(
        post: post, connector: connector.id, when: .now, seenHash: String(repeating: "0", count: 64))
      #expect(await problem { try await stage.publishing.schedule(wish, as: stage.tenant) }?.kind == .stale)
    }
  }

  @Test("refuses a post without its approval, and one that changed after it")
  func approval() async throws {
    for approved in [nil, String(repeating: "0", count: 64)] {
      let contents = AlteredContents(base: StudioContents.real) {
        $0.needsApproval = true
        $0.approvedHash = approved
      }
      try await Stage.run(contents: contents) { stage in
        let (post, connector) = try await stage.ready(.mastodon)
        #expect(await problem { try await stage.scene.schedule(post, connector.id) }?.kind == .conflict)
      }
    }
  }

  @Test("refuses a post that a policy blocks")
  func blocked() async throws {
    let contents = AlteredContents(base: StudioContents.real) { $0.findingsBlock = ["x.length"] }
    try await Stage.run(contents: contents) { stage in
      let (post, connector) = try await stage.ready(.mastodon)
      #expect(await problem { try await stage.scene.schedule(post, connector.id) }?.kind == .conflict)
    }
  }

  @Test("refuses a text that the account's own server does not take, also when the server changes its mind later")
  func serverLimit() async throws {
    try await Stage.run { stage in
      let text = "Fresh beans today at https://acme.com/beans/from/far-away"
      let (post, connector) = try await stage.ready(.mastodon, text)
      try await stage.run(#"UPDATE connectors SET limits = '{"maxCharacters": 40, "charactersPerLink": 23}'"#)
      let refused = await problem { try await stage.scene.schedule(post, connector.id) }
      #expect(refused?.kind == .conflict)
      #expect(refused?.detail.contains("takes 40 characters as its server counts them; this has 44. Cut 4.") == true)
      try await stage.run(#"UPDATE connectors SET limits = '{"maxCharacters": 44, "charactersPerLink": 23}'"#)
      let planned = try await stage.scene.schedule(post, connector.id)
      try await stage.run(#"UPDATE connectors SET limits = '{"maxCharacters": 43, "charactersPerLink": 23}'"#)
      let done = try await stage.settle(planned.id)
      #expect(done.state == .failed && done.reason == "too-long")
      let limits = try await stage.database.app.transaction(as: stage.tenant) {
        try await ConnectorRules().limits(of: planned.brand, on: "mastodon", in: $0)
      }
      #expect(limits.maxCharacters == 43)
    }
  }

  @Test("the text of a post is fixed while its words are out or may be", arguments: PublicationState.allCases)
  func fixed(_ state: PublicationState) async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      try await stage.run(
        """
        UPDATE publications SET state = '\(state.rawValue)', payload = '', client_token = 't', sent_at = now(),
          send_deadline = now(), settle_at = now(), external_id = 'x', published_at = now()
        """)
      let lookup = LedgerLookup(stage.database.app)
      let found = try await stage.database.app.transaction(as: stage.tenant) {
        try await lookup.publications(of: planned.post, in: $0)
      }
      let open: Set<PublicationState> = [.planned, .retryable, .failed, .missed, .cancelled, .deleted]
      #expect(found.map(\.fixesText) == [!open.contains(state)])
    }
  }

  @Test("moves and cancels while nothing has left, and refuses both from sent on")
  func change() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      let moved = try await stage.publishing.reschedule(
        planned.id, to: .wall(nextYear("05-05T10:00"), zone: "UTC"), lateSeconds: nil, expected: planned.version,
        as: stage.tenant)
      #expect(moved.occurrence == planned.occurrence)
      for state in ["sent", "unknown", "needs_human", "published"] {
        try await stage.run(
          """
          UPDATE publications SET state = '\(state)', payload = '', client_token = 't', sent_at = now(),
            send_deadline = now(), settle_at = now(), external_id = 'x', published_at = now()
          """)
        let move = await problem {
          try await stage.publishing.reschedule(
            planned.id, to: .wall(nextYear("06-05T10:00"), zone: "UTC"), lateSeconds: nil, expected: nil,
            as: stage.tenant)
        }
        let cancel = await problem { try await stage.publishing.cancel(planned.id, expected: nil, as: stage.tenant) }
        #expect(move?.kind == .conflict, "\(state)")
        #expect(cancel?.kind == .conflict, "\(state)")
      }
    }
  }

  @Test("a stale edit is told so")
  func stale() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      let refused = await problem {
        try await stage.publishing.cancel(planned.id, expected: planned.version + 1, as: stage.tenant)
      }
      #expect(refused?.kind == .stale)
    }
  }

  @Test("a live brand and a sandbox account do not mix")
  func modes() async throws {
    try await Stage.run(mode: "live") { stage in
      #expect(await problem { try await stage.scene.connect(.mastodon) }?.kind == .conflict)
    }
  }
}
