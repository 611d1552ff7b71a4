import Database
import Foundation
import Kernel
import Platforms
import Publishing
import Sandbox
import TestKit
import Testing

@testable import prove_publishing

@Suite("Publications of an account that was removed")
struct RemovedAccountTests {
  @Test("what was planned ends at once, in words, and goes out after a reconnect")
  func planned() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      try await stage.publishing.remove(planned.connector, as: stage.tenant)
      let ended = try await stage.publishing.publication(planned.id, as: stage.tenant)
      #expect(ended.state == .failed && ended.sentence.contains("Connect it again"))
      #expect(try await stage.publishing.account(of: ended, as: stage.tenant).state == .removed)
      #expect(try await stage.settle(planned.id).state == .failed)
      #expect(try await stage.scene.connect(.bluesky).id == planned.connector)
      _ = try await stage.publishing.reschedule(
        planned.id, to: .now, lateSeconds: nil, expected: nil, as: stage.tenant)
      #expect(try await stage.settle(planned.id).state == .published)
    }
  }

  @Test("what is not settled waits for a person, who is told to connect it again before linking it")
  func unknown() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      stage.sandbox.faults.add(FaultRule(.cut(bodyBytes: nil), route: stage.route(.bluesky)))
      _ = try await stage.ledger.advance(planned.id)
      #expect(try await stage.publishing.publication(planned.id, as: stage.tenant).state == .unknown)
      try await stage.publishing.remove(planned.connector, as: stage.tenant)
      let asked = try await stage.publishing.publication(planned.id, as: stage.tenant)
      #expect(asked.state == .needsHuman && asked.reason == "account-removed")
      let address = try #require(stage.sandbox.posts().first?.uri)
      let told = await problem { try await stage.publishing.decide(asked.id, .out(address), as: stage.tenant) }
      #expect(told?.kind == .conflict)
      _ = try await stage.scene.connect(.bluesky)
      #expect(try await stage.publishing.decide(asked.id, .out(address), as: stage.tenant).state == .published)
    }
  }

  @Test("what was on the wire when it went is not read for ever")
  func sent() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.mastodon)
      try await stage.publishing.remove(planned.connector, as: stage.tenant)
      try await stage.run(
        """
        UPDATE publications SET state = 'sent', payload = '{}', client_token = 't', sent_at = now(),
          send_deadline = now(), settle_at = now()
        """)
      let asked = try await stage.settle(planned.id)
      #expect(asked.state == .needsHuman && asked.reason == "account-removed")
    }
  }

  @Test("what is out stays to be seen, and cannot be deleted from here")
  func published() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.mastodon)
      #expect(try await stage.settle(planned.id).state == .published)
      try await stage.publishing.remove(planned.connector, as: stage.tenant)
      let out = try await stage.publishing.publication(planned.id, as: stage.tenant)
      #expect(out.state == .published)
      #expect(try await stage.publishing.account(of: out, as: stage.tenant).account.handle.contains("acme_0"))
      #expect(await problem { try await stage.publishing.delete(out.id, as: stage.tenant) }?.kind == .conflict)
    }
  }
}
