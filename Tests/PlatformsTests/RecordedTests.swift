import Foundation
import HTTPTypes
import Testing
import Transport

@testable import Platforms

private func recorded(_ name: String) throws -> Data {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Recorded")
  return try Data(contentsOf: folder.appendingPathComponent(name))
}

private func decoded<Value: Decodable>(_ name: String, _: Value.Type = Value.self) throws -> Value {
  try JSONDecoder().decode(Value.self, from: try recorded(name))
}

@Suite("Replies of a real Mastodon server")
struct RecordedTests {
  @Test("a status, an account, an instance and its node information decode")
  func decodes() throws {
    let status: MastodonModels.Status = try decoded("status.json")
    #expect(MastodonClient.created(status).createdAt != nil)
    #expect(!MastodonHTML.plainText(status.content).contains("<"))
    #expect(try decoded("account.json", MastodonModels.Account.self).username == "mastodonpy_test")
    let instance: MastodonModels.Instance = try decoded("instance.json")
    #expect(instance.configuration.statuses.characters_reserved_per_url == 23)
    #expect(try decoded("nodeinfo.json", MastodonModels.NodeInfo.self).software.name == "mastodon")
    #expect(try decoded("nodeinfo-links.json", MastodonModels.NodeInfoLinks.self).links.count == 1)
  }

  @Test("refusals are told apart by status, whatever language the words are in")
  func refusals() throws {
    let now = Date(timeIntervalSince1970: 1_785_000_000)
    func kind(_ status: Int, _ file: String) throws -> PublishFailure {
      MastodonRefusals.read(OutboundReply(status: status, body: Array(try recorded(file))), now: now)
    }
    #expect(try kind(422, "error-422.json").kind == .rejected)
    #expect(try kind(404, "error-404.json").kind == .notFound)
    #expect(try kind(401, "error-401.json").token == .reconnect)
  }

  @Test("Bluesky's word that a token is invalid asks for a renewal first, as for one that expired")
  func invalidToken() {
    for code in ["InvalidToken", "ExpiredToken"] {
      let reply = OutboundReply(status: 400, body: Array(#"{"error":"\#(code)","message":"No."}"#.utf8))
      let failure = BlueskyRefusals.read(reply, now: Date(timeIntervalSince1970: 0))
      #expect(failure.token == .refresh && failure.effect == .none)
    }
  }

  @Test("rate limit headers of both platforms are read")
  func rateLimits() throws {
    let mastodon: HTTPFields = [
      HTTPField.Name("X-RateLimit-Limit")!: "300", HTTPField.Name("X-RateLimit-Remaining")!: "235",
      HTTPField.Name("X-RateLimit-Reset")!: "2026-08-01T15:00:00.754511Z",
    ]
    let limit = try #require(RateLimit(mastodon))
    #expect(limit.remaining == 235)
    #expect(abs(try #require(limit.resetsAt).timeIntervalSince1970 - 1_785_596_400.754) < 0.01)
    let bluesky: HTTPFields = [
      HTTPField.Name("RateLimit-Limit")!: "5000", HTTPField.Name("RateLimit-Remaining")!: "0",
      HTTPField.Name("RateLimit-Reset")!: "1785596400",
    ]
    #expect(RateLimit(bluesky)?.resetsAt == Date(timeIntervalSince1970: 1_785_596_400))
    #expect(RateLimit.retryAt([.retryAfter: "7"], now: Date(timeIntervalSince1970: 0))?.timeIntervalSince1970 == 7)
    #expect(RateLimit([:]) == nil)
  }
}

@Suite("Texts that were rewritten on the way")
struct ComparableTextTests {
  @Test(
    "Mastodon's HTML compares equal to the words it was made of",
    arguments: [
      (
        "See https://shop.example/a now",
        "<p>See <a href=\"https://shop.example/a\" rel=\"nofollow\"><span class=\"invisible\">https://</span><span class=\"\">shop.example/a</span></a> now</p>"
      ),
      ("One\ntwo\n\nthree", "<p>One<br />two</p><p>three</p>"),
      (
        "Thanks @alice@other.example!",
        "<p>Thanks <span class=\"h-card\"><a href=\"https://other.example/@alice\">@<span>alice</span></a></span>!</p>"
      ),
      ("5 < 6 & 7 > 2 \"ok\" it's", "<p>5 &lt; 6 &amp; 7 &gt; 2 &quot;ok&quot; it&#39;s</p>"),
      ("Caf\u{65}\u{301}", "<p>Caf\u{e9}</p>"),
    ])
  func equal(_ text: String, _ html: String) {
    #expect(ComparableText.of(text) == ComparableText.of(MastodonHTML.plainText(html)))
  }

  @Test(
    "other words stay other words", arguments: [("one two", "one  three"), ("a@b.example", "a"), ("@alice", "@bob")])
  func different(_ one: String, _ other: String) { #expect(ComparableText.of(one) != ComparableText.of(other)) }
}

@Suite("Record keys")
struct RecordKeyTests {
  @Test("a key has the form of a TID, is the same for the same publication, and another for another try")
  func form() throws {
    let key = RecordKey.make(for: post, generation: 1)
    #expect(key.wholeMatch(of: /[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}/) != nil)
    #expect(key == RecordKey.make(for: post, generation: 1))
    #expect(key != RecordKey.make(for: post, generation: 2))
  }
}

@Suite("Server addresses")
struct ServerAddressTests {
  @Test("what people type becomes a base address")
  func typed() {
    #expect(serverBaseURL(" Mastodon.Example ") == "https://mastodon.example")
    #expect(serverBaseURL("https://pds.example:8443/") == "https://pds.example:8443")
  }

  @Test(
    "what is no bare server is refused",
    arguments: [
      "", "ftp://a.example", "https://a.example/path", "https://u@a.example", "https://a.example?x", "not a host",
    ])
  func refused(_ text: String) { #expect(serverBaseURL(text) == nil) }
}
