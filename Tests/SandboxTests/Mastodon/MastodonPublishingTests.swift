import OrderedCollections
import Sandbox
import TestKit
import Testing

@Suite("Mastodon: publishing")
struct MastodonPublishingTests {
  @Test("a status comes back as HTML with its address, and a reader finds it")
  func creates() async throws {
    try await Rehearsal.with { stage in
      let reply = try await stage.toot(
        "Fresh beans & more: https://www.example.org/a/very/long/path/to/the/roastery #Coffee")
      #expect(reply.status == 200)
      let status = try reply.json()
      #expect(
        status["content"]?.string
          == #"<p>Fresh beans &amp; more: <a href="https://www.example.org/a/very/long/path/to/the/roastery" "#
          + #"target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">https://www.</span>"#
          + #"<span class="ellipsis">example.org/a/very/long/path/t</span><span class="invisible">o/the/roastery</span></a> "#
          + ##"<a href="\##(stage.sandbox.addresses.mastodon)/tags/coffee" class="mention hashtag" rel="tag">"##
          + "#<span>Coffee</span></a></p>")
      #expect(status["tags"]?[0]?["name"] == "coffee")
      #expect(status["card"]?.isNull == true)
      let id = try #require(status["id"]?.string)
      #expect(status["url"]?.string == "\(stage.sandbox.addresses.mastodon)/@acme/\(id)")
      stage.clock.advance(by: .seconds(2))
      let read = try await stage.read("/api/v1/statuses/\(id)", signedIn: false).json()
      #expect(read["content"] == status["content"])
      #expect(read["card"]?["provider_name"] == "www.example.org")
      #expect(read["favourited"] == nil)
    }
  }

  @Test("the same idempotency key within the hour gives the same status, after it a new one")
  func idempotency() async throws {
    try await Rehearsal.with { stage in
      let first = try await stage.toot("Once", key: "k1").json()
      stage.clock.advance(by: .seconds(3590))
      let again = try await stage.toot("Once", key: "k1").json()
      #expect(again["id"] == first["id"])
      stage.clock.advance(by: .seconds(20))
      let later = try await stage.toot("Once", key: "k1").json()
      #expect(later["id"] != first["id"])
      #expect(stage.sandbox.posts(.mastodon).map(\.clientKey) == ["k1", "k1"])
    }
  }

  @Test("a key of one account means nothing on another")
  func keyPerAccount() async throws {
    try await Rehearsal.with { stage in
      let other = stage.sandbox.account(.mastodon, "northwind", displayName: "Northwind Tools")
      let token = stage.sandbox.newCredential(other)
      let mine = try await stage.toot("Hello", key: "k").json()
      let theirs = try await stage.toot("Hello", key: "k", token: token).json()
      #expect(mine["id"] != theirs["id"])
    }
  }

  @Test("the key is stored only after the status, so an early repeat doubles")
  func keyRace() async throws {
    try await Rehearsal.with { stage in
      stage.sandbox.faults.add(FaultRule(.keyLate(seconds: 5), route: "statuses.create"))
      let first = try await stage.toot("Race", key: "k").json()
      let early = try await stage.toot("Race", key: "k").json()
      #expect(early["id"] != first["id"])
      #expect(stage.sandbox.posts().count == 2)
    }
  }

  @Test("a repeat of the key of a deleted status finds nothing")
  func keyOfDeleted() async throws {
    try await Rehearsal.with { stage in
      let id = try #require(try await stage.toot("Gone", key: "k").json()["id"]?.string)
      let deleted = try await stage.mastodon.send(
        "DELETE", "/api/v1/statuses/\(id)", headers: [("Authorization", "Bearer \(stage.token)")])
      try #expect(deleted.json()["text"] == "Gone")
      try #expect(deleted.json()["content"] == nil)
      try await #expect(stage.toot("Gone", key: "k").status == 404)
    }
  }

  @Test(
    "content that breaks a rule is refused with 422 and posts nothing",
    arguments: [
      ("", "Validation failed: Text can't be blank"), ("   \n ", "Validation failed: Text can't be blank"),
      (String(repeating: "x", count: 501), "Validation failed: Text character limit of 500 exceeded"),
    ])
  func refusesContent(_ text: String, _ words: String) async throws {
    try await Rehearsal.with { stage in
      let reply = try await stage.toot(text)
      #expect(reply.status == 422)
      try #expect(reply.json()["error"]?.string == words)
      #expect(stage.sandbox.posts().isEmpty)
    }
  }

  @Test("a link counts 23 however long it is, and a family emoji counts one")
  func countsAsTheServer() async throws {
    try await Rehearsal.with { stage in
      let link = "https://example.org/" + String(repeating: "p", count: 600)
      try await #expect(stage.toot(String(repeating: "x", count: 476) + " " + link).status == 200)
      try await #expect(stage.toot(String(repeating: "x", count: 477) + " " + link).status == 422)
      try await #expect(stage.toot(String(repeating: "👨‍👩‍👧‍👦", count: 500)).status == 200)
    }
  }

  @Test("form and JSON bodies mean the same")
  func formBody() async throws {
    try await Rehearsal.with { stage in
      let reply = try await stage.mastodon.send(
        "POST", "/api/v1/statuses",
        headers: [
          ("Authorization", "Bearer \(stage.token)"), ("Content-Type", "application/x-www-form-urlencoded"),
        ], body: Array("status=Two+words%21&visibility=unlisted&language=de&spoiler_text=Ad".utf8))
      let status = try reply.json()
      #expect(status["content"] == "<p>Two words!</p>")
      #expect(status["visibility"] == "unlisted")
      #expect(status["language"] == "de")
      #expect(status["sensitive"] == true)
    }
  }

  @Test("a reply hangs below its parent in the context")
  func threads() async throws {
    try await Rehearsal.with { stage in
      let root = try #require(try await stage.toot("One").json()["id"])
      let reply = try await stage.toot("Two", more: ["in_reply_to_id": root]).json()
      #expect(reply["in_reply_to_id"] == root)
      let context = try await stage.read("/api/v1/statuses/\(root.string ?? "")/context").json()
      #expect(context["descendants"]?.array?.map { $0["id"] } == [reply["id"]])
      try await #expect(stage.toot("Lost", more: ["in_reply_to_id": "1"]).status == 404)
    }
  }

  @Test("an edit changes the text and says when")
  func edits() async throws {
    try await Rehearsal.with { stage in
      let id = try #require(try await stage.toot("Before").json()["id"]?.string)
      stage.clock.advance(by: .seconds(60))
      let reply = try await stage.mastodon.send(
        "PUT", "/api/v1/statuses/\(id)",
        headers: [("Authorization", "Bearer \(stage.token)"), ("Content-Type", "application/json")],
        body: JSON.object(["status": "After"]).bytes)
      try #expect(reply.json()["content"] == "<p>After</p>")
      try #expect(reply.json()["edited_at"] == "2026-11-01T10:01:00.000Z")
      #expect(stage.sandbox.posts().map(\.text) == ["After"])
    }
  }

  @Test("media is uploaded, attached and counted")
  func media() async throws {
    try await Rehearsal.with { stage in
      let uploaded = try await stage.upload(Pictures.png, type: "image/png")
      #expect(uploaded.status == 200)
      let media = try uploaded.json()
      #expect(media["meta"]?["original"]?["size"] == "2x3")
      let id = try #require(media["id"])
      let status = try await stage.toot("", more: ["media_ids": [id]]).json()
      #expect(status["media_attachments"]?[0]?["id"] == id)
      try await #expect(stage.toot("Five", more: ["media_ids": [id, id, id, id, id]]).status == 422)
      try await #expect(stage.toot("Unknown", more: ["media_ids": ["12"]]).status == 422)
      try await #expect(stage.upload(Array("not a picture".utf8), type: "image/png").status == 422)
      try await #expect(stage.upload(Pictures.png, type: "application/zip").status == 422)
    }
  }

  @Test("media that is still processed answers 202 and 206, and cannot be attached yet")
  func slowMedia() async throws {
    try await Rehearsal.with {
      $0.mastodon.mediaSeconds = 10
    } _: { stage in
      let uploaded = try await stage.upload(Pictures.png, type: "image/png")
      #expect(uploaded.status == 202)
      let id = try #require(try uploaded.json()["id"]?.string)
      try #expect(uploaded.json()["url"]?.isNull == true)
      try await #expect(stage.read("/api/v1/media/\(id)").status == 206)
      try await #expect(stage.toot("Early", more: ["media_ids": [.string(id)]]).status == 422)
      stage.clock.advance(by: .seconds(10))
      try await #expect(stage.read("/api/v1/media/\(id)").status == 200)
    }
  }
}

enum Pictures {
  /// The head of a PNG of 2 by 3 pixels.
  static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 2, 0, 0, 0, 3]
    + [8, 6, 0, 0, 0, 0, 0, 0, 0]
}

extension Rehearsal {
  func upload(_ bytes: [UInt8], type: String) async throws -> WireReply {
    let head =
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: \(type)\r\n\r\n"
    let alt = "\r\n--b\r\nContent-Disposition: form-data; name=\"description\"\r\n\r\nA cup\r\n--b--\r\n"
    return try await mastodon.send(
      "POST", "/api/v2/media",
      headers: [("Authorization", "Bearer \(token)"), ("Content-Type", "multipart/form-data; boundary=b")],
      body: Array(head.utf8) + bytes + Array(alt.utf8))
  }
}
