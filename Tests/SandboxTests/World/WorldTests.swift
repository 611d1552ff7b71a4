import Foundation
import Sandbox
import TestKit
import Testing

@Suite("The sandbox's own world")
struct WorldTests {
  private func folder() -> URL {
    FileManager.default.temporaryDirectory.appendingPathComponent("sandbox-\(UUID().uuidString)")
  }

  @Test("a restart keeps posts, accounts, tokens, keys and ports")
  func restart() async throws {
    let folder = folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let clock = SteppedClock()
    var token = ""
    var refresh = ""
    var before: SandboxAddresses?
    try await Rehearsal.with({ $0.folder = folder }, clock: clock) { stage in
      (token, before) = (stage.token, stage.sandbox.addresses)
      let session = try await stage.signIn()
      refresh = session["refreshJwt"]?.string ?? ""
      _ = try await stage.toot("Kept", key: "k")
      _ = try await stage.post("Kept too", rkey: BlueskyRecordTests.rkey, jwt: session["accessJwt"]?.string ?? "")
    }
    try await Rehearsal.with({ $0.folder = folder }, clock: clock) { stage in
      #expect(stage.sandbox.addresses == before)
      #expect(stage.sandbox.posts().map(\.text) == ["Kept", "Kept too"])
      #expect(stage.sandbox.accounts.count == 2)
      _ = try await stage.toot("Kept", key: "k", token: token)
      #expect(stage.sandbox.posts(.mastodon).count == 1)
      try await #expect(stage.refresh(refresh).status == 200)
    }
  }

