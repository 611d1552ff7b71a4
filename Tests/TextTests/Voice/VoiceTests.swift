import Foundation
import Kernel
import TestTraits
import Testing
import Text

@Suite("voice", .ownThread)
struct VoiceTests {
  static func posts(_ name: String) throws -> [String] {
    try CSVReader.examples(Array(Data(contentsOf: Fixtures.folder.appendingPathComponent("social/\(name).csv"))))
  }

  static let shop = [
    "We just roasted a fresh batch of Guji ☕ Come by the counter for a free taste!",
    "Our oat flat white is back 🎉 Same price, new beans. See you before nine?",
    "We love rainy mornings. Dry chairs, hot filter, no rush ☕",
    "New on the shelf: a washed Ethiopian with notes of peach. Ask us for a cup!",
    "Thank you for a busy Saturday! We ran out of buns by noon 😅 More tomorrow.",
    "We're closed on Monday for a deep clean. See you on Tuesday at seven ☕",
    "Meet Bob. He has pulled 40 shots before you are awake. Say hi!",
    "Cupping night is on Thursday at six. We bring the spoons ☕ Come by!",
    "Our cold brew steeps for eighteen hours. You drink it in four minutes 😅",
    "We fixed the grinder. Your espresso is safe again! ☕",
  ]

  @Test("the earlier posts of one account tell its later ones from another account's")
  func separation() throws {
    var singles: [Double] = []
    for (own, other) in [("first", "second"), ("second", "first")] {
      let (mine, theirs) = try (Self.posts(own), Self.posts(other))
      let scorer = VoiceScorer(try VoiceTrainer.train(Array(mine.prefix(200))))
      let inside = mine.suffix(100).map { scorer.score($0).probability }
      let outside = theirs.suffix(100).map { scorer.score($0).probability }
      let wins = inside.reduce(0.0) { sum, a in sum + outside.reduce(0.0) { $0 + (a > $1 ? 1 : a == $1 ? 0.5 : 0) } }
      singles.append(wins / Double(inside.count * outside.count))
    }
    #expect(singles.reduce(0, +) / 2 > 0.75, "\(singles)")
  }

  @Test("training reports how well held-back posts are told apart, against brands or the reference set")
  func heldBack() throws {
    let profile = try VoiceTrainer.train(Self.shop)
    #expect(profile.separation.against == "reference")
    #expect(profile.separation.auc > 0.6)
    let against = try VoiceTrainer.train(Self.shop, others: Array(Self.posts("second").prefix(40)))
    #expect(against.separation.against == "brands")
    #expect(against.separation.others == 33)
    #expect(against.separation.auc > 0.7)
  }

  @Test("habits and constraints say what the examples do")
  func habits() throws {
    let profile = try VoiceTrainer.train(Self.shop, neverTerms: ["cheap"])
    #expect(profile.examples == 10)
    #expect(profile.habits.emoji.first == "☕")
    #expect(profile.habits.emojiShare == 0.8)
    #expect(profile.habits.openers.contains("we"))
    #expect(profile.constraints.maxHashtags == 0)
    #expect(profile.constraints.neverTerms == ["cheap"])
    #expect((profile.habits.person["we"] ?? 0) > 0.4)
  }

  @Test("a post of the brand fits better than one of a stranger, and the reasons say why")
  func score() throws {
    let scorer = VoiceScorer(try VoiceTrainer.train(Self.shop))
    let own = scorer.score("We just opened a new bag of Guji ☕ Come by for a taste!")
    let strange = scorer.score("PURSUANT to the regulation, stakeholders SHALL submit #forms #today #now !!!!")
    #expect(own.fit > strange.fit + 30)
    #expect(own.probability > strange.probability)
    #expect(strange.reasons.contains { $0.feature == "hashtags" && $0.spans.count == 3 })
    #expect(scorer.score("").fit == 0)
  }

  @Test("a profile survives JSON and scores the same")
  func stored() throws {
    let profile = try VoiceTrainer.train(Self.shop)
    let copy = try JSONDecoder().decode(StyleProfile.self, from: JSONEncoder().encode(profile))
    #expect(copy == profile)
    #expect(VoiceScorer(copy).score("We love you ☕") == VoiceScorer(profile).score("We love you ☕"))
    #expect(try VoiceTrainer.train(Self.shop) == profile)
  }

  @Test(
    "too few usable examples are refused with the number there is",
    arguments: [[], ["one post here"], Array(repeating: "the same post", count: 30), Array(repeating: "🎉", count: 20)])
  func tooFew(posts: [String]) {
    let problem = #expect(throws: Problem.self) { try VoiceTrainer.train(posts) }
    #expect(problem?.kind == .invalid)
    #expect(problem?.detail.contains("at least 8") == true)
  }

  @Test("odd examples do no harm")
  func odd() throws {
    let odd = (0..<12).map { "مرحبا بالعالم \($0) 🎉🎉🎉 z\u{0353}a\u{0300}\u{0301}lgo https://a.com/\($0)" }
    let profile = try VoiceTrainer.train(odd)
    #expect((0...100).contains(VoiceScorer(profile).score("hello there").fit))
  }
}
