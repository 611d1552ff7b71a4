import Foundation
import OrderedCollections
import Sandbox
import TestKit
import Testing
import Yams

@Suite("Mastodon replies held against OpenAPI and recordings")
struct MastodonConformanceTests {
  @Test("every entity fits the OpenAPI document")
  func openAPI() async throws {
    guard let data = SharedData.data("mastodon/mastodon-openapi.json", cases: 8) else { return }
    let checker = try #require(OpenAPIChecker(data))
    try await Rehearsal.with({ $0.engagement = Engagement(seed: 5) }) { stage in
      let media = try await stage.upload(Pictures.png, type: "image/png").json()
      #expect(checker.faults(media, "MediaAttachment") == [])
      let status = try await stage.toot("Hello @acme https://example.org #x").json()
      #expect(checker.faults(status, "Status") == [])
      let id = status["id"]?.string ?? ""
      stage.clock.advance(by: .seconds(60))
      #expect(checker.faults(try await stage.read("/api/v1/statuses/\(id)").json(), "Status") == [])
      #expect(checker.faults(try await stage.read("/api/v1/statuses/\(id)/context").json(), "Context") == [])
      #expect(checker.faults(try await stage.read("/api/v1/statuses/\(id)/source").json(), "StatusSource") == [])
      let me = try await stage.read("/api/v1/accounts/verify_credentials").json()
      #expect(checker.faults(me, "CredentialAccount") == [])
      #expect(checker.faults(try await stage.read("/api/v2/instance").json(), "Instance") == [])
      #expect(checker.faults(try await stage.toot("").json(), "Error") == [])
    }
  }

  /// Every field that a server of this version always sends is there, of the right nullability.
  @Test(
    "entities have the fields that Mastodon.py knows as never absent",
    arguments: ["Status", "Account", "InstanceV2", "MediaAttachment"])
  func knownFields(_ name: String) async throws {
    guard let data = SharedData.data("mastodon/mastodonpy-return-types.json", cases: 1) else { return }
    let types = try JSON(parsing: data).array ?? []
    let fields = try #require(types.first { $0["python_name"]?.string == name }?["fields"]?.object)
    try await Rehearsal.with { stage in
      let status = try await stage.toot("Hello").json()
      let value =
        switch name {
        case "Status": status
        case "Account": status["account"] ?? .null
        case "InstanceV2": try await stage.read("/api/v2/instance").json()
        default: try await stage.upload(Pictures.png, type: "image/png").json()
        }
      // `mute_expires_at` is only in lists of muted accounts: the recorded account of 4.6.4 has none.
      for (field, facts) in fields where facts["is_optional"] == false && field != "mute_expires_at" {
        let member = value[field]
        #expect(member != nil, "\(name).\(field)")
        if facts["is_nullable"] == false { #expect(member != .null, "\(name).\(field)") }
      }
    }
  }

  struct Recording: Sendable, CustomTestStringConvertible {
    var file: String
    var method: String
    /// The path asked, with `{id}` for the id of a fresh status.
    var path: String
    /// Which interaction of the file.
    var index: Int

    var testDescription: String { "\(method) \(path)" }
  }

  @Test(
    "status, headers and keys are those recorded from a real server, in their order",
    arguments: [
      Recording(file: "test_status_post[None-unlisted].yaml", method: "POST", path: "/api/v1/statuses", index: 0),
      Recording(
        file: "test_status_post[None-unlisted].yaml", method: "DELETE", path: "/api/v1/statuses/{id}", index: 1),
      Recording(file: "test_status_context.yaml", method: "GET", path: "/api/v1/statuses/{id}/context", index: 1),
      Recording(file: "test_status_missing.yaml", method: "GET", path: "/api/v1/statuses/0", index: 0),
      Recording(file: "test_verify_version.yaml", method: "GET", path: "/api/v2/instance/", index: 1),
      Recording(file: "test_nodeinfo.yaml", method: "GET", path: "/.well-known/nodeinfo", index: 0),
      Recording(file: "test_nodeinfo.yaml", method: "GET", path: "/nodeinfo/2.0", index: 1),
      Recording(file: "test_media_post_pathlib.yaml", method: "MEDIA", path: "/api/v2/media", index: 0),
    ])
  func recorded(_ recording: Recording) async throws {
    guard let data = SharedData.data("recorded/mastodon/" + recording.file, cases: 1) else { return }
    let cassette = try #require(try Yams.load(yaml: String(decoding: data, as: UTF8.self)) as? [String: Any])
    let interactions = try #require(cassette["interactions"] as? [[String: Any]])
    let expected = try #require(interactions[recording.index]["response"] as? [String: Any])
    try await Rehearsal.with { stage in
      let reply = try await stage.answer(recording)
      let status = try #require(expected["status"] as? [String: Any])
      #expect(reply.status == status["code"] as? Int)
      let body = try #require((expected["body"] as? [String: Any])?["string"] as? String)
      #expect(Self.shape(try reply.json()) == Self.shape(try JSON(parsing: Array(body.utf8))))
      let headers = try #require(expected["headers"] as? [String: Any])
      let unimitated = ["server-timing", "x-runtime", "etag", "cache-control", "content-security-policy", "vary"]
      for name in headers.keys.map({ $0.lowercased() }) where !unimitated.contains(name) {
        #expect(reply.header(name) != nil, "header \(name)")
      }
      #expect(reply.header("content-type") == (headers["content-type"] as? [String])?.first)
    }
  }

  /// Keys in order, without the values and without what differs by account (roles, fields, application's own).
  private static func shape(_ value: JSON) -> [String] {
    (value.object ?? [:]).flatMap { name, member -> [String] in
      guard name == "account" || name == "configuration" || name == "statuses" || name == "usage" else { return [name] }
      return [name] + shape(member).map { name + "." + $0 }
    }
  }
}

extension Rehearsal {
  fileprivate func answer(_ recording: MastodonConformanceTests.Recording) async throws -> WireReply {
    if recording.method == "MEDIA" { return try await upload(Pictures.png, type: "image/png") }
    let first = try await toot("Toot!", more: ["visibility": "unlisted"])
    if recording.method == "POST" { return first }
    let id = try first.json()["id"]?.string ?? ""
    return try await mastodon.send(
      recording.method, recording.path.replacingOccurrences(of: "{id}", with: id),
      headers: [("Authorization", "Bearer \(token)")])
  }
}
