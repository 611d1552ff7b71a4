import TestKit
import Testing

@testable import Text

@Suite struct CopySourcesTests {
  private let post =
    "Winter is here and so is our new roast: slow, dark and sweet, with a hint of orange. Only 300 bags were made."

  @Test("the same words are found, whatever their case, accents, signs and links")
  func verbatim() throws {
    let copies = CopySources(["Nothing alike.", post])
    let text = "Look! WINTER is here, and so is our new röast — slow, dark & sweet https://a.example #coffee"
    let match = try #require(copies.matches(in: text).first)
    #expect(match.source == 1 && match.run == 11)
    #expect(match.span == Span(6, 58) && copies.matches(in: text).count == 1)
  }

  @Test(
    "light edits do not hide a copy",
    arguments: [
      "Winter is here and so is our new blend: slow, dark and smooth, with a hint of orange. Only 500 bags were made.",
      "Spring is here and so is our fresh roast: slow, dark and sweet, with a touch of orange. Just 300 bags were made.",
      "W\u{456}nter is he\u{200B}re and so is our n\u{435}w roast: slow, dark and sweet",
    ])
  func edited(text: String) { #expect(!CopySources([post]).matches(in: text).isEmpty) }

  @Test(
    "a few words in common are no copy",
    arguments: [
      "Winter is here and so are we, with 40 new mugs in five colours.", "Only 300 bags were made.", "", "Winter",
      "Sweet and dark: that is how we like our evenings in December, when nobody is in a hurry.",
    ])
  func alike(text: String) { #expect(CopySources([post]).matches(in: text).isEmpty) }

  @Test("what the writer's own brief says too is nobody's copy")
  func own() {
    let fact = "Order two bags of our winter roast before Sunday and pay for only one of them"
    let text = "Good news. \(fact)!"
    #expect(!CopySources([fact]).matches(in: text).isEmpty)
    #expect(CopySources([fact], own: [fact]).matches(in: text).isEmpty)
  }

  @Test("seven words in a row are no copy, eight are")
  func border() {
    let source = "one two three four five six seven eight nine ten " + (0..<40).map { "w\($0)" }.joined(separator: " ")
    let rest = (0..<40).map { "v\($0)" }.joined(separator: " ")
    #expect(CopySources([source]).matches(in: "one two three four five six seven \(rest)").isEmpty)
    #expect(CopySources([source]).matches(in: "one two three four five six seven eight \(rest)").first?.run == 8)
  }

  @Test("without sources, and with empty ones, nothing is found")
  func empty() {
    #expect(CopySources([]).matches(in: post).isEmpty && CopySources([]).isEmpty)
    #expect(CopySources(["", "🎉🎉", "https://a.example"]).matches(in: post).isEmpty)
  }

  private func texts(_ name: String) throws -> [String]? {
    guard let data = SharedData.data("social/\(name)-early.csv", cases: 1) else { return nil }
    return try CSVReader.read([UInt8](data)).column("text")
  }

  @Test("no post of one person counts as a copy of any of two hundred by another")
  func unrelated() throws {
    guard let one = try texts("obama"), let other = try texts("trump") else { return }
    let copies = CopySources(Array(other.prefix(200)))
    #expect(one.prefix(1_000).filter { !copies.matches(in: $0).isEmpty } == [])
  }

  @Test("nine of ten real posts are found again after every tenth word was changed")
  func recall() throws {
    guard let posts = try texts("trump") else { return }
    let long = posts.filter { CopyWords($0).words.count >= 10 }.prefix(400)
    let found = long.filter { post in
      let words = CopyWords(post).words
      let edited = words.enumerated().map { $0 % 10 == 4 ? "other\($0)" : $1 }.joined(separator: " ")
      return !CopySources([post]).matches(in: edited).isEmpty
    }
    #expect(Double(found.count) >= 0.9 * Double(long.count), "\(found.count) of \(long.count)")
  }
}
