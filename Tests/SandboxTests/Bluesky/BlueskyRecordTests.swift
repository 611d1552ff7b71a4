import Foundation
import Sandbox
import TestKit
import Testing

@Suite("Bluesky: records")
struct BlueskyRecordTests {
  static let rkey = "3lxyzabcdef2a"

  @Test("a record with a key of our choice can be read back by it")
  func creates() async throws {
    try await Rehearsal.with { stage in
      let jwt = try await stage.jwt()
      let created = try await stage.post("Hello", rkey: Self.rkey, jwt: jwt)
      #expect(created.status == 200)
      let uri = "at://\(stage.acmeSky.id)/app.bsky.feed.post/\(Self.rkey)"
      try #expect(created.json()["uri"]?.string == uri)
      try #expect(created.json()["validationStatus"] == "valid")
      let read = try await stage.getRecord(Self.rkey)
      try #expect(read.json()["value"]?["text"] == "Hello")
      try #expect(read.json()["cid"] == created.json()["cid"])
      let posts = try await stage.ask("app.bsky.feed.getPosts", "uris=\(uri)").json()
      #expect(posts["posts"]?[0]?["likeCount"] == 0)
      #expect(stage.sandbox.posts(.bluesky).map(\.clientKey) == [Self.rkey])
    }
  }

  @Test(
    "a key that is taken fails and does not double",
    arguments: [BlueskyLimits.TakenKey.internalServerError, .invalidRequest])
  func taken(_ form: BlueskyLimits.TakenKey) async throws {
    try await Rehearsal.with {
      $0.bluesky.takenKey = form
    } _: { stage in
      let jwt = try await stage.jwt()
      _ = try await stage.post("Hello", rkey: Self.rkey, jwt: jwt)
      let again = try await stage.post("Hello", rkey: Self.rkey, jwt: jwt)
      #expect(again.status == (form == .invalidRequest ? 400 : 500))
      #expect(stage.sandbox.posts().count == 1)
    }
  }

  @Test("what is absent answers RecordNotFound, also after a deletion")
  func absent() async throws {
    try await Rehearsal.with { stage in
      let missing = try await stage.getRecord(Self.rkey)
      #expect(missing.status == 400)
      try #expect(missing.json()["error"] == "RecordNotFound")
      let jwt = try await stage.jwt()
      _ = try await stage.post("Hello", rkey: Self.rkey, jwt: jwt)
      let place: JSON = [
        "repo": .string(stage.acmeSky.id), "collection": "app.bsky.feed.post", "rkey": .string(Self.rkey),
      ]
      try await #expect(stage.call("com.atproto.repo.deleteRecord", place, jwt: jwt).json()["commit"] != nil)
      try await #expect(stage.getRecord(Self.rkey).status == 400)
      try await #expect(stage.call("com.atproto.repo.deleteRecord", place, jwt: jwt).json() == [:])
      try await #expect(stage.post("Again", rkey: Self.rkey, jwt: jwt).status == 200)
    }
  }

