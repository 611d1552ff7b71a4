import Foundation
import Kernel
import Testing
import Text

@Suite("platform rules")
struct PlatformRulesTests {
  @Test("the ten platforms have their limits")
  func limits() throws {
    let rules = try PlatformRules.load()
    #expect(
      rules.all.map(\.id) == [
        "x", "linkedin", "bluesky", "mastodon", "facebook", "instagram", "threads", "tiktok", "youtube", "pinterest",
      ])
    #expect(rules.all.map(\.limit) == [280, 3000, 300, 500, 63206, 2200, 500, 2200, 5000, 800])
    #expect(rules["bluesky"]?.byteLimit == 3000)
    #expect(rules["myspace"] == nil)
  }

  @Test(
    "a broken file is named with the place that is wrong",
    arguments: [
      ("{", "cannot be read"), (#"{"platforms":[{"id":"x"}]}"#, "0 has no name"), ("{}", "has no platforms"),
    ])
  func broken(json: String, words: String) {
    let problem = #expect(throws: Problem.self) { try PlatformRules(json: Data(json.utf8)) }
    #expect(problem?.detail.contains(words) == true)
  }

  @Test("a limit of zero and a platform twice are refused")
  func senseless() throws {
    let data = try Data(
      contentsOf: #require(ResourceFolder(module: "Text").url).appendingPathComponent("platform-rules.json"))
    let text = try #require(String(data: data, encoding: .utf8))
    let zero = text.replacing("\"limit\": 280", with: "\"limit\": 0")
    let twice = text.replacing("\"id\": \"linkedin\"", with: "\"id\": \"x\"")
    #expect(throws: Problem.self) { try PlatformRules(json: Data(zero.utf8)) }
    #expect(throws: Problem.self) { try PlatformRules(json: Data(twice.utf8)) }
  }
}
