import Database
import Foundation
import Kernel
import Publishing
import Sandbox
import TestKit
import Testing

@testable import prove_publishing

@Suite("Stop everything")
struct StopTests {
  @Test(
    "nothing goes out after the click, and resuming shows first what would", arguments: ["org", "brand", "connector"])
  func stops(_ name: String) async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      let scope: StopScope =
        name == "org" ? .org : name == "brand" ? .brand(planned.brand) : .connector(planned.brand, planned.connector)
      let report = try await stage.publishing.stop(scope, as: stage.tenant)
      #expect(report.onTheirWay.isEmpty)
      guard case .wait = try await stage.ledger.advance(planned.id) else {
        Issue.record("it did not wait")
        return
      }
      #expect(stage.sandbox.posts().isEmpty)
      let preview = try await stage.publishing.previewResume(scope, as: stage.tenant)
      #expect(preview.due.map(\.id) == [planned.id])
      try await stage.publishing.resume(scope, as: stage.tenant)
      #expect(try await stage.settle(planned.id).state == .published)
    }
  }

  @Test("resuming what is not stopped is refused, and stopping twice is one stop")
  func twice() async throws {
    try await Stage.run { stage in
      #expect(await problem { try await stage.publishing.resume(.org, as: stage.tenant) }?.kind == .conflict)
      _ = try await stage.publishing.stop(.org, as: stage.tenant)
      _ = try await stage.publishing.stop(.org, as: stage.tenant)
      try await stage.publishing.resume(.org, as: stage.tenant)
      #expect(try await stage.publishing.previewResume(.org, as: stage.tenant).stops.isEmpty)
    }
  }

  @Test(
    "somebody limited to a brand neither stops the organisation nor lifts its stop, and sees what holds their posts")
  func limited() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      let client = TenantContext(org: stage.tenant.org, brands: .only([planned.brand]), actor: stage.tenant.actor)
      #expect(await problem { try await stage.publishing.stop(.org, as: client) }?.kind == .forbidden)
      #expect(try await stage.publishing.previewResume(.org, as: stage.tenant).stops.isEmpty)
      _ = try await stage.publishing.stop(.org, as: stage.tenant)
      #expect(await problem { try await stage.publishing.resume(.org, as: client) }?.kind == .forbidden)
      let seen = try await stage.publishing.stopsInForce(.brand(planned.brand), as: client)
      #expect(seen.map(\.stop.scope) == [.org])
      #expect(seen.first?.due.map(\.id) == [planned.id])
      _ = try await stage.ledger.advance(planned.id)
      #expect(stage.sandbox.posts().isEmpty)
      _ = try await stage.publishing.stop(.brand(planned.brand), as: client)
      try await stage.publishing.resume(.brand(planned.brand), as: client)
      #expect(try await stage.publishing.previewResume(.org, as: stage.tenant).stops.count == 1)
    }
  }

  @Test("the stop after a restore is lifted by nobody who sees only some of the brands")
  func limitedAfterRestore() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      try await stage.run(
        """
        INSERT INTO publishing_stops (org_id, id, scope, reason, lost_from, stopped_at, stopped_by)
        SELECT id, gen_random_uuid(), 'org', 'restored', now() - interval '1 hour', now(), 'worker.ledger' FROM orgs
        """)
      let client = TenantContext(org: stage.tenant.org, brands: .only([planned.brand]), actor: stage.tenant.actor)
      #expect(await problem { try await stage.publishing.resume(.org, as: client) }?.kind == .forbidden)
      #expect(try await stage.publishing.publication(planned.id, as: stage.tenant).state == .planned)
      try await stage.publishing.resume(.org, as: stage.tenant)
      #expect(try await stage.publishing.publication(planned.id, as: stage.tenant).reason == "restored")
    }
  }

  @Test("every stop that holds a brand's posts is shown with what lifting it alone would send")
  func shown() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      let (brand, connector) = (planned.brand, StopScope.connector(planned.brand, planned.connector))
      _ = try await stage.publishing.stop(.org, as: stage.tenant)
      _ = try await stage.publishing.stop(connector, as: stage.tenant)
      let both = try await stage.publishing.stopsInForce(.brand(brand), as: stage.tenant)
      #expect(both.map(\.stop.scope) == [.org, connector])
      #expect(both.allSatisfy { $0.due.isEmpty })
      #expect(both.last?.account == "@acme0.sandbox.example")
      try await stage.publishing.resume(.org, as: stage.tenant)
      let one = try await stage.publishing.stopsInForce(.brand(brand), as: stage.tenant)
      #expect(one.map(\.due.count) == [1])
      let other = try await stage.database.makeBrand(stage.tenant, name: "Acme Tea", mode: "rehearsal")
      #expect(try await stage.publishing.stopsInForce(.brand(other), as: stage.tenant).isEmpty)
    }
  }

  @Test("a switched-off account sends nothing until it is switched on")
  func disabled() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      _ = try await stage.publishing.setEnabled(planned.connector, false, as: stage.tenant)
      _ = try await stage.ledger.advance(planned.id)
      #expect(stage.sandbox.posts().isEmpty)
      _ = try await stage.publishing.setEnabled(planned.connector, true, as: stage.tenant)
      #expect(try await stage.settle(planned.id).state == .published)
    }
  }
}

