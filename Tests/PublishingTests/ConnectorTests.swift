import Database
import Foundation
import Kernel
import Platforms
import Publishing
import Sandbox
import TestKit
import Testing

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

  @Test("a status check of a platform that is away changes nothing")
  func blip() async throws {
    try await Stage.run { stage in
      let connector = try await stage.scene.connect(.bluesky)
      await stage.sandbox.stop()
      let checked = try await stage.publishing.check(connector.id, as: stage.tenant)
      #expect(checked.state == .connected)
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
