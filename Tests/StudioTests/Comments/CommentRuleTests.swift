import Foundation
import Kernel
import TestKit
import Testing
import Text

@testable import Studio

@Suite("What a comment may become")
struct CommentRuleTests {
  private let alice = UserID(UUID())
  private let bob = UserID(UUID())
  private let now = Date(timeIntervalSince1970: 1_800_000_000)

  private func comment(answers: CommentID? = nil) -> PostComment {
    PostComment(
      id: CommentID(UUID()), brand: BrandID(UUID()), post: PostID(UUID()), variant: nil, answers: answers, quote: nil,
      body: "Too loud?", mentions: [], author: alice, version: 1, created: now, edited: nil, removed: nil,
      resolved: nil)
  }

  @Test("who wrote it edits it, and nobody else")
  func editing() throws {
    let edited = try comment().edited("Too loud, I think.", mentions: [bob], by: alice, at: now)
    #expect(edited.body == "Too loud, I think." && edited.mentions == [bob] && edited.version == 2)
    #expect(edited.edited == now)
    #expect(throws: Problem.self) { try comment().edited("Mine", mentions: [], by: bob, at: now) }
  }

  @Test("the same words again are no edit")
  func sameWords() throws {
    let comment = comment()
    #expect(try comment.edited("Too loud?", mentions: [], by: alice, at: now) == comment)
  }

  @Test("removing takes the words and keeps the place; twice is once")
  func removing() throws {
    let removed = try comment().removing(by: alice, moderates: false, at: now)
    #expect(removed.body.isEmpty && removed.removed == now && removed.version == 2)
    #expect(try removed.removing(by: alice, moderates: false, at: now + 60) == removed)
    #expect(throws: Problem.self) { try removed.edited("back", mentions: [], by: alice, at: now) }
  }

  @Test("others' comments are removed by those who moderate only")
  func moderating() throws {
    #expect(throws: Problem.self) { try comment().removing(by: bob, moderates: false, at: now) }
    #expect(try comment().removing(by: bob, moderates: true, at: now).removed == now)
  }

  @Test("a thread is settled and reopened by its first comment, an answer is refused")
  func settling() throws {
    let settled = try comment().settling(true, at: now)
    #expect(settled.resolved == now)
    #expect(try settled.settling(true, at: now + 60) == settled)
    #expect(try settled.settling(false, at: now).resolved == nil)
    #expect(throws: Problem.self) { try comment(answers: CommentID(UUID())).settling(true, at: now) }
  }

  @Test(
    "empty, blank, too long and control characters are refused",
    arguments: ["", " \n ", String(repeating: "x", count: 5_001), "bell\u{7}"])
  func words(_ body: String) {
    #expect(throws: Problem.self) { try PostComment.check(body: body, mentions: []) }
  }
}

@Suite("Words that a comment is about")
struct QuoteTests {
  @Test("are found by their place or by themselves, in code points")
  func found() throws {
    let text = "Café ☕️ is open. Café is warm."
    let byWords = try Quote.first("is warm", in: text)
    #expect(byWords.span == Span(22, 29))
    #expect(try Quote.at(byWords.span, of: text) == byWords)
  }

  @Test("follow the text when it grows, to the nearest occurrence")
  func followed() throws {
    let quote = try Quote.at(Span(10, 14), of: "warm, and warm again")
    #expect(quote.words == "warm")
    #expect(quote.place(in: "So warm, and warm again") == Span(13, 17))
    #expect(quote.place(in: "cold") == nil)
  }

  @Test("are found where they overlap themselves, nearest first, and fast in a text of one letter")
  func overlapping() {
    #expect(Quote(words: "aba", start: 3).place(in: "ababa") == Span(2, 5))
    #expect(Quote(words: "aba", start: 0).place(in: "ababa") == Span(0, 3))
    #expect(Quote(words: "aab", start: 9).place(in: "aaaab aab") == Span(6, 9))
    let text = String(repeating: "a", count: 30_000)
    let quote = Quote(words: String(repeating: "a", count: 1_000), start: 29_500)
    for _ in 0..<20 { #expect(quote.place(in: text) == Span(29_000, 30_000)) }
  }

  @Test("outside the text are refused, and so are words it does not say")
  func refused() {
    for span in [Span(0, 0), Span(3, 2), Span(0, 6), Span(-1, 2)] {
      #expect(throws: Problem.self) { try Quote.at(span, of: "hello") }
    }
    #expect(throws: Problem.self) { try Quote.first("Hello", in: "hello") }
    #expect(throws: Problem.self) { try Quote.first(" ", in: "a b") }
  }
}
