import Foundation
import TestKit
import TestTraits
import Testing
import Text

@Suite("Shipped policy packs", .ownThread)
struct PolicyPackTests {
  @Test("every violation that was seeded is found by its pack")
  func seeded() throws {
    let packs = try PolicyFixtures.packs()
    for item in try PolicyFixtures.seeded() {
      #expect(item.isFound(in: item.text, packs), "\(item.id): \(item.text)")
    }
  }

  @Test("at least 95 of 100 violations in disguise are found")
  func evasions() throws {
    let packs = try PolicyFixtures.packs()
    var (all, found) = (0, 0)
    for item in try PolicyFixtures.seeded() where item.text.allSatisfy({ $0.isASCII || !$0.isLetter }) {
      for evasion in Evasion.allCases {
        all += 1
        if item.isFound(in: evasion.apply(to: item.text), packs) { found += 1 }
      }
    }
    #expect(Double(found) >= 0.95 * Double(all), "\(found) of \(all)")
  }

  @Test("harmless posts raise nothing")
  func harmless() throws {
    let packs = try PolicyFixtures.packs()
    for text in try PolicyFixtures.lines("harmless.txt") {
      let found = packs.findings(in: text, PolicyContext(platform: "x", regions: ["DE", "GB", "US"]))
      #expect(found.allSatisfy { $0.severity < .warning }, "\(text): \(found.map(\.rule))")
    }
  }

  @Test("at most one real post in a hundred raises an alarm", arguments: ["obama-early.csv", "trump-early.csv"])
  func real(file: String) throws {
    guard let data = SharedData.data("social/" + file, cases: 1) else { return }
    let packs = try PolicyFixtures.packs()
    let posts = try #require(try CSVReader.read(Array(data)).column("text"))
    let alarms = posts.count { text in
      packs.findings(in: text, PolicyContext(platform: "x", language: "en")).contains { $0.severity >= .warning }
    }
    #expect(Double(alarms) <= 0.01 * Double(posts.count), "\(alarms) of \(posts.count)")
  }

  @Test("every rule names a law or page with its date, and says why in a sentence")
  func sources() throws {
    for pack in try PolicyFixtures.packs().packs {
      for rule in pack.rules {
        #expect(!rule.source.name.isEmpty && rule.source.date >= "1998", "\(rule.id)")
        #expect(rule.reason.hasSuffix(".") && rule.reason.count > 20, "\(rule.id)")
      }
    }
  }

  @Test("a platform's rule is for that platform, a country's for that country")
  func scopes() throws {
    let packs = try PolicyFixtures.packs()
    let share = "Win a hamper: share this post on your timeline. Rules on our page, ends Friday."
    func rules(_ text: String, _ platform: String, _ regions: [String]) -> [String] {
      packs.findings(in: text, PolicyContext(platform: platform, regions: regions)).map(\.rule)
    }
    #expect(rules(share, "facebook", []).contains("platform/facebook-promotion"))
    #expect(!rules(share, "mastodon", []).contains("platform/facebook-promotion"))
    let casino = "Our casino is open, play now. 18+ Gioca responsabilmente"
    #expect(rules(casino, "x", ["IT"]).contains("gambling/it-ban"))
    #expect(!rules(casino, "x", ["AT"]).contains("gambling/it-ban"))
  }

  @Test("a rule of the Union applies in its member states")
  func union() throws {
    let context = PolicyContext(platform: "x", regions: ["AT"])
    let found = try PolicyFixtures.packs().findings(in: "A deepfake of the chancellor sings our jingle.", context)
    #expect(found.contains { $0.rule == "ai/deepfake" })
  }
}
