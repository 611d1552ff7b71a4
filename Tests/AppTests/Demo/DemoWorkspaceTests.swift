import Accounts
import Foundation
import HTTPTypes
import Kernel
import Logging
import Sandbox
import Synchronization
import Telemetry
import TestKit
import Testing
import Transport
import Web

@testable import App

/// The program in this process, on data of its own, with a worker and the sandbox.
struct Place: Sendable {
  let folder = TemporaryFolder()

  /// Runs it until `body` returns.
  func running(_ body: @escaping @Sendable (StarlingApp, RunningApp) async throws -> Void) async throws {
    let config = try Config.load(
      RawConfig(environment: [
        "STARLING_DATA": folder.url.appendingPathComponent("data").path, "STARLING_PORT": "0",
        "STARLING_EMBEDDINGS_URL": "off",
      ]))
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let bootstrap = Bootstrap(
      logger: logger, metrics: MetricsRegistry(), objectives: ObjectiveRecorder(time: .system))
    let ground = try await Groundwork.lay(config, time: .system, random: .system, logger: logger)
    let app = try await StarlingApp.build(ground, bootstrap, Tools(logger: logger))
    try await app.run { running in
      try await body(app, running)
      throw CancellationError()
    }
  }

  var note: URL { folder.url.appendingPathComponent("data.keys/demo.json") }
}

