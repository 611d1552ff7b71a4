import Testing
import Text

@testable import Models

@Suite("frames")
struct FrameTests {
  private func frames(_ brief: ComposerBrief) throws -> Set<ComposedDraft.Frame> {
    let linkedin = try #require(PlatformRules.load()["linkedin"])
    return Set(Composer().drafts(brief, voice: nil, platform: linkedin, count: 30, seed: 1).map(\.frame))
  }

  @Test("a quote needs somebody's words")
  func quotes() throws {
    var brief = ComposerBrief(
      topic: "Our report on the river", facts: ["Volunteers walked 62 km", "so-called “wild” bathing is allowed"])
    #expect(try !frames(brief).contains(.quote))
    brief.facts.append("“We expected bags and found bottles,” says Ida Moreau.")
    #expect(try frames(brief).contains(.quote))
  }

  @Test("steps are promised only where there are steps")
  func steps() throws {
    var brief = ComposerBrief(topic: "How to keep your dog calm", facts: ["Our vet has 20 years of experience"])
    #expect(try !frames(brief).contains(.howTo))
    brief.facts = ["1. Walk the dog before dark", "2. Close the curtains", "3. Don't scold"]
    #expect(try frames(brief).contains(.howTo))
  }

  @Test("a numbered list is whole or not there")
  func whole() throws {
    let x = try #require(PlatformRules.load()["x"])
    let steps = (1...6).map {
      "\($0). Press the button with the number \($0) on the panel behind the door until it clicks"
    }
    let brief = ComposerBrief(topic: "How to reset the heating", facts: steps)
    for draft in Composer().drafts(brief, voice: nil, platform: x, count: 10, seed: 2) {
      #expect(!draft.text.contains("1. ") || draft.text.contains("6. "), "\(draft.text)")
    }
  }

  @Test("a number leads only where one says something")
  func numbers() throws {
    var brief = ComposerBrief(
      topic: "Our winter night shelter", facts: ["Volunteers cook every evening", "We open on 1 November"])
    #expect(try !frames(brief).contains(.numberFirst))
    brief.facts.append("Last winter 212 people slept at the shelter")
    #expect(try frames(brief).contains(.numberFirst))
  }

  @Test("a story needs a past and a present")
  func stories() throws {
    var brief = ComposerBrief(topic: "Our refill station", facts: ["Open on Thursdays", "Soap is sold by weight"])
    #expect(try !frames(brief).contains(.story))
    brief.facts = [
      "In 2019 Mara started making soap in her kitchen.", "By 2022 she was throwing away 300 bottles a month.",
      "Today customers bring their own bottle.",
    ]
    #expect(try frames(brief).contains(.story))
  }

  @Test("the hook is the brief's strongest fact, and the topic follows it")
  func hook() throws {
    let linkedin = try #require(PlatformRules.load()["linkedin"])
    let brief = ComposerBrief(
      topic: "We need 40 volunteers for our night shelter",
      facts: ["A shift lasts four hours", "Last year we had to turn people away on 17 nights because we were too few"])
    let drafts = Composer().drafts(brief, voice: nil, platform: linkedin, count: 9, seed: 1)
    let draft = try #require(drafts.first { $0.frame == .problemSolution })
    #expect(draft.text.hasPrefix("Last year we had to turn people away on 17 nights"))
    #expect(draft.text.contains("\n\nWe need 40 volunteers for our night shelter."))
  }

  @Test("sentences without a subject share one")
  func predicates() throws {
    let linkedin = try #require(PlatformRules.load()["linkedin"])
    let brief = ComposerBrief(
      topic: "Starling 2.0 is out",
      facts: ["Publishes to Mastodon", "Needs no account anywhere", "Works offline"])
    let drafts = Composer().drafts(brief, voice: nil, platform: linkedin, count: 9, seed: 1)
    #expect(
      drafts.contains { $0.text.contains("It publishes to Mastodon, needs no account anywhere and works offline.") },
      "\(drafts.map(\.text))")
  }

  @Test("drafts of one brief differ in more than marks")
  func variety() throws {
    let brief = ComposerTests.briefs[2]
    let facebook = try #require(PlatformRules.load()["linkedin"])
    let drafts = Composer().drafts(brief, voice: nil, platform: facebook, count: 4, seed: 1)
    #expect(drafts.count >= 3)
    let prose = drafts.filter { $0.frame != .list }
    #expect(Set(prose.map { $0.text.split(separator: " ").prefix(4).joined(separator: " ") }).count == prose.count)
  }
}
