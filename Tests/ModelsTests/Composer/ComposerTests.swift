import Models
import TestTraits
import Testing
import Text

@Suite("composer", .ownThread)
struct ComposerTests {
  static let briefs: [ComposerBrief] = [
    ComposerBrief(
      topic: "Our oat milk week", brand: "Acme Coffee", audience: "commuters",
      facts: [
        "All oat drinks cost 3 EUR from 12 to 18 May", "We open at 6:30 at the station shop", "bring your own cup",
      ],
      offer: "A free cookie with your first oat flat white", link: "https://acme.example/oat",
      callToAction: "See the menu",
      hashtags: ["OatMilk", "AcmeCoffee"]),
    ComposerBrief(
      topic: "Starling 2.0 is out", brand: "Starling", audience: "self-hosters",
      facts: [
        "Publishes to Mastodon and Bluesky", "One command starts everything", "Needs no account anywhere",
        "Jobs run 40% faster than in 1.9",
      ], link: "https://starling.example/2", callToAction: "Read the release notes"),
    ComposerBrief(
      topic: "Charity run for the children's hospice", audience: "runners of all levels", tone: "warm",
      facts: [
        "5 km through Mill Park on 14 June", "Entry is 10 EUR, and all of it goes to the hospice",
        "The start is at 9:00",
      ],
      link: "https://run.example", callToAction: "Register by 1 June", constraints: ["no hashtags"]),
    ComposerBrief(
      topic: "We're hiring a backend engineer", facts: ["Swift and Postgres", "Remote within Europe", "Four-day week"],
      link: "https://northwind.example/jobs", callToAction: "Apply by Friday"),
    ComposerBrief(
      topic: "Webinar: cutting warehouse errors", audience: "operations managers", tone: "formal",
      facts: [
        "Thursday, 4 June, 15:00 CET", "Carol Diaz of Northwind Tools shows how her team cut picking errors by 31%",
        "\"We stopped counting twice,\" says Carol", "45 minutes, with questions",
      ], link: "https://northwind.example/webinar", callToAction: "Save your seat"),
    ComposerBrief(topic: "Closed on Monday"),
  ]

  @Test("every draft fits its platform, differs from its siblings and has the link", arguments: 0..<6)
  func fits(index: Int) throws {
    let brief = Self.briefs[index]
    for platform in try PlatformRules.load().all {
      let drafts = Composer().drafts(brief, voice: nil, platform: platform, count: 5, seed: 4)
      #expect(!drafts.isEmpty)
      #expect(Set(drafts.map(\.text)).count == drafts.count)
      for draft in drafts {
        #expect(TextMeasure.measure(draft.text, platform).ok, "\(draft.text)")
        if let link = brief.link { #expect(draft.text.contains(link)) }
      }
    }
  }

  @Test("a list is announced only where two points or more follow")
  func announced() throws {
    var brief = Self.briefs[0]
    brief.topic = String(repeating: "A free Saturday brewing morning where neighbours bring their own pot. ", count: 3)
    brief.facts = (1...4).map {
      "Fact \($0) tells \(String(repeating: "a little more about it, ", count: 3 * $0))indeed"
    }
    for platform in try PlatformRules.load().all {
      for draft in Composer().drafts(brief, voice: nil, platform: platform, count: 10, seed: 3) {
        #expect(!draft.text.contains("What to know: ") && !draft.text.contains("In short: "), "\(draft.text)")
        let lines = draft.text.split(separator: "\n")
        for (index, line) in lines.enumerated() where line.hasSuffix(":") {
          let points = lines.dropFirst(index + 1).prefix(2)
          #expect(points.count == 2 && points.allSatisfy { "•–123".contains($0.prefix(1)) }, "\(draft.text)")
        }
      }
    }
  }

  @Test("the same seed gives the same drafts, another seed others")
  func deterministic() throws {
    let x = try #require(PlatformRules.load()["x"])
    let first = Composer().drafts(Self.briefs[0], voice: nil, platform: x, count: 4, seed: 1)
    #expect(first == Composer().drafts(Self.briefs[0], voice: nil, platform: x, count: 4, seed: 1))
    #expect(first != Composer().drafts(Self.briefs[0], voice: nil, platform: x, count: 4, seed: 2))
  }

  @Test("nothing is said that the brief does not say")
  func grounded() throws {
    for brief in Self.briefs {
      let source =
        ([
          brief.topic, brief.offer ?? "", brief.brand ?? "", brief.link ?? "", brief.callToAction ?? "",
          brief.audience ?? "",
        ]
        + brief.facts + brief.hashtags).joined(separator: "\n")
      for platform in try PlatformRules.load().all {
        for draft in Composer().drafts(brief, voice: nil, platform: platform, count: 6, seed: 9) {
          let findings = Grounding.check(draft.text, against: [GroundingSource("brief", source)])
          #expect(findings.isEmpty, "\(findings.map(\.quote)) in \(draft.text)")
        }
      }
    }
  }

  @Test("constraints and tone are kept")
  func constraints() throws {
    let linkedin = try #require(PlatformRules.load()["linkedin"])
    for draft in Composer().drafts(Self.briefs[2], voice: nil, platform: linkedin, count: 6, seed: 3) {
      #expect(Entities.hashtags(draft.text).isEmpty)
    }
    for draft in Composer().drafts(Self.briefs[4], voice: nil, platform: linkedin, count: 6, seed: 3) {
      #expect(!draft.text.contains("!"))
    }
    var brief = Self.briefs[1]
    brief.neverTerms = ["account"]
    for draft in Composer().drafts(brief, voice: nil, platform: linkedin, count: 6, seed: 3) {
      #expect(!draft.text.contains("account"))
    }
  }

  @Test("the voice's habits show: its emoji, and no hashtags when it has none")
  func voice() throws {
    let posts = (0..<12).map { "We roasted batch \($0) today ☕ Come and taste number \($0)!" }
    let voice = try VoiceTrainer.train(posts)
    let x = try #require(PlatformRules.load()["x"])
    let drafts = Composer().drafts(Self.briefs[0], voice: voice, platform: x, count: 4, seed: 2)
    #expect(drafts.allSatisfy { $0.text.contains("☕") && Entities.hashtags($0.text).isEmpty })
  }
}
