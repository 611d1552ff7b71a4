import Foundation
import TestKit
import Testing

@testable import Text

@Suite("What changed between two texts", .timeLimit(.minutes(2)))
struct TextDiffTests {
  private func shown(_ from: String, _ to: String) -> String {
    TextDiff(from: from, to: to).pieces.map { piece in
      switch piece.kind {
      case .same: piece.text
      case .removed: "[-\(piece.text)-]"
      case .added: "{+\(piece.text)+}"
      }
    }.joined()
  }

  @Test("a word in place of another")
  func word() {
    #expect(
      shown("The winter blend is back.", "The summer blend is back.") == "The [-winter-]{+summer+} blend is back.")
  }

  @Test("a phrase in place of another is one change")
  func phrase() {
    #expect(shown("We roast slowly here.", "We grind fresh here.") == "We [-roast slowly-]{+grind fresh+} here.")
    #expect(shown("We roast it slowly.", "We grind it fresh.") == "We [-roast-]{+grind+} it [-slowly-]{+fresh+}.")
  }

  @Test("words at the beginning and the end")
  func ends() {
    #expect(shown("Hello, we are open", "we are open now") == "[-Hello, -]we are open{+ now+}")
  }

  @Test("a link, a mention and a tag change as a whole")
  func entities() {
    let diff = TextDiff(
      from: "See https://acme.org/winter @acme #Coffee", to: "See https://acme.org/summer @acme #Tea")
    #expect(diff.removedWords == 2 && diff.addedWords == 2)
    #expect(diff.pieces.contains(.init(.removed, "https://acme.org/winter")))
    #expect(diff.pieces.contains(.init(.added, "#Tea")))
  }

  @Test("emoji with a skin tone, families and accents stay whole")
  func graphemes() {
    let diff = TextDiff(from: "Danke 👩🏽‍🚀 Café", to: "Danke 👩🏿‍🚀 Cafe\u{301}!")
    #expect(diff.pieces.contains(.init(.removed, "👩🏽‍🚀")) || diff.pieces.contains { $0.text.contains("👩🏽‍🚀") })
    #expect(diff.pieces.allSatisfy { !$0.text.unicodeScalars.starts(with: ["\u{200D}"]) })
  }

  @Test("scripts without spaces are compared too")
  func japanese() {
    #expect(shown("冬のブレンド", "夏のブレンド") == "[-冬-]{+夏+}のブレンド")
  }

  @Test("the same text has no change, and nothing is all added")
  func trivial() {
    #expect(TextDiff(from: "Same. Same!", to: "Same. Same!").isEmpty)
    #expect(TextDiff(from: "", to: "").pieces.isEmpty)
    #expect(TextDiff(from: "", to: "New words").pieces == [.init(.added, "New words")])
    #expect(TextDiff(from: "Old words", to: "").pieces == [.init(.removed, "Old words")])
    #expect(TextDiff(from: "Old words", to: "").removedWords == 2)
  }

  /// Both texts can be read off the pieces, whatever they are.
  private func holds(_ from: String, _ to: String) -> Bool {
    let pieces = TextDiff(from: from, to: to).pieces
    func made(_ kind: TextDiff.Kind) -> [UInt32] {
      pieces.filter { $0.kind == .same || $0.kind == kind }.flatMap { $0.text.unicodeScalars.map(\.value) }
    }
    return made(.removed) == from.unicodeScalars.map(\.value) && made(.added) == to.unicodeScalars.map(\.value)
  }

  @Test("texts of any kind are made of their pieces")
  func hostile() {
    let texts = [
      "", " ", "\n\n", "a", "a a a a", "Line\r\nbreak", "e\u{301}\u{301}\u{301}\u{301}", "👨‍👩‍👧‍👦🏳️‍🌈", "مرحبا بالعالم",
      "<b>&amp;</b>",
      String(repeating: "ab ", count: 50), "x\u{200B}y", "#a#b @c@d http://a.b/c?d=e",
    ]
    for from in texts { for to in texts { #expect(holds(from, to), "\(from) / \(to)") } }
  }

  @Test("real posts are made of their pieces", arguments: ["social/obama-early.csv", "social/trump-early.csv"])
  func posts(file: String) throws {
    guard let data = SharedData.data(file, cases: 200) else { return }
    let posts = try #require(try CSVReader.read([UInt8](data)).column("text"))
    #expect(posts.count > 200)
    for (one, other) in zip(posts, posts.dropFirst()).prefix(200) { #expect(holds(one, other)) }
  }

  @Test("two texts of 30,000 characters without a common line are compared too, with bounded memory")
  func long() {
    let one = (0..<6_000).map { "w\($0 % 7)" }.joined(separator: " ")
    let other = (0..<6_000).map { "w\($0 % 5) v\($0)" }.joined(separator: " ")
    #expect(holds(one, other))
  }
}