  @Test(
    "a record that breaks its lexicon is refused and posts nothing",
    arguments: [
      (String(repeating: "x", count: 301), "{}", "Record/text must not be longer than 300 graphemes"),
      (String(repeating: "👨‍👩‍👧‍👦", count: 121), "{}", "Record/text must not be longer than 3000 characters"),
      (
        "a", #"{"createdAt":"yesterday"}"#,
        "Record/createdAt must be an valid atproto datetime (both RFC-3339 and ISO-8601)"
      ),
      ("a", #"{"langs":["en","de","fr","es"]}"#, "Record/langs must not have more than 3 elements"),
      ("a", #"{"langs":["x_y"]}"#, "Record/langs/0 must be a well-formed BCP 47 language tag"),
      (
        "a", #"{"facets":[{"index":{"byteStart":-1,"byteEnd":2},"features":[]}]}"#,
        "Record/facets/0/index/byteStart can not be less than 0"
      ),
      (
        "a",
        ##"{"facets":[{"index":{"byteStart":0,"byteEnd":1},"features":[{"$type":"app.bsky.richtext.facet#link","##
          + #""uri":"example.org"}]}]}"#, "Record/facets/0/features/0/uri must be a uri"
      ),
      (
        "a",
        ##"{"facets":[{"index":{"byteStart":0,"byteEnd":1},"features":[{"$type":"app.bsky.richtext.facet#mention","##
          + #""did":"@ada"}]}]}"#, "Record/facets/0/features/0/did must be a valid did"
      ),
      (
        "a", #"{"reply":{"root":{"uri":"at://did:plc:a/b/c","cid":"x"}}}"#,
        "Record/reply/root/cid must be a cid string"
      ),
      (
        "a", #"{"tags":["ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt"]}"#,
        "Record/tags/0 must not be longer than 64 graphemes"
      ),
      ("a", #"{"embed":{"external":{}}}"#, #"Record/embed must be an object which includes the "$type" property"#),
      (
        "a", #"{"embed":{"$type":"app.bsky.embed.external","external":{"uri":"https://a.example","title":"t"}}}"#,
        #"Record/embed/external must have the property "description""#
      ),
    ])
  func refusesRecord(_ text: String, _ more: String, _ words: String) async throws {
    try await Rehearsal.with { stage in
      let reply = try await stage.post(text, jwt: try await stage.jwt(), more: try JSON(parsing: more.utf8))
      #expect(reply.status == 400)
      try #expect(reply.json()["message"]?.string == "Invalid app.bsky.feed.post record: " + words)
      #expect(stage.sandbox.posts().isEmpty)
    }
  }

  @Test("another's repository, a bad key and a number with a fraction are refused")
  func refusesOthers() async throws {
    try await Rehearsal.with { stage in
      let jwt = try await stage.jwt()
      let other = stage.sandbox.account(.bluesky, "northwind.sandbox.example", displayName: "Northwind Tools")
      let foreign = try await stage.call(
        "com.atproto.repo.createRecord",
        ["repo": .string(other.id), "collection": "app.bsky.feed.post", "record": ["text": "x"]], jwt: jwt)
      #expect(foreign.status == 401)
      try await #expect(stage.post("x", rkey: "my key", jwt: jwt).status == 400)
      try await #expect(stage.post("x", rkey: "not-a-tid", jwt: jwt).status == 400)
      try await #expect(stage.post("x", jwt: jwt, more: ["weight": .double(1.5)]).status == 400)
      #expect(stage.sandbox.posts().isEmpty)
    }
  }

  @Test("a blob must be uploaded before a record names it")
  func blobs() async throws {
    try await Rehearsal.with { stage in
      let jwt = try await stage.jwt()
      let uploaded = try await stage.bluesky.send(
        "POST", "/xrpc/com.atproto.repo.uploadBlob",
        headers: [("Authorization", "Bearer \(jwt)"), ("Content-Type", "image/png")], body: Pictures.png)
      let blob = try #require(try uploaded.json()["blob"])
      #expect(blob["ref"]?["$link"]?.string?.hasPrefix("bafkrei") == true)
      let embed: JSON = ["$type": "app.bsky.embed.images", "images": [["image": blob, "alt": "A cup"]]]
      try await #expect(stage.post("With picture", jwt: jwt, more: ["embed": embed]).status == 200)
      var lost = blob
      lost["ref"] = ["$link": "bafkreigbtj4x7ip5legnfznufuopl4sg4knzc2cof6duas4b3q2fy6swua"]
      let unknown: JSON = ["$type": "app.bsky.embed.images", "images": [["image": lost, "alt": ""]]]
      try await #expect(stage.post("Without", jwt: jwt, more: ["embed": unknown]).json()["error"] == "BlobNotFound")
    }
  }

  @Test("records list newest key first, in pages")
  func lists() async throws {
    try await Rehearsal.with { stage in
      let jwt = try await stage.jwt()
      for number in 1...3 { _ = try await stage.post("\(number)", jwt: jwt) }
      let query = "repo=\(stage.acmeSky.id)&collection=app.bsky.feed.post&limit=2"
      let first = try await stage.ask("com.atproto.repo.listRecords", query).json()
      #expect(first["records"]?.array?.map { $0["value"]?["text"] } == ["3", "2"])
      let cursor = try #require(first["cursor"]?.string)
      let second = try await stage.ask("com.atproto.repo.listRecords", query + "&cursor=\(cursor)").json()
      #expect(second["records"]?.array?.map { $0["value"]?["text"] } == ["1"])
      try await #expect(stage.ask("com.atproto.repo.listRecords", query + "&limit=500").status == 200)
      try await #expect(stage.ask("com.atproto.repo.listRecords", "limit=500&" + query).status == 400)
    }
  }

  @Test("writing costs points, three for a create")
  func points() async throws {
    try await Rehearsal.with {
      $0.bluesky.writes = [RateLimit(7, per: 3600)]
    } _: { stage in
      let jwt = try await stage.jwt()
      let first = try await stage.post("1", jwt: jwt)
      #expect(first.header("RateLimit-Remaining") == "4")
      _ = try await stage.post("2", jwt: jwt)
      let third = try await stage.post("3", jwt: jwt)
      #expect(third.status == 429)
      #expect(third.header("RateLimit-Reset") == "1793530800")
      stage.clock.advance(by: .seconds(3600))
      try await #expect(stage.post("4", jwt: jwt).status == 200)
    }
  }

  @Test("handles resolve, and methods that are not there say so")
  func identity() async throws {
    try await Rehearsal.with { stage in
      let found = try await stage.ask("com.atproto.identity.resolveHandle", "handle=ACME.sandbox.example").json()
      #expect(found["did"]?.string == stage.acmeSky.id)
      let lost = try await stage.ask("com.atproto.identity.resolveHandle", "handle=nobody.example")
      #expect(lost.status == 400)
      try await #expect(stage.ask("app.bsky.feed.nothing", "").status == 501)
      let wrong = try await stage.ask("com.atproto.repo.createRecord", "")
      try #expect(wrong.json()["message"] == "Incorrect HTTP method (GET) expected POST")
      let profile = try await stage.ask("app.bsky.actor.getProfile", "actor=acme.sandbox.example").json()
      #expect(profile["postsCount"] == 0)
    }
  }
}

extension Rehearsal {
  func jwt() async throws -> String { try await signIn()["accessJwt"]?.string ?? "" }

  func getRecord(_ rkey: String) async throws -> WireReply {
    try await ask("com.atproto.repo.getRecord", "repo=\(acmeSky.id)&collection=app.bsky.feed.post&rkey=\(rkey)")
  }
}
