import TestTraits
import Testing
import Text

@testable import Models

@Suite("briefs that are hard to write from", .ownThread)
struct HardBriefTests {
  private func drafts(_ brief: ComposerBrief, on platform: String = "linkedin") throws -> [ComposedDraft] {
    Composer().drafts(brief, voice: nil, platform: try #require(PlatformRules.load()[platform]), count: 6, seed: 3)
  }

  @Test("a topic alone makes a plain post and nothing more")
  func sparse() throws {
    let drafts = try drafts(ComposerBrief(topic: "closed on monday"))
    #expect(drafts.first?.text == "Closed on Monday.")
    #expect(drafts.first?.notes == [])
  }

  @Test("two facts that disagree are both left out, and the writer is told")
  func contradiction() throws {
    let brief = ComposerBrief(
      topic: "Swing night",
      facts: ["Doors open at 8pm", "Doors open at 7:30pm", "The band plays two sets", "Tickets cost 12 EUR"])
    for draft in try drafts(brief) {
      #expect(!draft.text.contains("8pm") && !draft.text.contains("7:30"))
      #expect(draft.text.contains("two sets"))
      #expect(draft.notes.contains { $0.contains("8pm") && $0.contains("7:30pm") })
    }
  }

  @Test("the same time in two spellings, prices of two things and two opening days do not disagree")
  func agreement() {
    let pairs = [
      ["Doors open at 8pm", "Doors open at 20:00"], ["Entry for adults is 10 EUR", "Entry for children is 5 EUR"],
      ["Open Mon 9am", "Open Sat 10am"], ["5 km through the park", "10 km through the woods"],
    ]
    for pair in pairs { #expect(Contradictions.pairs(pair.map { Point($0) }).isEmpty, "\(pair)") }
    let against = [
      ["Tickets are 12 EUR", "Tickets cost 15 EUR"], ["Entry is free", "Entry costs 5 EUR"],
      ["There are 14 places", "There are 20 places"], ["The sale ends on 12 May", "The sale ends on 14 May"],
    ]
    for pair in against { #expect(Contradictions.pairs(pair.map { Point($0) }).count == 1, "\(pair)") }
  }

  @Test("a brief of fifty pages gives a post of one")
  func long() throws {
    let facts = (1...600).map {
      "Chapter \($0) explains how the valve number \($0) of the station is opened, cleaned, greased and closed again in winter."
    }
    let brief = ComposerBrief(topic: "Our handbook for water stations", facts: facts, link: "https://water.example")
    for platform in try PlatformRules.load().all {
      for draft in Composer().drafts(brief, voice: nil, platform: platform, count: 3, seed: 1) {
        #expect(TextMeasure.fits(draft.text, platform) && draft.text.contains("https://water.example"))
        #expect(!draft.leftOut.isEmpty && draft.notes.contains { $0.contains("200 facts") })
      }
    }
  }

  @Test(
    "a brief in another language gets none of our words and says what is missing",
    arguments: [
      ["Neues Roggenbrot ab Montag", "Das Brot ist mit Natursauerteig gebacken", "Wir haben es drei Monate getestet"],
      ["Nouvelle carte d'automne", "La soupe est faite avec les légumes du marché", "Nous sommes ouverts le dimanche"],
      ["新しいメニューが始まります", "毎週土曜日に営業しています"],
    ])
  func foreign(lines: [String]) throws {
    let drafts = try drafts(ComposerBrief(topic: lines[0], facts: Array(lines.dropFirst()), link: "https://a.example"))
    let draft = try #require(drafts.first)
    #expect(drafts.count == 1 && draft.notes.contains { $0.contains("not in English") })
    var rest = draft.text.replacing("https://a.example", with: "")
    for line in lines { rest = rest.replacing(line, with: "") }
    #expect(rest.allSatisfy { !$0.isLetter }, "\(rest)")
  }

  @Test("notes among colleagues do not go out")
  func notesAmongColleagues() throws {
    let brief = ComposerBrief(
      topic: "Balcony solar kits",
      facts: ["399 EUR", "Delivery time TBC", "internal: margin is 20%", "Two panels, 860 W"])
    for draft in try drafts(brief) {
      #expect(!draft.text.contains("TBC") && !draft.text.contains("margin"))
      #expect(draft.notes.count == 2)
    }
  }

  @Test("a task for the writer is not part of the post")
  func task() throws {
    for topic in [
      "Promote our swimming lessons", "Post about our swimming lessons", "tell people about our swimming lessons",
    ] {
      for draft in try drafts(ComposerBrief(topic: topic, facts: ["Groups of five", "Warm pool", "Every Monday"])) {
        #expect(draft.text.contains("ur swimming lessons"))
        for word in ["Promote", "Post about", "ell people"] { #expect(!draft.text.contains(word), "\(draft.text)") }
      }
    }
  }

  @Test("no fact is said twice, in whatever words it came")
  func repeats() throws {
    let brief = ComposerBrief(
      topic: "Free trial lessons in May",
      facts: ["Trial lessons are free in May", "Free trial lessons in May!", "Bring a towel"],
      offer: "free trial lessons in May")
    for draft in try drafts(brief) {
      #expect(draft.text.lowercased().ranges(of: "trial lesson").count == 1, "\(draft.text)")
    }
  }

  @Test("the link stands once, also when a fact has it")
  func link() throws {
    let brief = ComposerBrief(
      topic: "Our autumn menu",
      facts: ["See the menu at https://acme.example/menu", "Pumpkin soup is back", "Open until ten"],
      link: "https://acme.example/menu", callToAction: "Book a table at https://acme.example/menu")
    for draft in try drafts(brief) {
      #expect(draft.text.ranges(of: "https://acme.example/menu").count == 1, "\(draft.text)")
    }
  }

  @Test("capitals of a shouting brief do not go out")
  func shouting() throws {
    let brief = ComposerBrief(
      topic: "WINTER TYRE CHANGE", facts: ["FROM 39 EUR INCL BALANCING", "SATURDAYS TOO"],
      callToAction: "RING 02204 55 01 33")
    for draft in try drafts(brief) {
      let shouted = draft.text.split(whereSeparator: { !$0.isLetter }).filter { $0.count > 3 && $0 == $0.uppercased() }
      #expect(shouted.isEmpty, "\(draft.text)")
    }
  }

  @Test("what the brand says of itself comes only where it belongs")
  func brandFacts() throws {
    let brief = ComposerBrief(
      topic: "Our oat milk week", facts: ["All oat drinks cost 3 EUR"],
      brandFacts: ["Our roaster weighs 12 kg", "Our oat milk drinks come from a mill nearby"])
    let all = try drafts(brief)
    #expect(all.allSatisfy { !$0.text.contains("roaster") })
    #expect(all.contains { $0.text.contains("mill nearby") })
  }

  @Test("what the brief says is not said again in the brand's words")
  func saidTwice() throws {
    let brief = ComposerBrief(
      topic: "Winter Table is a free brewing morning", brand: "Acme Coffee",
      facts: ["Bring the coffee maker you own", "The Winter roast Night Ferry costs 9.80 EUR for 250 g"],
      brandFacts: [
        "The winter roast Night Ferry costs 9.80 EUR for 250 g from 8 January 2027",
        "The winter roast Night Ferry tastes of plum",
      ])
    for draft in try drafts(brief) {
      #expect(draft.text.ranges(of: "9.80").count <= 1, "\(draft.text)")
    }
    #expect(try drafts(brief).contains { $0.text.contains("plum") })
  }

  @Test("an empty brief neither crashes nor speaks")
  func empty() throws {
    for topic in ["", " ", "!!!", "🌷", "https://a.example"] {
      _ = try drafts(ComposerBrief(topic: topic, facts: ["", "  ", "?"], offer: "", callToAction: "!"))
    }
  }
}