  @Test("the file holds no secret and is for its owner only")
  func secrets() async throws {
    let folder = folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try await Rehearsal.with({ $0.folder = folder }) { stage in
      let file = folder.appendingPathComponent("sandbox.jsonl")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(!text.contains(stage.token))
      #expect(!text.contains(stage.appPassword))
      let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test("a last line cut short by a crash is dropped, the rest is read")
  func torn() async throws {
    let folder = folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try await Rehearsal.with({ $0.folder = folder }) { stage in _ = try await stage.toot("Whole") }
    let file = folder.appendingPathComponent("sandbox.jsonl")
    let handle = try FileHandle(forWritingTo: file)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(#"{"post":{"_0":{"platf"#.utf8))
    try handle.close()
    try await Rehearsal.with({ $0.folder = folder }) { stage in
      #expect(stage.sandbox.posts().map(\.text) == ["Whole"])
      _ = try await stage.toot("After")
    }
    try await Rehearsal.with({ $0.folder = folder }) { stage in
      #expect(stage.sandbox.posts().map(\.text) == ["Whole", "After"])
    }
  }

  @Test("engagement grows with age, never falls, and is the same for the same seed")
  func engagement() async throws {
    try await Rehearsal.with({ $0.engagement = Engagement(seed: 3, median: 200) }) { stage in
      let id = try #require(try await stage.toot("Popular").json()["id"]?.string)
      var likes = 0
      for _ in 0..<10 {
        let now = try #require(try await stage.read("/api/v1/statuses/\(id)").json()["favourites_count"]?.int)
        #expect(now >= likes)
        likes = now
        stage.clock.advance(by: .seconds(3600))
      }
      #expect(likes > 0)
      let post = try #require(stage.sandbox.posts().first)
      let other = Engagement(seed: 3, median: 200).counts(post, at: stage.clock.now)
      #expect(other == stage.sandbox.engagement(of: post))
      #expect(Engagement(seed: 4, median: 200).counts(post, at: stage.clock.now) != other)
    }
  }

  @Test("people post the same words in the same minute, also when the application's attempt fails")
  func noise() async throws {
    try await Rehearsal.with({ $0.noise = PeopleNoise(seed: 1, rate: 1) }) { stage in
      stage.sandbox.faults.add(FaultRule(.status(500, .before, html: false)))
      try await #expect(stage.toot("Lost").status == 500)
      #expect(stage.sandbox.posts().map(\.origin) == [.person])
      _ = try await stage.toot("Kept")
      let kept = stage.sandbox.posts().filter { $0.text == "Kept" }
      #expect(Set(kept.map(\.origin)) == [.client, .person])
      _ = try await stage.post("Kept", jwt: try await stage.jwt())
      #expect(stage.sandbox.posts(.bluesky).count == 2)
    }
  }

  @Test("the control API makes accounts, scripts faults and tells the truth")
  func control() async throws {
    try await Rehearsal.with { stage in
      let made = try await stage.tell(
        "/sandbox/accounts", ["platform": "mastodon", "name": "northwind", "display_name": "Northwind Tools"])
      let token = try #require(try made.json()["credential"]?.string)
      let added = try await stage.tell(
        "/sandbox/faults", ["fault": "status", "status": 500, "when": "after", "account": "northwind"])
      #expect(added.status == 200)
      try await #expect(stage.toot("Through", token: token).status == 500)
      let truth = try await stage.control.send("GET", "/sandbox/posts?account=northwind").json()
      #expect(truth["posts"]?.array?.map { $0["rendered"] } == ["<p>Through</p>"])
      let log = try await stage.control.send("GET", "/sandbox/requests").json()
      #expect(log["requests"]?.array?.last?["faults"]?[0]?["fault"] == "status")
      let page = try await stage.control.send("GET", "/")
      #expect(page.text.contains("Northwind Tools"))
    }
  }

  @Test(
    "the control API says what is wrong with what it was told",
    arguments: [
      ("/sandbox/faults", #"{"fault":"melt"}"#, "fault: one of"),
      ("/sandbox/faults", #"{"fault":"delay"}"#, "seconds: a number"),
      ("/sandbox/faults", #"{"fault":"status","status":200}"#, "status: a number from 400"),
      ("/sandbox/faults", #"{"fault":"reset","when":"never"}"#, "when: before or after"),
      ("/sandbox/faults", #"{"fault":"reset","platform":"myspace"}"#, "platform: mastodon or bluesky"),
      ("/sandbox/plan", #"{"seed":1,"rate":2,"faults":[]}"#, "rate: 0 to 1"),
      ("/sandbox/accounts", #"{"platform":"bluesky","name":"no handle"}"#, "name: a Mastodon user name"),
    ])
  func refusals(_ path: String, _ body: String, _ words: String) async throws {
    try await Rehearsal.with { stage in
      let reply = try await stage.tell(path, try JSON(parsing: body.utf8))
      #expect(reply.status == 400)
      try #expect(reply.json()["error"]?.string?.hasPrefix(words) == true)
    }
  }

  @Test("text of a post cannot put markup on the feed page")
  func escapes() async throws {
    try await Rehearsal.with { stage in
      let jwt = try await stage.jwt()
      let attack = "<script>alert(1)</script>"
      _ = try await stage.toot(attack)
      let facets =
        #"[{"index":{"byteStart":0,"byteEnd":5},"features":[{"$type":"app.bsky.richtext.facet#link",""#
        + #"uri":"javascript:alert(1)"}]}]"#
      _ = try await stage.post(attack, jwt: jwt, more: ["facets": try JSON(parsing: facets.utf8)])
      let page = try await stage.control.send("GET", "/")
      #expect(!page.text.contains("<script>"))
      #expect(!page.text.contains("javascript:"))
    }
  }

  @Test("stopping twice, or before the start, is fine")
  func stops() async throws {
    let sandbox = try Sandbox(SandboxOptions(), time: SteppedClock().time)
    await sandbox.stop()
    try await sandbox.start()
    await sandbox.stop()
    await sandbox.stop()
  }
}

extension Rehearsal {
  func tell(_ path: String, _ body: JSON) async throws -> WireReply {
    try await control.send("POST", path, headers: [("Content-Type", "application/json")], body: body.bytes)
  }
}
