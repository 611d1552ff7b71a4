import Foundation
import Kernel
import TestKit
import TestTraits
import Testing

@testable import Text

@Suite("what a voice is measured by", .ownThread)
struct VoiceModelTests {
  @Test("a likelier sequence has the higher probability, and all continuations together have one")
  func sequences() {
    let model = SequenceModel(order: 3, alphabet: 4, [[1, 2, 3], [1, 2, 3], [1, 2, 4]])
    #expect(model.logProbabilities([1, 2, 3])[2] > model.logProbabilities([1, 2, 4])[2])
    let sum = [1, 2, 3, 4].reduce(0.0) { $0 + exp(model.logProbabilities([1, 2, $1])[2]) }
    #expect(sum < 1 && sum > 0.85)
    #expect(model.logProbabilities([]).count == 1)
  }

  @Test(
    "the pattern keeps small words and marks and hides what is spoken of",
    arguments: [
      ("the", "the"), ("The", "the^"), ("THE", "THE"), ("Coffee", "Aa"), ("coffee", "aa"), ("COFFEE", "AA"),
      ("roasting", "aaing"), ("Beans", "Aas"), ("don’t", "don't"),
    ])
  func pattern(word: String, symbol: String) {
    #expect(WritingPattern.word(word, .english) == symbol)
  }

  @Test("topic words are content words of many posts that neutral posts lack, and never small words")
  func topic() {
    let own = (0..<20).map { "The espresso is good today and number \($0) is better" }
    let topic = TopicWords(own: own, others: NeutralReference.posts(.english), .english)
    #expect(topic.words.contains("espresso"))
    #expect(topic.words.isDisjoint(with: ReferenceLanguage.english.grammarWords))
    #expect(topic.strip("Our Espresso, and more!") == "Our , and more!")
  }

  @Test("the language of neutral posts follows the small words", arguments: ReferenceLanguage.allCases)
  func language(_ language: ReferenceLanguage) {
    let posts = NeutralReference.posts(language)
    #expect(ReferenceLanguage.prevailing(in: posts) == language)
    let right = posts.count { ReferenceLanguage(of: $0) == language }
    #expect(Double(right) > 0.9 * Double(posts.filter { ReferenceLanguage(of: $0) != nil }.count))
    #expect(Set(posts).count == posts.count)
  }

  @Test("strangers are reckoned nearer to the voice than neutral posts, and never above it")
  func strangers() {
    let neutral = (0..<50).map { -2 + Double($0 % 5) / 10 }
    let mean = { (values: [Double]) in values.reduce(0, +) / Double(values.count) }
    #expect(mean(Strangers.evidence(neutral: neutral)) > mean(neutral))
    #expect(mean(Strangers.evidence(neutral: neutral.map { $0 + 3 })) < 0)
    #expect(Strangers.evidence(neutral: []).isEmpty)
  }

  @Test("a calibrated probability is a half where own posts and strangers are as frequent, and grows")
  func calibration() {
    let own = (0..<100).map { Double($0) / 50 - 1 }
    let scales = [Calibration.Scale(mean: 0, deviation: 1)]
    let calibration = Calibration(scales: scales, own: own, strangers: own.map { $0 - 1 })
    #expect(abs(calibration.probability(-0.5) - 0.5) < 0.01)
    #expect(calibration.probability(0.5) > calibration.probability(-0.5))
    let apart = Calibration(scales: scales, own: own, strangers: own.map { $0 - 50 })
    #expect(apart.probability(0) > 0.95 && apart.probability(-50) < 0.05)
  }

  @Test("equal values are no evidence; ten of ten higher ones are")
  func ranks() {
    #expect(RankTest.significance([1, 1, 1], [1, 1, 1]) == 1)
    #expect(RankTest.significance((11...20).map(Double.init), (1...10).map(Double.init)) < 0.001)
    #expect(RankTest.significance([], [1]) == 1)
  }

  @Test("a profile of the first format is read, and its scorer measures it anew")
  func firstFormat() throws {
    let profile = try VoiceTrainer.train(VoiceTests.shop)
    let old = try firstFormat(of: profile)
    let read = try JSONDecoder().decode(StyleProfile.self, from: old)
    #expect(read.isOfEarlierFormat && read.style.calibration == nil)
    #expect(VoiceScorer(read).score("We love you ☕") == VoiceScorer(profile).score("We love you ☕"))
  }

  private func firstFormat(of profile: StyleProfile) throws -> Data {
    let whole = try JSONSerialization.jsonObject(with: JSONEncoder().encode(profile))
    var object = try #require(whole as? [String: Any])
    object["format"] = 1
    object["style"] = [
      "corpus": profile.style.corpus,
      "calibration": ["slope": 1.5, "offset": 0.2, "anchors": [["raw": 0.1, "points": 30.0]]],
    ]
    return try JSONSerialization.data(withJSONObject: object)
  }

  @Test("a profile of a newer format is refused in words")
  func newerFormat() throws {
    var profile = try VoiceTrainer.train(VoiceTests.shop)
    profile.format = StyleProfile.currentFormat + 1
    let data = try JSONEncoder().encode(profile)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(StyleProfile.self, from: data) }
  }

  @Test("2,000 long posts give a profile below a megabyte")
  func size() throws {
    let words = "alpha beta gamma delta epsilon zeta eta theta iota kappa"
    let posts = (0..<2_000).map { "\($0) \(words) \($0 * 7) \(words) \($0 * 13) \(words)" }
    let profile = try VoiceTrainer.train(posts)
    #expect(try JSONEncoder().encode(profile).count < 1_000_000)
    #expect(profile.style.corpus.reduce(0) { $0 + $1.utf8.count } <= VoiceTrainer.mostLetters + 500)
  }

  @Test("other people's posts, passed on, are not learnt from")
  func reposts() throws {
    let profile = try VoiceTrainer.train(VoiceTests.shop + ["RT @rival: buy our beans instead, they are the best"])
    #expect(profile.examples == VoiceTests.shop.count)
  }
}
