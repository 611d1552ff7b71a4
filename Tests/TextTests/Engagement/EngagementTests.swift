import Foundation
import Kernel
import Testing

@testable import Text

@Suite("foretelling engagement")
struct EngagementTests {
  /// One post each twelve hours; those about cake get four times what the others do.
  static func posts(_ count: Int) -> [EngagementPost] {
    (0..<count).map { number in
      let cake = number % 3 == 0
      return EngagementPost(
        text: cake ? "Fresh cake is out, piece \(number)" : "The shop is open today, hour \(number % 9)",
        at: Date(timeIntervalSince1970: 1_750_000_000 + Double(number) * 43_200),
        count: (cake ? 400 : 100) + Double(number * 37 % 20))
    }
  }

  @Test("what did well before is expected to do well, with the words it comes from")
  func words() throws {
    let model = try EngagementModel(Self.posts(120))
    let cake = model.predict("More cake for you")
    let plain = model.predict("The shop is open today, hour 3")
    #expect(cake.lift > 2)
    #expect(plain.lift < 1.5)
    #expect(cake.posts == 120)
    #expect((100...120).contains(cake.usual))
    let reason = cake.reasons.first { $0.words == "“cake”" }
    #expect((reason?.factor ?? 0) > 1.1)
    #expect(reason?.span == Span(5, 9))
  }

  @Test("a history that is too short is refused with the number there is")
  func short() {
    let problem = #expect(throws: Problem.self) { try EngagementModel(Self.posts(49)) }
    #expect(problem?.kind == .invalid)
    #expect(
      problem?.fields.first?.message
        == "A prediction needs at least 50 published posts with their counts; there are 49.")
    #expect(throws: Problem.self) { try EngagementModel([]) }
    #expect(throws: Problem.self) { try EngagementTrial(Self.posts(80), share: 0.5) }
  }

  @Test("what is usual is the median of the fifty posts before, and no post sees itself or a later one")
  func trailing() {
    let posts = Self.posts(60)
    let history = EngagementHistory(posts.shuffled())
    #expect(history.posts == posts)
    #expect(abs(history.usual[3] - EngagementHistory.median(Array(history.levels[0..<3]))) < 1e-12)
    #expect(abs(history.usual[60] - EngagementHistory.median(Array(history.levels[10..<60]))) < 1e-12)
    var changed = posts
    for index in 40..<60 { changed[index].count = 1_000_000 }
    let other = EngagementHistory(changed)
    #expect(history.usual[...40] == other.usual[...40])
    for index in 0...40 {
      let (one, two) = (
        EngagementSigns(posts[index].text, at: posts[index].at, index: index, in: history, zone: 0),
        EngagementSigns(posts[index].text, at: posts[index].at, index: index, in: other, zone: 0)
      )
      #expect(one.figures == two.figures)
      #expect(one.figures.count == EngagementSigns.names.count)
    }
  }

  @Test("a trial's predictions of a post do not change with what later posts got")
  func noLeak() throws {
    let posts = Self.posts(160)
    var changed = posts
    for index in 120..<160 { changed[index].count = Double(index * 7919 % 1000) }
    let (one, two) = (try EngagementTrial(posts, share: 0.5), try EngagementTrial(changed, share: 0.5))
    #expect(one.predicted[..<40] == two.predicted[..<40])
    #expect(one.spearman > 0.6)
  }

  @Test("lifts are over what came before, and the first five posts have none")
  func lifts() {
    let posts = Self.posts(12)
    let lifts = EngagementLift.lifts(posts)
    #expect(lifts.prefix(5).allSatisfy { $0 == nil })
    #expect(lifts[6].map { $0 > 2 } == true)
    #expect(lifts[7].map { (0.5...1.5).contains($0) } == true)
    #expect(EngagementLift.lifts(posts.reversed()) == lifts.reversed())
  }

  @Test("Spearman's correlation shares ranks among equals")
  func spearman() {
    let cases: [(a: [Double], b: [Double], expected: Double)] = [
      ([1, 2, 3], [10, 20, 30], 1), ([1, 2, 3], [3, 2, 1], -1), ([1, 1, 1], [1, 2, 3], 0),
      ([1, 2, 2, 4], [1, 2, 3, 4], 0.9487),
    ]
    for (a, b, expected) in cases { #expect(abs(RankCorrelation.spearman(a, b) - expected) < 0.001) }
  }

  @Test("odd posts do no harm")
  func odd() throws {
    let odd = (0..<60).map {
      EngagementPost(text: $0 % 2 == 0 ? "" : "🎉 مرحبا \($0)", at: Date(timeIntervalSince1970: 0), count: 0)
    }
    let model = try EngagementModel(odd)
    #expect(model.predict("").lift == 1)
    #expect(model.predict(String(repeating: "#a ", count: 3_000)).lift.isFinite)
  }
}
