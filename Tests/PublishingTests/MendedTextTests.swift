import Database
import Foundation
import Kernel
import Publishing
import Sandbox
import TestKit
import Testing

@testable import prove_publishing

@Suite("A text that is mended between two tries")
struct MendedTextTests {
  @Test("what was refused and mended goes out as it is then, under another token", arguments: SandboxPlatform.allCases)
  func refused(_ platform: SandboxPlatform) async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(platform)
      stage.sandbox.faults.add(FaultRule(.status(422, .before, html: false), route: stage.route(platform)))
      let refused = try await stage.settle(planned.id)
      #expect(refused.state == .failed && refused.reason == "rejected")
      try await stage.run("UPDATE variants SET text = 'Mended words'")
      let moved = try await move(planned, stage)
      #expect(moved.state == .planned && moved.fixedPayload == nil)
      let done = try await stage.settle(planned.id)
      #expect(done.state == .published, "\(done.state) \(done.reason)")
      #expect(stage.sandbox.posts().map(\.text) == ["Mended words"])
      #expect(done.clientToken != refused.clientToken)
      #expect(done.fixedPayload?.text == "Mended words")
    }
  }

  @Test("the same words again keep their token", arguments: SandboxPlatform.allCases)
  func same(_ platform: SandboxPlatform) async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(platform)
      stage.sandbox.faults.add(FaultRule(.status(422, .before, html: false), route: stage.route(platform)))
      let refused = try await stage.settle(planned.id)
      _ = try await move(planned, stage)
      let done = try await stage.settle(planned.id)
      #expect(done.state == .published && done.clientToken == refused.clientToken)
    }
  }

  @Test("a second try stops when the words changed since the first, and a person's new time lets the new ones out")
  func retried() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.mastodon)
      stage.sandbox.faults.add(FaultRule(.rateLimit(seconds: 1), route: stage.route(.mastodon)))
      guard case .wait = try await stage.ledger.advance(planned.id) else {
        Issue.record("it did not wait")
        return
      }
      #expect(try await stage.publishing.publication(planned.id, as: stage.tenant).state == .retryable)
      try await stage.run("UPDATE variants SET text = 'Other words'; DELETE FROM account_pace")
      let stopped = try await stage.settle(planned.id)
      #expect(stopped.state == .failed && stopped.reason == "content-changed")
      #expect(stage.sandbox.posts().isEmpty)
      _ = try await move(planned, stage)
      #expect(try await stage.settle(planned.id).state == .published)
      #expect(stage.sandbox.posts().map(\.text) == ["Other words"])
    }
  }

  @Test("moving with the hash that was seen ties it to that text, and refuses another")
  func tied() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      func move(_ hash: String) async throws -> Publication {
        let wish = RescheduleWish(publication: planned.id, when: .now, seenHash: hash)
        return try await stage.database.app.transaction(as: stage.tenant) {
          try await stage.publishing.reschedule(wish, in: $0)
        }
      }
      let wrong = await problem { try await move(String(repeating: "0", count: 64)) }
      #expect(wrong?.kind == .stale)
      let hash = try #require(wrong?.current?.replacing("\"", with: ""))
      #expect(try await move(hash).pinnedHash == hash)
      try await stage.run("UPDATE variants SET text = 'Other words'")
      #expect(try await stage.settle(planned.id).reason == "content-changed")
    }
  }

  @Test("a refusal of a second try under the same record key is believed once nothing is found there")
  func refusedTwice() async throws {
    try await Stage.run { stage in
      let planned = try await stage.planned(.bluesky)
      stage.sandbox.faults.add(FaultRule(.status(500, .before, html: false), route: stage.route(.bluesky)))
      stage.sandbox.faults.add(FaultRule(.status(422, .before, html: false), route: stage.route(.bluesky), skip: 1))
      let done = try await stage.settle(planned.id)
      #expect(done.state == .failed && done.reason == "rejected", "\(done.state) \(done.reason)")
      #expect(stage.sandbox.posts().isEmpty)
    }
  }

  private func move(_ publication: Publication, _ stage: Stage) async throws -> Publication {
    try await stage.publishing.reschedule(
      publication.id, to: .now, lateSeconds: nil, expected: nil, as: stage.tenant)
  }
}
