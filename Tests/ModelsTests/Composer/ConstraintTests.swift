import TestTraits
import Testing
import Text

@testable import Models

@Suite("constraints", .ownThread)
struct ConstraintTests {
  private func drafts(_ change: (inout ComposerBrief) -> Void, on platform: String = "linkedin") throws
    -> [ComposedDraft]
  {
    var brief = ComposerBrief(
      topic: "Our spring sale 🌷", brand: "Wild Stem", audience: "gardeners",
      facts: [
        "Roses cost 12 EUR", "All pots are handmade in Leeds", "The greenhouse is open on Sundays!", "Ask for Jo",
        "Kestrel Seeds are on the shelf again", "Parking behind the barn",
      ], offer: "20% off all roses until 31 May", link: "https://wildstem.example/spring",
      callToAction: "Come and see!",
      hashtags: ["Roses", "Leeds"])
    change(&brief)
    let rules = try #require(PlatformRules.load()[platform])
    let drafts = Composer().drafts(brief, voice: nil, platform: rules, count: 8, seed: 5)
    try #require(drafts.count >= 2)
    return drafts
  }

  @Test("no emoji means none, not even the brief's own")
  func emoji() throws {
    #expect(try drafts { $0.constraints = ["No emoji please"] }.allSatisfy { !$0.text.contains("🌷") })
    #expect(try drafts { _ in }.contains { $0.text.contains("🌷") })
  }

  @Test("no hashtags, no exclamation marks")
  func marks() throws {
    let plain = try drafts { $0.constraints = ["no hashtags, no exclamation marks"] }
    #expect(plain.allSatisfy { Entities.hashtags($0.text).isEmpty && !$0.text.contains("!") })
    #expect(try drafts { _ in }.contains { !Entities.hashtags($0.text).isEmpty })
  }

  @Test("a price is not mentioned where that is asked")
  func prices() throws {
    #expect(try drafts { $0.constraints = ["don't mention the price"] }.allSatisfy { !$0.text.contains("12 EUR") })
    #expect(try drafts { _ in }.contains { $0.text.contains("12 EUR") })
  }

  @Test("what is not to be mentioned stays out, whole facts and never words alike")
  func silence() throws {
    #expect(
      try drafts { $0.constraints = ["Do not mention Kestrel Seeds."] }.allSatisfy { !$0.text.contains("Kestrel") })
    #expect(try drafts { $0.neverTerms = ["handmade"] }.allSatisfy { !$0.text.lowercased().contains("handmade") })
  }

  @Test(
    "a length that is asked for is kept",
    arguments: [("under 200 characters", 199), ("at most 120 characters", 120), ("max. 90 chars", 90)])
  func characters(constraint: String, most: Int) throws {
    #expect(try drafts { $0.constraints = [constraint] }.allSatisfy { $0.text.count <= most })
  }

  @Test("sentences, words, hashtags and emoji are counted")
  func counts() throws {
    let two = try drafts {
      $0.constraints = ["Two to three sentences"]
      $0.link = nil
    }
    #expect(two.allSatisfy { Sentences.split($0.text).count <= 4 }, "\(two.map(\.text))")
    #expect(
      try drafts { $0.constraints = ["at most one hashtag and one emoji"] }.allSatisfy {
        Entities.hashtags($0.text).count <= 1
      })
    #expect(try drafts { $0.constraints = ["no more than 25 words"] }.allSatisfy { Words.split($0.text).count <= 25 })
  }

  @Test("a formal post has no small talk, no joy and no contraction of ours")
  func formal() throws {
    let formal = try drafts { $0.tone = "formal" } + drafts { $0.constraints = ["formal"] }
    for draft in formal {
      #expect(!draft.text.contains("this one's") && !draft.text.contains("Any plans") && !draft.text.contains("We're"))
      #expect(!(draft.text.split(separator: "\n").first ?? "").contains("!"))
    }
  }

  @Test("a demanded fact stays in a short post")
  func demanded() throws {
    let short = try drafts { $0.constraints = ["mention the parking", "max 160 characters"] }
    #expect(
      short.allSatisfy { $0.text.contains("Parking behind the barn") || $0.leftOut.isEmpty }, "\(short.map(\.text))")
  }

  @Test("what a constraint dictates is said")
  func dictated() throws {
    let said = try drafts { $0.constraints = ["Say clearly that buying a pot is not required."] }
    #expect(said.allSatisfy { $0.text.contains("uying a pot is not required") }, "\(said.map(\.text))")
  }

  @Test("a constraint that no rule understands is handed to the writer")
  func unread() throws {
    let notes = try drafts { $0.constraints = ["Sound like my grandmother"] }.first?.notes ?? []
    #expect(notes.contains { $0.contains("Sound like my grandmother") })
    let beside = try drafts {
      $0.tone = "formal"
      $0.constraints = ["As Bob"]
    }
    #expect(beside.first?.notes.contains { $0.contains("As Bob") } == true)
    #expect(try drafts { $0.constraints = ["no emoji"] }.first?.notes == [])
  }

  @Test("terms are spelt as the brand spells them, links are left alone")
  func spelling() throws {
    let spelt = try drafts { $0.alwaysTerms = ["LEEDS", "WILDSTEM"] }
    #expect(spelt.contains { $0.text.contains("LEEDS") })
    #expect(spelt.allSatisfy { $0.text.contains("https://wildstem.example/spring") })
  }

  @Test("the third person is kept where it is asked for")
  func thirdPerson() throws {
    let third = try drafts {
      $0.constraints = ["third person"]
      $0.facts = ["We open at nine", "We bake on Mondays"]
    }
    #expect(third.allSatisfy { !$0.text.contains("We ") && !$0.text.contains(" us ") }, "\(third.map(\.text))")
  }
}
