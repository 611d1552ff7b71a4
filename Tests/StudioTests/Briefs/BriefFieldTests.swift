import Foundation
import Kernel
import Models
import Testing
import Text

@testable import Studio

/// Every field of a brief does something: only that field changes, and something that a user sees is another.
@Suite("The fields of a brief") struct BriefFieldTests {
  private static let base = BriefContent(
    topic: "Our winter blend is back", audience: "Home bakers", tone: "warm", platforms: ["mastodon"],
    facts: [
      "Notes of plum and cocoa, our favourite of the year.", "250 grams for 12 euros.", "On the shelf from 5 December.",
      "Better than Bean Barn by far.",
    ],
    offer: "Two bags for 20 euros until Sunday", link: "https://acme.example/winter",
    callToAction: "Order your bag today")

  /// One change for each field, by the field's name.
  private static let changes: [String: @Sendable (inout BriefContent) -> Void] = [
    "topic": { $0.topic = "Our summer blend is here" },
    "audience": { $0.audience = "People who brew at home" },
    "tone": { $0.tone = "formal" },
    "languages": { $0.languages = ["de"] },
    "platforms": { $0.platforms = ["x"] },
    "regions": { $0.regions = ["US"] },
    "competitors": { $0.competitors = ["Bean Barn"] },
    "constraints": { $0.constraints = ["Under 100 characters"] },
    "facts": { $0.facts.append("Roasted twice a week in Graz.") },
    "offer": { $0.offer = "Three bags for 30 euros until Monday" },
    "link": { $0.link = "https://acme.example/other" },
    "callToAction": { $0.callToAction = "Come by and taste it" },
    "paid": { $0.paid = true },
  ]

  private func rules(_ brief: BriefContent) throws -> JudgeRules {
    try Acme.rules(brief, platform: brief.platforms[0], language: brief.languages[0])
  }

  private func changed(_ field: String) throws -> BriefContent {
    var brief = Self.base
    let change = try #require(Self.changes[field])
    change(&brief)
    return brief
  }

  @Test("none is without a case here")
  func all() {
    let fields = Mirror(reflecting: Self.base).children.compactMap(\.label)
    #expect(Set(fields) == Set(Self.changes.keys) && fields.count == Self.changes.count)
  }

  @Test("each changes what a model is asked", arguments: changes.keys.sorted())
  func prompt(field: String) throws {
    let before = Prompt(try rules(Self.base), examples: [], ordinal: 1, seed: 7)
    let after = Prompt(try rules(try changed(field)), examples: [], ordinal: 1, seed: 7)
    #expect(before.digest != after.digest)
  }

  @Test(
    "each changes a draft that is composed without a model, or what is said of it", arguments: changes.keys.sorted())
  func draft(field: String) throws {
    let (before, after) = (try rules(Self.base), try rules(try changed(field)))
    let drafts = { (rules: JudgeRules) in
      (1...4).map { ordinal in
        let written = Compose.draft(rules, ordinal: ordinal, of: 4, seed: 7, note: "")
        return written.text + "\u{0}" + written.note
      }
    }
    #expect(drafts(before) != drafts(after))
  }

  @Test("each that a text can offend against changes what is found in the same text")
  func judgement() throws {
    let text = "The ad says: our favourite, better than Bean Barn, since 1923. https://acme.example/winter"
    for field in ["competitors", "regions", "paid", "link", "platforms"] {
      let before = Judge.judge(text, by: .machine, try rules(Self.base))
      #expect(before != Judge.judge(text, by: .machine, try rules(try changed(field))), "\(field)")
    }
  }

  @Test("regions choose the disclosure's law, the spelling, the form of dates and the readers' time zone")
  func regions() throws {
    var brief = Self.base
    brief.paid = true
    func disclosure(_ region: String) throws -> [String] {
      brief.regions = [region]
      let judged = Judge.judge("Sponsored: our winter blend is back.", by: .person, try rules(brief))
      return judged.findings.map(\.rule).filter { $0.hasPrefix("disclosure/") }
    }
    #expect(try disclosure("US") == [])
    #expect(try disclosure("GB") == ["disclosure/gb-label"])
    brief.regions = ["US"]
    let drafts = try (1...4).map { Compose.draft(try rules(brief), ordinal: $0, of: 4, seed: 7, note: "").text }
    #expect(drafts.contains { $0.contains("favorite") } && !drafts.contains { $0.contains("favourite") })
    #expect(drafts.contains { $0.contains("December 5") } && !drafts.contains { $0.contains("5 December") })
    #expect(Prompt(try rules(brief), examples: [], ordinal: 1, seed: 7).request.system?.contains("American") == true)
    #expect(AudienceZone.of(brief.regions) == "America/New_York")
  }

  @Test("a tone and readers that drafts cannot follow are handed to the writer in words")
  func unread() throws {
    var brief = Self.base
    brief.tone = "wry"
    brief.audience = "The board of the regional chamber of commerce, and their guests"
    let note = Compose.draft(try rules(brief), ordinal: 1, of: 1, seed: 7, note: "").note
    #expect(note.contains("“wry”") && note.contains("chamber of commerce"))
    let known = Compose.draft(try rules(Self.base), ordinal: 1, of: 1, seed: 7, note: "").note
    #expect(!known.contains("tone") && !known.contains("speaks to"))
  }
}
