import Foundation
import TestTraits
import Testing
import Text

@Suite("examples of a voice", .ownThread)
struct ExampleCheckTests {
  private func kinds(_ posts: [String]) -> [ExampleFinding.Kind] { ExampleCheck.findings(posts).map(\.kind) }

  private func sentences(_ count: Int) -> [String] {
    let animals = ["cat", "dog", "hen", "cow", "pig", "owl", "bat", "fox", "ant", "bee"]
    return (0..<count).map { "The \(animals[$0 % 10]) was in the garden at \($0) minutes past nine and we saw it." }
  }

  @Test("fewer than twenty different posts are called a first impression, with their number")
  func few() throws {
    let finding = try #require(ExampleCheck.findings(sentences(12)).first)
    #expect(finding.kind == .few && finding.count == 12)
    #expect(finding.message.contains("Only 12"))
    #expect(!kinds(sentences(30)).contains(.few))
  }

  @Test("repeats and posts without words do not count as examples")
  func repeats() {
    #expect(kinds(Array(repeating: "the same post", count: 50) + Array(repeating: "🎉", count: 50)) == [.few])
    #expect(kinds([]) == [.few])
    #expect(kinds((0..<40).map { "https://example.com/\($0)" }) == [.few])
  }

  @Test("two languages are named with their numbers; a single foreign sentence is not a mix")
  func languages() throws {
    let german = (0..<20).map { "Wir haben heute auch den \($0). Kuchen gebacken und er ist sehr gut geworden." }
    let mixed = try #require(ExampleCheck.findings(sentences(30) + german).first { $0.kind == .languages })
    #expect(mixed.count == 20)
    #expect(mixed.message.contains("English") && mixed.message.contains("German"))
    #expect(!kinds(sentences(30) + german.prefix(1)).contains(.languages))
  }

  @Test("two scripts are two languages")
  func scripts() {
    let russian = (0..<15).map { "Мы сегодня открыты до \($0) часов вечера, приходите" }
    #expect(kinds(sentences(30) + russian).contains(.languages))
  }

  @Test("a language without neutral posts is said, since nothing can be compared")
  func unknown() {
    #expect(kinds((0..<30).map { "Мы сегодня открыты до \($0) часов вечера, приходите" }).contains(.unknownLanguage))
    #expect(!kinds(sentences(30)).contains(.unknownLanguage))
  }

  @Test("posts passed on and quotations are counted")
  func borrowed() {
    let passedOn = ExampleCheck.findings(sentences(30) + ["RT @bob: we are open", "\"@carol: lovely day\" Thanks!"])
    #expect(passedOn.first { $0.kind == .reposts }?.count == 2)
    let quoted = (0..<10).map { "“It was the \($0) best coffee that I ever had in this town.” Alice" }
    #expect(ExampleCheck.findings(sentences(30) + quoted).first { $0.kind == .quotations }?.count == 10)
    #expect(!kinds(sentences(30) + quoted.prefix(2)).contains(.quotations))
  }

  @Test("posts of two accounts that write unlike each other sound mixed; those of one do not")
  func writers() {
    let calm = (0..<60).map { "Our report \($0) looks at how the council spends its budget, and what it means." }
    let loud = (0..<60).map { "WOW!!! Number \($0) is the BEST EVER, you guys! I love it, love it, LOVE it!!" }
    #expect(kinds(calm + loud).contains(.writers))
    #expect(!kinds(sentences(80)).contains(.writers))
  }
}
