import Foundation
import TestKit
import Testing

@testable import Text

@Suite("familiar words")
struct FamiliarWordsTests {
  @Test("inflections of a familiar word are familiar, long words are not")
  func inflections() {
    for word in ["cat", "cats", "running", "berries", "nicest", "don't", "grown-up", "knives"] {
      #expect(FamiliarWords.contains(word), "\(word)")
    }
    for word in ["infrastructure", "notwithstanding", "algorithm", ""] { #expect(!FamiliarWords.contains(word)) }
  }

  @Test("the own list says the same as the 3,000 words of Dale and Chall of nine in ten words of real posts")
  func agreement() throws {
    guard let data = SharedData.data("readability/easy_words.txt", cases: 1) else { return }
    let reference = WordList(String(decoding: data, as: UTF8.self))
    var (all, same) = (0, 0)
    for file in ["social/first.csv", "social/second.csv"] {
      let text = try String(contentsOf: Fixtures.folder.appendingPathComponent(file), encoding: .utf8)
      for line in text.split(separator: "\n").dropFirst() {
        let post = line.drop { $0 != "," }
        for span in Words.split(String(post)) {
          let word = WordText.fold(String(String.UnicodeScalarView(Array(post.unicodeScalars)[span.range])))
          guard word.contains(where: \.isLetter) else { continue }
          all += 1
          same += FamiliarWords.contains(word) == reference.contains(word) ? 1 : 0
        }
      }
    }
    let share = Double(same) / Double(max(1, all))
    #expect(share >= 0.9, "\(same) of \(all)")
  }
}
