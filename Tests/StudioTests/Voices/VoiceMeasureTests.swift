import Foundation
import Kernel
import Testing
import Text

@testable import Studio

@Suite struct VoiceMeasureTests {
  @Test("separation is the share of rightly ordered pairs, ties counting half")
  func auc() {
    #expect(Separation.auc(own: [3, 4], others: [1, 2]) == 1)
    #expect(Separation.auc(own: [1, 2], others: [3, 4]) == 0)
    #expect(Separation.auc(own: [1, 1], others: [1, 1]) == 0.5)
    #expect(Separation.auc(own: [1, 3], others: [2]) == 0.5)
    #expect(Separation.auc(own: [], others: [1]) == nil)
  }

  @Test("a post that was kept back once is kept back in every later training")
  func stableSplit() {
    let posts = (0..<100).map { "Post number \($0) about coffee" }
    let first = VoiceSplit(posts)
    let later = VoiceSplit(posts + (0..<50).map { "A later post, \($0)" })
    #expect(!first.heldBack.isEmpty)
    #expect(Set(first.heldBack).isSubset(of: Set(later.heldBack)))
    #expect(Set(later.training).isDisjoint(with: Set(later.heldBack)))
  }

  @Test("few posts are all learnt from")
  func smallSplit() {
    let posts = (0..<12).map { "Post \($0)" }
    #expect(VoiceSplit(posts).training == posts && VoiceSplit(posts).heldBack == [])
  }

  @Test("an example that is too large for the table is refused with its place, whatever it is made of")
  func largeExample() {
    for text in [String(repeating: "👩‍👩‍👧‍👦", count: 5_000), "a" + String(repeating: "\u{301}", count: 60_000)] {
      do {
        _ = try ExampleImport.list(["A plain post", text])
        Issue.record("it was taken")
      } catch {
        let problem = error as? Problem
        #expect(problem?.fields.map(\.pointer) == ["/examples/1"])
        #expect(problem?.fields.first?.message.contains("100 KB") == true)
      }
    }
  }

  @Test("entries that nobody can see are left out")
  func invisible() throws {
    #expect(try ExampleImport.list(["\u{200B}", " \u{2060} ", "A post"]).map(\.text) == ["A post"])
  }

  @Test("a new voice replaces the old one only when it is no worse")
  func noWorse() {
    #expect(VoiceTrial(heldBack: 9, separation: 0.90, before: 0.91).isNoWorse)
    #expect(!VoiceTrial(heldBack: 9, separation: 0.80, before: 0.91).isNoWorse)
    #expect(VoiceTrial(heldBack: 9, separation: 0.5, before: nil).isNoWorse)
    #expect(VoiceTrial(heldBack: 0, separation: nil, before: 0.9).isNoWorse)
  }

  @Test("too few examples are refused with the number that is needed")
  func tooFew() {
    let problem = #expect(throws: Problem.self) {
      try MeasureVoice.run(["One post."], others: [], brand: Acme.profile, active: nil)
    }
    #expect(problem?.kind == .invalid)
  }

  @Test("pasted examples: empty ones are left out, wrong ones are named")
  func paste() throws {
    #expect(try ExampleImport.list(["a", " ", "b"]).map(\.text) == ["a", "b"])
    let empty = #expect(throws: Problem.self) { try ExampleImport.list(["", " \n"]) }
    #expect(empty?.detail.contains("every entry is empty") == true)
    let control = #expect(throws: Problem.self) { try ExampleImport.list(["fine", "bad\u{0}"]) }
    #expect(control?.fields.map(\.pointer) == ["/examples/1"])
    let many = #expect(throws: Problem.self) {
      try ExampleImport.list((0...VoiceExample.Limits.perImport).map { "Post \($0)" })
    }
    #expect(many?.fields.first?.pointer == "/examples")
  }

  @Test("CSV is read by its text column, and a wrong one is refused in words")
  func csv() throws {
    #expect(try ExampleImport.csv("id,text\n1,Hello\n2,\"a, b\"\n").map(\.text) == ["Hello", "a, b"])
    #expect(throws: Problem.self) { try ExampleImport.csv("id,words\n1,Hello\n") }
    #expect(throws: Problem.self) { try ExampleImport.csv("") }
    #expect(throws: Problem.self) { try ExampleImport.csv("id,text\n1,\"open\n") }
  }

  @Test("a voice learnt from one real account tells its later posts from another account's")
  func realPosts() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Data/social").standardizedFileURL
    func posts(_ name: String) throws -> [String] {
      let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
      return try ExampleImport.csv(String(decoding: bytes, as: UTF8.self)).map(\.text)
    }
    let own = try posts("account-a.csv")
    let others = try posts("account-b.csv")
    let measured = try MeasureVoice.run(own, others: others, brand: BrandProfile(name: "A"), active: nil)
    #expect(measured.trial.heldBack > 20)
    #expect((measured.trial.separation ?? 0) > 0.85)
    let again = try MeasureVoice.run(own, others: others, brand: BrandProfile(name: "A"), active: nil)
    #expect(again.trial == measured.trial)
  }
}
