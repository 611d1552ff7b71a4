import Foundation
import OrderedCollections
import Sandbox
import TestKit
import Testing

private func facet(_ index: String, _ feature: String) -> String {
  #"{"facets":[{"index":\#(index),"features":[\#(feature)]}]}"#
}

@Suite("Bluesky replies held against the lexicons")
struct LexiconConformanceTests {
  private static let folder = "atproto/lexicons"

  private func checker(_ cases: Int) -> LexiconChecker? {
    SharedData.require(Self.folder, cases: cases).map { LexiconChecker(folder: $0) }
  }

  @Test("every reply of the sessions, repository and views fits its lexicon")
  func outputs() async throws {
    guard let checker = checker(11) else { return }
    try await Rehearsal.with({ $0.engagement = Engagement(seed: 5) }) { stage in
      let session = try await stage.signIn()
      #expect(checker.faults(session, method: "com.atproto.server.createSession", "output") == [])
      let refreshed = try await stage.refresh(session["refreshJwt"]?.string ?? "").json()
      #expect(checker.faults(refreshed, method: "com.atproto.server.refreshSession", "output") == [])
      let jwt = refreshed["accessJwt"]?.string ?? ""
      let created = try await stage.post("Hello", rkey: BlueskyRecordTests.rkey, jwt: jwt).json()
      #expect(checker.faults(created, method: "com.atproto.repo.createRecord", "output") == [])
      stage.clock.advance(by: .seconds(3600))
      let uri = created["uri"]?.string ?? ""
      let repo = "repo=\(stage.acmeSky.id)"
      let reads = [
        ("com.atproto.server.describeServer", ""),
        ("com.atproto.repo.getRecord", repo + "&collection=app.bsky.feed.post&rkey=\(BlueskyRecordTests.rkey)"),
        ("com.atproto.repo.listRecords", repo + "&collection=app.bsky.feed.post"),
        ("com.atproto.repo.describeRepo", repo), ("com.atproto.identity.resolveHandle", "handle=acme.sandbox.example"),
        ("app.bsky.feed.getPosts", "uris=" + uri), ("app.bsky.feed.getAuthorFeed", "actor=acme.sandbox.example"),
        ("app.bsky.actor.getProfile", "actor=acme.sandbox.example"),
      ]
      for (method, query) in reads {
        let reply = try await stage.ask(method, query)
        #expect(reply.status == 200, "\(method)")
        #expect(checker.faults(try reply.json(), method: method, "output") == [], "\(method)")
        for pair in query.split(separator: "&") {
          #expect(checker.knows(method: method, parameter: String(pair.prefix { $0 != "=" })))
        }
      }
    }
  }

  /// The sandbox's own checks and the lexicon file must agree on each record.
  @Test(
    "records are accepted and refused as the lexicon says",
    arguments: [
      "{}", #"{"text":"\#(String(repeating: "x", count: 300))"}"#,
      #"{"text":"\#(String(repeating: "x", count: 301))"}"#,
      #"{"text":"\#(String(repeating: "ü", count: 300))"}"#, #"{"text":"\#(String(repeating: "👨‍👩‍👧‍👦", count: 120))"}"#,
      #"{"text":"\#(String(repeating: "👨‍👩‍👧‍👦", count: 121))"}"#, #"{"text":5}"#, #"{"createdAt":"2026-11-01"}"#,
      #"{"createdAt":"2026-11-01T10:00:00+01:00"}"#, #"{"langs":["en","de","fr"]}"#,
      #"{"langs":["en","de","fr","es"]}"#, #"{"langs":"en"}"#, #"{"tags":["coffee"]}"#,
      #"{"tags":["\#(String(repeating: "t", count: 65))"]}"#,
      facet(#"{"byteStart":0,"byteEnd":5}"#, ##"{"$type":"app.bsky.richtext.facet#tag","tag":"x"}"##),
      facet(#"{"byteStart":0}"#, ##"{"$type":"app.bsky.richtext.facet#tag","tag":"x"}"##),
      #"{"facets":[{"features":[]}]}"#,
      facet(#"{"byteStart":0,"byteEnd":5}"#, ##"{"$type":"app.bsky.richtext.facet#link"}"##),
      facet(#"{"byteStart":0,"byteEnd":5}"#, ##"{"$type":"app.bsky.richtext.facet#mention","did":"ada"}"##),
      #"{"embed":{"$type":"app.bsky.embed.external","external":{"uri":"https://a.example","title":"","description":""}}}"#,
      #"{"embed":{"$type":"app.bsky.embed.external","external":{"uri":"https://a.example"}}}"#,
      #"{"embed":{"$type":"app.bsky.embed.record","record":{"uri":"at://did:plc:a/app.bsky.feed.post/b","cid":"c"}}}"#,
      #"{"reply":{"root":{"uri":"at://did:plc:a/app.bsky.feed.post/b"}}}"#,
    ])
  func records(_ more: String) async throws {
    guard let checker = checker(1) else { return }
    try await Rehearsal.with { stage in
      let jwt = try await stage.jwt()
      var record: JSON = ["$type": "app.bsky.feed.post", "text": "Hello", "createdAt": "2026-11-01T10:00:00.000Z"]
      let more = try JSON(parsing: more.utf8)
      for (name, value) in more.object ?? [:] { record[name] = value }
      let fits = checker.faults(record, "app.bsky.feed.post").isEmpty
      let reply = try await stage.post("Hello", jwt: jwt, more: more)
      #expect((reply.status == 200) == fits, "\(reply.text) \(checker.faults(record, "app.bsky.feed.post"))")
    }
  }

  @Test("the errors that a lexicon names are spelled as it spells them")
  func errors() async throws {
    guard let checker = checker(3) else { return }
    #expect(checker.errors(method: "com.atproto.repo.createRecord").contains("InvalidSwap"))
    #expect(checker.errors(method: "com.atproto.server.refreshSession").contains("ExpiredToken"))
    #expect(checker.errors(method: "com.atproto.repo.getRecord").contains("RecordNotFound"))
    try await Rehearsal.with { stage in
      let swap = try await stage.call(
        "com.atproto.repo.createRecord",
        [
          "repo": .string(stage.acmeSky.id), "collection": "app.bsky.feed.post",
          "record": ["text": "x", "createdAt": "2026-11-01T10:00:00Z"],
          "swapCommit": "bafyreigbtj4x7ip5legnfznufuopl4sg4knzc2cof6duas4b3q2fy6swua",
        ], jwt: try await stage.jwt())
      try #expect(swap.json()["error"] == "InvalidSwap")
    }
  }
}
