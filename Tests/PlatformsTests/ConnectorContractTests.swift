import Foundation
import HTTPTypes
import Kernel
import Platforms
import Sandbox
import Testing
import Transport

private let platforms = SandboxPlatform.allCases

@Suite("Every platform's client")
struct ConnectorContractTests {
  @Test("connects, tells who the account is, and prints no secret", arguments: platforms)
  func connects(_ platform: SandboxPlatform) async throws {
    try await Rehearsal.run { rehearsal in
      let connected = try await rehearsal.connected(platform)
      #expect(connected.account.handle.contains("acme"))
      #expect(connected.settlement == (platform == .mastodon ? .key : .clientID))
      #expect("\(connected)".contains(connected.credential.accessToken) == false)
      let session = PlatformSession(account: connected.account, credential: connected.credential)
      let again = try await rehearsal.client(platform).check(session)
      #expect(again.account.id == connected.account.id)
    }
  }

  @Test("refuses a wrong secret as one that a person must mend", arguments: platforms)
  func wrongSecret(_ platform: SandboxPlatform) async throws {
    try await Rehearsal.run { rehearsal in
      _ = rehearsal.account(platform)
      let failed = await failure {
        try await rehearsal.client(platform).connect(rehearsal.grant(platform, "not-the-secret"))
      }
      #expect(failed?.token == .reconnect)
      #expect(failed?.effect == PublishFailure.Effect.none)
    }
  }

  @Test("creates a post once, finds it again, reads its numbers and deletes it", arguments: platforms)
  func lifecycle(_ platform: SandboxPlatform) async throws {
    try await Rehearsal.run { rehearsal in
      let client = rehearsal.client(platform)
      let session = try await rehearsal.session(platform)
      let call = try await createCall(
        "Hello https://shop.example/a?b=1&c=2 #coffee\n\n\u{201C}quoted\u{201D} <b>", client, session)
      let created = try await client.create(call, session)
      let wanted = ReadBack(segment: call.segment, clientToken: call.clientToken, sentAt: call.createdAt)
      #expect(try await client.readBack(wanted, session).id == created.id)
      #expect(try await client.look(at: created.url, session)?.id == created.id)
      #expect(try await client.metrics([created.id], session).map(\.id) == [created.id])
      try await client.delete(created.id, session)
      try await client.delete(created.id, session)
      #expect(try await client.readBack(wanted, session) == .absent)
      #expect(rehearsal.sandbox.posts().count == 1)
    }
  }

  @Test("reads what the account has said, newest first, page by page to the end", arguments: platforms)
  func ownPosts(_ platform: SandboxPlatform) async throws {
    try await Rehearsal.run { rehearsal in
      let client = rehearsal.client(platform)
      let session = try await rehearsal.session(platform)
      #expect(try await client.ownPosts(nil, session).texts.isEmpty)
      let count = platform == .mastodon ? 45 : 105
      for number in 0..<count {
        var call = try await createCall("Post \(number) & more", client, session)
        call.clientToken = client.clientToken(for: IDSource.system.new(), generation: 1)
        _ = try await client.create(call, session)
      }
      var (texts, pages, next) = ([String](), 0, String?.none)
      repeat {
        let page = try await client.ownPosts(next, session)
        texts += page.texts
        pages += 1
        next = page.next
      } while next != nil && pages < 10
      #expect(texts == (0..<count).reversed().map { "Post \($0) & more" })
      #expect((2...3).contains(pages))
    }
  }

  @Test("what only followers may read is not read as the account's own")
  func ownPrivatePosts() async throws {
    try await Rehearsal.run { rehearsal in
      let session = try await rehearsal.session(.mastodon)
      for visibility in ["public", "private", "direct", "unlisted"] {
        let body = FormBody.encode([("status", "Seen by \(visibility)"), ("visibility", visibility)])
        let reply = try await rehearsal.transport.send(
          OutboundRequest(
            .post, session.account.baseURL + "/api/v1/statuses",
            headers: [
              .authorization: "Bearer \(session.credential.accessToken)",
              .contentType: "application/x-www-form-urlencoded",
            ], body: body, purpose: "test"))
        #expect(reply.status == 200)
      }
      let own = try await rehearsal.mastodon.ownPosts(nil, session)
      #expect(own.texts == ["Seen by unlisted", "Seen by public"])
    }
  }

