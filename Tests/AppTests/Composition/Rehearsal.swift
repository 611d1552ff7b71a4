import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

@testable import App

/// A running Starling with the demo, used by its owner's key: a post that is ready to go out, and what became of it.
struct Rehearsal: Sendable {
  /// Whoever waits here asks again and again.
  static let settings = ["STARLING_REQUEST_RATE": "1000000"]

  let running: RunningApp
  let key: String
  private let browser: Browser

  init(_ running: RunningApp, key: String? = nil) throws {
    self.running = running
    self.key = try #require(key ?? running.key)
    browser = Browser(running)
  }

  /// Lets a post that nobody has scheduled go out now. Returns its publication's id.
  func publish() async throws -> String {
    let taken = Set(try await publications().compactMap { $0["post_id"] as? String })
    let posts = try await browser.list("/v1/posts", key)
    let post = try #require(
      posts.first { $0["platform"] as? String == "mastodon" && !taken.contains($0["id"] as? String ?? "") })
    let (id, brand) = (try #require(post["id"] as? String), try #require(post["brand_id"] as? String))
    let accounts = try await browser.list("/v1/connectors", key)
    let account = try #require(
      accounts.first { $0["platform"] as? String == "mastodon" && $0["brand_id"] as? String == brand }?["id"] as? String
    )
    let kept = try await browser.call(.post, "/v1/posts/\(id)/keep", key: key, json: [:], match: "*")
    try #require(kept.status == 200, "\(kept.text)")
    let begun = try await browser.call(
      .post, "/v1/posts/\(id)/publish", key: key, json: ["connector_id": account])
    try #require(begun.status == 202, "\(begun.text)")
    let object = try JSONSerialization.jsonObject(with: Data(begun.text.utf8)) as? [String: Any]
    return try #require(object?["id"] as? String)
  }

  func publications() async throws -> [[String: Any]] { try await browser.list("/v1/publications", key) }

  /// Its state, and why.
  func state(_ publication: String) async throws -> (state: String, reason: String) {
    let detail = try await browser.object("/v1/publications/\(publication)", key)
    let found = try #require(detail["publication"] as? [String: Any])
    return (found["state"] as? String ?? "", found["reason"] as? String ?? "")
  }

  /// Lets the whole organisation's publishing go on.
  func resume() async throws {
    let reply = try await browser.call(.post, "/v1/publishing/resume", key: key)
    try #require(reply.status == 200, "\(reply.text)")
  }

  /// The worker's switches, which take no key.
  func worker(_ word: String) async throws {
    let reply = try await WireClient(running.control).send("POST", "/worker/\(word)")
    try #require(reply.status == 200, "\(reply.text)")
  }

  /// How many posts the sandbox has seen, by the account of whoever runs it.
  func inSandbox() async throws -> Int {
    var feed = running
    feed.url = try #require(running.sandboxFeed)
    let reply = try await Browser(feed).object("/sandbox/posts", nil)
    return try #require(reply["posts"] as? [Any]).count
  }
}