@Suite("A database that was restored or copied")
struct RestoreTests {
  @Test("holds publishing, and what was due meanwhile is found on the account or waits for a person")
  func restored() async throws {
    try await Stage.run { stage in
      let connector = try await stage.scene.connect(.mastodon)
      let posts = try await stage.scene.posts(.mastodon, ["It is out", "It is not"], stage.database)
      let out = try await stage.scene.schedule(posts[0], connector.id)
      let not = try await stage.scene.schedule(posts[1], connector.id)
      #expect(try await stage.settle(out.id).state == .published)
      try await stage.run(
        """
        UPDATE publications SET state = 'planned', payload = NULL, payload_hash = NULL, words_hash = NULL,
          client_token = NULL, sent_at = NULL, first_sent_at = NULL, send_deadline = NULL, settle_at = NULL,
          external_id = NULL, external_url = NULL, published_at = NULL, attempts = 0
        """)
      #expect(try await LedgerGuard(stage.parts, stage.database.worker).check() == [stage.tenant.org])
      _ = try await stage.ledger.advance(not.id)
      #expect(stage.sandbox.posts().count == 1)
      try await stage.publishing.resume(.org, as: stage.tenant)
      #expect(try await stage.settle(out.id).state == .published)
      let held = try await stage.settle(not.id)
      #expect(held.state == .needsHuman && held.reason == "restored")
      #expect(stage.sandbox.posts().count == 1)
      try await goesOn(stage, connector, after: 1)
    }
  }

  @Test("under a running worker is noticed at the next send")
  func underneath() async throws {
    try await Stage.run { stage in
      let first = try await stage.planned(.bluesky, "One")
      #expect(try await stage.settle(first.id).state == .published)
      let posts = try await stage.scene.posts(.bluesky, ["Two"], stage.database)
      try await stage.run("UPDATE publications SET sent_at = now() - interval '1 hour'")
      let second = try await stage.scene.schedule(posts[0], first.connector)
      _ = try await stage.ledger.advance(second.id)
      #expect(stage.sandbox.posts().count == 1)
      #expect(try await stage.publishing.previewResume(.org, as: stage.tenant).stops.first?.reason == "restored")
      try await stage.publishing.resume(.org, as: stage.tenant)
      #expect(try await stage.settle(second.id).reason == "restored")
      try await goesOn(stage, stage.scene.connect(.mastodon), after: 1)
    }
  }

  @Test("that is restored again from the same backup holds again")
  func twice() async throws {
    try await Stage.run { stage in
      let first = try await stage.planned(.bluesky, "One")
      #expect(try await stage.settle(first.id).state == .published)
      let posts = try await stage.scene.posts(.bluesky, ["Two", "Three"], stage.database)
      for post in posts {
        try await stage.run(
          """
          UPDATE publications SET sent_at = '2026-01-01'; UPDATE publishing_stops SET resumed_at = now();
          UPDATE system.ledger SET epoch = 1
          """)
        let next = try await stage.scene.schedule(post, first.connector)
        _ = try await stage.ledger.advance(next.id)
        #expect(stage.sandbox.posts().count == 1)
      }
    }
  }

  /// After a person resumed, new posts go out as ever.
  private func goesOn(_ stage: Stage, _ connector: Connector, after count: Int) async throws {
    let posts = try await stage.scene.posts(.mastodon, ["A new one"], stage.database)
    let next = try await stage.scene.schedule(posts[0], connector.id)
    #expect(try await stage.settle(next.id).state == .published)
    #expect(stage.sandbox.posts().count == count + 1)
    #expect(try await LedgerGuard(stage.parts, stage.database.worker).check().isEmpty)
  }

  @Test("a start without the note beside the key, or with a copied one, holds publishing")
  func copied() async throws {
    try await Stage.run { stage in
      var parts = stage.parts
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("copy-\(UUID().uuidString)")
      parts.mark = try LedgerMark(folder: folder)
      #expect(try await LedgerGuard(parts, stage.database.worker).check() == [stage.tenant.org])
      #expect(try await LedgerGuard(parts, stage.database.worker).check().isEmpty)
      try? FileManager.default.removeItem(at: folder)
    }
  }

  @Test("an ordinary restart holds nothing")
  func restart() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      #expect(try await stage.settle(planned.id).state == .published)
      #expect(try await LedgerGuard(stage.parts, stage.database.worker).check().isEmpty)
    }
  }
}