  @Test("a second try under the same token makes no second post", arguments: platforms)
  func sameToken(_ platform: SandboxPlatform) async throws {
    try await Rehearsal.run { rehearsal in
      let client = rehearsal.client(platform)
      let session = try await rehearsal.session(platform)
      let call = try await createCall("Once", client, session)
      _ = try await client.create(call, session)
      _ = await failure { try await client.create(call, session) }
      #expect(rehearsal.sandbox.posts().count == 1)
    }
  }

  @Test(
    "says whether a failed create call can have made a post",
    arguments: platforms,
    [
      (Fault.status(503, .before, html: true), PublishFailure.Effect.unknown, PublishFailure.Kind.unavailable, 0),
      (.status(500, .after, html: false), .unknown, .unavailable, 1),
      (.reset(.before), .unknown, .noAnswer, 0),
      (.reset(.after), .unknown, .noAnswer, 1),
      (.silence(.after), .unknown, .noAnswer, 1),
      (.cut(bodyBytes: 10), .unknown, .noAnswer, 1),
      (.cut(bodyBytes: nil), .unknown, .noAnswer, 1),
      (.rateLimit(seconds: 30), .none, .rateLimited, 0),
    ] as [(Fault, PublishFailure.Effect, PublishFailure.Kind, Int)])
  func effects(
    _ platform: SandboxPlatform, _ wanted: (Fault, PublishFailure.Effect, PublishFailure.Kind, Int)
  ) async throws {
    try await Rehearsal.run { rehearsal in
      let client = rehearsal.client(platform)
      let session = try await rehearsal.session(platform)
      let call = try await createCall("Trouble", client, session)
      let route = platform == .mastodon ? "statuses.create" : "com.atproto.repo.createRecord"
      rehearsal.sandbox.faults.add(FaultRule(wanted.0, platform: platform, route: route))
      let failed = await failure { try await client.create(call, session) }
      #expect(failed?.effect == wanted.1)
      #expect(failed?.kind == wanted.2)
      #expect(rehearsal.sandbox.posts().count == wanted.3)
      if case .rateLimit = wanted.0 {
        let retryAt = try #require(failed?.retryAt)
        #expect(retryAt.timeIntervalSinceNow > 5 && retryAt.timeIntervalSinceNow < 60)
      }
    }
  }

  @Test("a server that is away is no dead token, and nothing was sent", arguments: platforms)
  func away(_ platform: SandboxPlatform) async throws {
    try await Rehearsal.run { rehearsal in
      let client = rehearsal.client(platform)
      let session = try await rehearsal.session(platform)
      let call = try await createCall("Away", client, session)
      await rehearsal.sandbox.stop()
      let failed = await failure { try await client.create(call, session) }
      #expect(failed?.kind == .unreachable)
      #expect(failed?.effect == PublishFailure.Effect.none)
      #expect(failed?.token == .good)
    }
  }

  @Test("a token that has ended is told apart: one that can be renewed, one that cannot", arguments: platforms)
  func ended(_ platform: SandboxPlatform) async throws {
    try await Rehearsal.run { rehearsal in
      let client = rehearsal.client(platform)
      let session = try await rehearsal.session(platform)
      rehearsal.sandbox.expireTokens(of: rehearsal.account(platform))
      let call = try await createCall("Late", client, session)
      let failed = await failure { try await client.create(call, session) }
      #expect(failed?.effect == PublishFailure.Effect.none)
      #expect(failed?.token == (platform == .mastodon ? .reconnect : .refresh))
      #expect(rehearsal.sandbox.posts().isEmpty)
    }
  }

  @Test("a refreshed session works, and the old pair is spent")
  func refresh() async throws {
    try await Rehearsal.run { rehearsal in
      let session = try await rehearsal.session(.bluesky)
      rehearsal.sandbox.expireTokens(of: rehearsal.account(.bluesky))
      let renewed = try await rehearsal.bluesky.refresh(session)
      #expect(renewed.accessToken != session.credential.accessToken)
      #expect(renewed.refreshToken != session.credential.refreshToken)
      let fresh = PlatformSession(account: session.account, credential: renewed)
      _ = try await rehearsal.bluesky.create(try await createCall("Again", rehearsal.bluesky, fresh), fresh)
      #expect(rehearsal.sandbox.posts().count == 1)
    }
  }

