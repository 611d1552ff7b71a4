import Contracts
import Database
import Foundation
import Kernel
import TestKit
import Testing
import Text

@testable import Studio

@Suite("Comments")
struct CommentActTests {
  /// A post with a written variant, and two people of Acme who work on it.
  fileprivate struct Desk {
    let place: Workplace
    let post: Post
    let variant: Variant
    let alice = UserID(UUID())
    let bob = UserID(UUID())

    static func with(_ body: (Desk) async throws -> Void) async throws {
      try await Workplace.with { place in
        let brief = try await place.brief()
        let (_, posts, variants) = try await place.working { try await place.generated(brief, variants: 1) }
        let desk = Desk(place: place, post: try #require(posts.first), variant: try #require(variants.first))
        place.colleagues.join([desk.alice, desk.bob])
        try await body(desk)
      }
    }

    func write(
      _ body: String, _ about: WriteComment.About? = nil, mentions: [UserID] = [], by author: UserID? = nil,
      as tenant: TenantContext? = nil
    ) async throws -> PostComment {
      try await place.parts.act(as: tenant ?? place.acme) {
        try await WriteComment(place.parts).run(
          body, about: about ?? .post(post.id), mentions: mentions, author: author ?? alice, in: $0)
      }
    }

    func change(_ body: (ChangeComment, Transaction) async throws -> PostComment) async throws -> PostComment {
      try await place.parts.act(as: place.acme) { try await body(ChangeComment(place.parts), $0) }
    }
  }

  @Test("a comment on some words keeps the words, and the thread keeps its order")
  func thread() async throws {
    try await Desk.with { desk in
      let word = try #require(desk.variant.judged.text.split(separator: " ").first.map(String.init))
      let first = try await desk.write("Is this right?", .variant(desk.variant.id, .quote(word)))
      let other = try await desk.write("Looks good.")
      let answer = try await desk.write("It is.", .answer(to: first.id), by: desk.bob)
      let more = try await desk.write("Thanks.", .answer(to: answer.id))
      #expect(first.quote?.words == word)
      #expect(answer.answers == first.id && more.answers == first.id && more.variant == desk.variant.id)
      let listed = try await desk.place.parts.database.query(
        CommentStatements.ofPost, desk.post.id, as: desk.place.acme)
      #expect(listed.map(\.id) == [first.id, answer.id, more.id, other.id])
    }
  }

  @Test("those asked are told, an answer tells who wrote in the thread, nobody hears of their own words")
  func notices() async throws {
    try await Desk.with { desk in
      let first = try await desk.write("Bob?", mentions: [desk.bob, desk.alice])
      #expect(desk.told(.mentioned) == [[desk.bob]])
      _ = try await desk.write("Yes.", .answer(to: first.id), by: desk.bob)
      #expect(desk.told(.answered) == [[desk.alice]])
      _ = try await desk.write("And you?", .answer(to: first.id), mentions: [desk.bob])
      #expect(desk.told(.mentioned) == [[desk.bob], [desk.bob]])
      #expect(desk.told(.answered) == [[desk.alice]])
    }
  }

  @Test("somebody who does not work on the brand cannot be asked")
  func strangers() async throws {
    try await Desk.with { desk in
      let stranger = UserID(UUID())
      let problem = try await refusal { try await desk.write("You?", mentions: [desk.bob, stranger]) }
      #expect(problem?.fields.map(\.pointer) == ["/mentions/1"])
      let count = try await desk.place.parts.database.first(
        CommentStatements.count, desk.post.id, as: desk.place.acme)
      #expect(count == 0)
    }
  }

  @Test("another org's post is as absent as one that is not there")
  func otherOrg() async throws {
    try await Desk.with { desk in
      let theirs = try await refusal { try await desk.write("Hi", as: desk.place.northwind) }
      let absent = try await refusal { try await desk.write("Hi", .post(PostID(UUID()))) }
      #expect(theirs == absent && theirs?.kind == .invalid)
    }
  }

  @Test("an edit names the version it read, asks only whom it adds, and is in the audit without its words")
  func editing() async throws {
    try await Desk.with { desk in
      let comment = try await desk.write("Bob?", mentions: [desk.bob])
      let stale = try await refusal {
        try await desk.change {
          try await $0.edit(comment.id, CommentEdit(body: "x"), by: desk.alice, expected: 7, in: $1)
        }
      }
      #expect(stale?.kind == .stale)
      let edited = try await desk.change {
        try await $0.edit(comment.id, CommentEdit(body: "Bob, please."), by: desk.alice, expected: 1, in: $1)
      }
      #expect(edited.version == 2 && edited.mentions == [desk.bob])
      #expect(desk.told(.mentioned).count == 1)
      let entry = try #require(desk.place.audit.entries.last { $0.action == "comment.edited" })
      #expect(entry.facts["text"] == .hash(hexDigest("Bob, please.")))
    }
  }

  @Test("who moderates another brand removes nothing of this one")
  func otherBrandsModerator() async throws {
    try await Desk.with { desk in
      let comment = try await desk.write("Stays", .variant(desk.variant.id, nil))
      let other: BrandID = desk.place.parts.ids.new()
      let refused = try await refusal {
        try await desk.change { try await $0.remove(comment.id, by: desk.bob, moderating: .only([other]), in: $1) }
      }
      #expect(refused != nil)
      let removed = try await desk.change {
        try await $0.remove(comment.id, by: desk.bob, moderating: .only([other, comment.brand]), in: $1)
      }
      #expect(removed.removed != nil)
    }
  }

  @Test("settled and reopened, each once; removed words are gone from the database")
  func settling() async throws {
    try await Desk.with { desk in
      let comment = try await desk.write("Secret plan", .variant(desk.variant.id, nil))
      _ = try await desk.change { try await $0.settle(comment.id, true, in: $1) }
      _ = try await desk.change { try await $0.settle(comment.id, true, in: $1) }
      _ = try await desk.change { try await $0.settle(comment.id, false, in: $1) }
      _ = try await desk.change { try await $0.remove(comment.id, by: desk.alice, moderating: nil, in: $1) }
      let acts = desk.place.audit.actions.filter { $0.hasPrefix("comment.") }
      #expect(acts == ["comment.written", "comment.resolved", "comment.reopened", "comment.removed"])
      let stored = try await desk.place.parts.database.first(CommentStatements.byID, comment.id, as: desk.place.acme)
      #expect(stored?.body == "" && stored?.removed != nil)
    }
  }
}

extension CommentActTests.Desk {
  fileprivate func told(_ kind: NoticeKind) -> [[UserID]] {
    place.notices.notices.filter { $0.kind == kind }.compactMap {
      if case .users(let users) = $0.audience { users } else { nil }
    }
  }
}