@Suite("The demo workspace", .timeLimit(.minutes(5)), .serialized)
struct DemoWorkspaceTests {
  @Test("has two brands in rehearsal with voices, posts that are out and due, and a person for each role")
  func whole() async throws {
    let place = Place()
    try await place.running { app, running in
      let note = try await #require(app.demo).open()
      let client = Browser(running)
      let brands = try await client.list("/v1/brands", note.key)
      #expect(Set(brands.compactMap { $0["name"] as? String }) == ["Acme Coffee", "Northwind Tools"])
      #expect(brands.allSatisfy { $0["mode"] as? String == "rehearsal" })
      for brand in brands.compactMap({ $0["id"] as? String }) {
        let voice = try await client.object("/v1/brands/\(brand)/voice", note.key)
        #expect(try #require(voice["separation"] as? Double) > 0.7)
      }
      let publications = try await client.list("/v1/publications", note.key)
      #expect(
        publications.compactMap { $0["state"] as? String }.sorted() == ["planned", "planned", "published", "published"])
      #expect(try await client.list("/v1/metrics", note.key).count == 2)
      #expect(note.people.map(\.role) == ["owner", "admin", "editor", "reviewer", "viewer"])
      #expect(Set(note.people.map(\.password)).count == 5)
      for person in note.people { #expect(try await client.signIn(person) == 200) }
      var stranger = note.people[0]
      stranger.password = "not-the-password"
      #expect(try await client.signIn(stranger) == 401)
      let mode = try FileManager.default.attributesOfItem(atPath: place.note.path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test("is found again at the next start, with the same people and key; a revoked key is made anew")
  func again() async throws {
    let place = Place()
    let first = Mutex<DemoNote?>(nil)
    try await place.running { app, _ in
      let demo = try #require(app.demo)
      async let one = demo.open()
      async let two = demo.open()
      let notes = try await [one, two]
      #expect(notes[0] == notes[1])
      first.withLock { $0 = notes[0] }
    }
    try await place.running { app, running in
      let demo = try #require(app.demo)
      let old = try #require(first.withLock { $0 })
      #expect(try await demo.found() == old)
      #expect(try await demo.open() == old)
      let client = Browser(running)
      let keys = try await client.list("/v1/access-keys", old.key)
      let everything = try #require(keys.first { $0["name"] as? String == "Demo, everything" }?["id"] as? String)
      let revoke = "/v1/access-keys/\(everything)"
      #expect(try await client.call(.delete, revoke, key: old.key).status == 403, "a key changes no keys")
      let owner = try await client.token(old.people[0])
      #expect(try await client.call(.delete, revoke, key: owner).status == 204)
      #expect(try await client.call(.get, "/v1/brands", key: old.key).status == 401)
      let mended = try await demo.open()
      #expect(mended.key != old.key && mended.lines == old.lines && mended.people == old.people)
      #expect(try await client.list("/v1/brands", mended.key).count == 2)
    }
  }

  @Test("that was cut off half-way is removed and made whole, without a second one")
  func cutOff() async throws {
    let place = Place()
    try await place.running { app, running in
      let demo = try #require(app.demo)
      let file = DemoNoteFile(keys: app.ground.config.keys)
      var half = DemoNote(
        state: .building, org: app.tools.ids.new(), people: DemoCast.people(app.tools.random))
      try file.write(half)
      half.owner = try await DemoOrg(services: app.accounts.services).make(
        half.org, name: "Half", zone: "UTC", people: DemoCast.members(half.people))
      let whole = try await demo.open()
      #expect(whole.org != half.org && whole.people == half.people && whole.state == .ready)
      #expect(try await !DemoOrg(services: app.accounts.services).isThere(half.org))
      #expect(try await Browser(running).list("/v1/brands", whole.key).count == 2)
    }
  }

  @Test("is removed with everything in it by its owner, and by nobody else; once removed it stays away until asked for")
  func removed() async throws {
    let place = Place()
    try await place.running { app, running in
      let demo = try #require(app.demo)
      let note = try await demo.open()
      let owner = try #require(note.owner)
      let remove = RemoveOrg(services: app.accounts.services)
      func caller(_ role: Role) -> Principal {
        Principal(
          org: note.org, actor: .user(owner), user: owner, grants: [RoleGrant(role, in: .all)],
          proof: .session(app.tools.ids.new()), version: 1, expires: .distantFuture)
      }
      let refused = await #expect(throws: Problem.self) { try await remove(confirming: nil, by: caller(.admin)) }
      #expect(refused?.kind == .forbidden)
      try await remove(confirming: nil, by: caller(.owner))
      #expect(try await demo.found() == nil)
      #expect(try await demo.wasRemoved())
      #expect(try await DemoWish.ifThere.note(app) == nil)
      #expect(try await DemoWish.once.note(app) == nil)
      #expect(try await Browser(running).signIn(note.people[0]) == 401)
      let left = try await #require(app.ground.postgres).client(
        "psql",
        [
          "-Atc",
          "SELECT (SELECT count(*) FROM posts) + (SELECT count(*) FROM publications) + (SELECT count(*) FROM users)",
        ]
      ).runOrThrow()
      #expect(left == "0\n")
      let anew = try await DemoWish.always.note(app)
      #expect(anew?.people == note.people && anew?.org != note.org)
    }
  }

  @Test("is not loaded over somebody's own account, and its address stays theirs")
  func foreign() async throws {
    let place = Place()
    try await place.running { app, _ in
      let create = CreateOrg(services: app.accounts.services)
      let own = try await create.withOwner(
        orgName: "Own", ownerName: "Alice", mail: "alice@demo.example", zone: "UTC",
        password: Redacted("tulips under the bridge"), requestID: nil)
      let problem = await #expect(throws: Problem.self) { try await #require(app.demo).open() }
      #expect(problem?.kind == .conflict)
      #expect(try await DemoOrg(services: app.accounts.services).isThere(own.org.id))
    }
  }
}

@Suite("The demo's doors", .timeLimit(.minutes(5)), .serialized)
struct DemoDoorTests {
  @Test("the printed lines write, keep and publish a post, with a key that may do nothing else")
  func lines() async throws {
    try await Place().running { app, running in
      let note = try await #require(app.demo).open()
      let lines = try #require(note.lines)
      let before = app.sandbox?.posts(.mastodon).count ?? 0
      for line in TrialLines(lines, url: try #require(running.url)).all {
        let said = try await Tool(executable: "/bin/sh", arguments: ["-c", line + " -f"]).runOrThrow()
        #expect(said.hasPrefix("{"), "\(said)")
      }
      try await until { app.sandbox?.posts(.mastodon).count == before + 1 }
      #expect(app.sandbox?.posts(.mastodon).last?.text.contains("cup") == true)
      let client = Browser(running)
      for path in ["/v1/brands", "/v1/posts", "/v1/connectors", "/v1/audit"] {
        #expect(try await client.call(.get, path, key: lines.key).status == 403, "\(path)")
      }
    }
  }

  @Test("the first link opens the demo as its owner, once; a used or made-up one opens nothing")
  func firstLink() async throws {
    try await Place().running { app, running in
      let client = Browser(running)
      let code = try String(#require(running.start?.split(separator: "#").last))
      #expect(try await client.form("/start/demo", ["code": "sto_" + String(repeating: "A", count: 43)]).status == 422)
      var reply = try await client.form("/start/demo", ["code": code])
      while reply.status == 200 {
        #expect(reply.text.contains("Loading the demo"))
        reply = try await client.form("/start/demo", ["code": code])
      }
      #expect(reply.status == 303)
      let home = try await client.page("/")
      #expect(home.text.contains("Hello, Alice") && home.text.contains("This is the demo."))
      #expect(home.text.contains("Remove the demo"))
      #expect(try await Browser(running).form("/start/demo", ["code": code]).status == 422)
      let another = try await client.form("/start/another", [:])
      #expect(another.status == 303)
      #expect(another.location?.hasPrefix("/start#sto_") == true)
    }
  }

  @Test("only the demo's owner may begin another organisation, and strangers are sent to sign in")
  func another() async throws {
    try await Place().running { app, running in
      let note = try await #require(app.demo).open()
      #expect(try await Browser(running).page("/").location?.hasPrefix("/sign-in") == true)
      let bob = Browser(running)
      #expect(
        try await bob.form("/sign-in", ["mail": note.people[1].email, "password": note.people[1].password]).status
          == 303)
      let home = try await bob.page("/")
      #expect(home.text.contains("Hello, Bob") && !home.text.contains("Remove the demo"))
      #expect(try await bob.form("/start/another", [:]).status == 403)
    }
  }
}