  @Test("a person's identical words on Mastodon are not taken for ours")
  func person() async throws {
    try await Rehearsal.run { rehearsal in
      let account = rehearsal.account(.mastodon)
      let theirs = rehearsal.sandbox.newCredential(account, app: "Web")
      let web = try await rehearsal.mastodon.connect(rehearsal.grant(.mastodon, theirs))
      let webSession = PlatformSession(account: web.account, credential: web.credential)
      let call = try await createCall("Same words", rehearsal.mastodon, webSession)
      _ = try await rehearsal.mastodon.create(call, webSession)
      let session = try await rehearsal.session(.mastodon)
      let wanted = ReadBack(segment: call.segment, clientToken: "starling-other", sentAt: call.createdAt)
      #expect(try await rehearsal.mastodon.readBack(wanted, session) == .absent)
    }
  }

  @Test("posts are recognised by the application's own name, whatever it is")
  func application() async throws {
    try await Rehearsal.run { rehearsal in
      let account = rehearsal.account(.mastodon)
      let secret = rehearsal.sandbox.newCredential(account, app: "Acme posts")
      let connected = try await rehearsal.mastodon.connect(rehearsal.grant(.mastodon, secret))
      #expect(connected.account.application == "Acme posts")
      let session = PlatformSession(account: connected.account, credential: connected.credential)
      let call = try await createCall("Ours", rehearsal.mastodon, session)
      let created = try await rehearsal.mastodon.create(call, session)
      let wanted = ReadBack(segment: call.segment, clientToken: call.clientToken, sentAt: call.createdAt)
      #expect(try await rehearsal.mastodon.readBack(wanted, session) == .found(created))
    }
  }

  @Test(
    "where the application is not known, the same words are no proof either way", arguments: ["Web", "Acme posts"])
  func unknownApplication(_ app: String) async throws {
    try await Rehearsal.run { rehearsal in
      let secret = rehearsal.sandbox.newCredential(rehearsal.account(.mastodon), app: app)
      if app != "Web" {
        rehearsal.sandbox.faults.add(
          FaultRule(.status(403, .before, html: false), route: "apps.verify_credentials"))
      }
      let connected = try await rehearsal.mastodon.connect(rehearsal.grant(.mastodon, secret))
      #expect(connected.account.application == nil)
      let session = PlatformSession(account: connected.account, credential: connected.credential)
      let call = try await createCall("Whose?", rehearsal.mastodon, session)
      let wanted = ReadBack(segment: call.segment, clientToken: call.clientToken, sentAt: call.createdAt)
      #expect(try await rehearsal.mastodon.readBack(wanted, session) == .absent)
      let created = try await rehearsal.mastodon.create(call, session)
      #expect(try await rehearsal.mastodon.readBack(wanted, session) == .doubtful([created]))
    }
  }

  @Test("a network blip while asking for the application's name is not taken for an answer")
  func applicationBlip() async throws {
    try await Rehearsal.run { rehearsal in
      let secret = rehearsal.sandbox.newCredential(rehearsal.account(.mastodon))
      rehearsal.sandbox.faults.add(FaultRule(.reset(.before), route: "apps.verify_credentials"))
      let failed = await failure { try await rehearsal.mastodon.connect(rehearsal.grant(.mastodon, secret)) }
      #expect(failed?.kind == .noAnswer)
    }
  }

  @Test("a post that belongs to another publication is no answer")
  func bound() async throws {
    try await Rehearsal.run { rehearsal in
      let session = try await rehearsal.session(.mastodon)
      let call = try await createCall("Bound", rehearsal.mastodon, session)
      let created = try await rehearsal.mastodon.create(call, session)
      let wanted = ReadBack(
        segment: call.segment, clientToken: "starling-other", sentAt: call.createdAt, boundElsewhere: [created.id])
      #expect(try await rehearsal.mastodon.readBack(wanted, session) == .absent)
    }
  }
}

extension ReadBackAnswer {
  fileprivate var id: String? { if case .found(let post) = self { post.id } else { nil } }
}
