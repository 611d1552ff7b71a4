import Foundation
import Kernel
import Testing
import Text

@testable import Studio

@Suite struct PostRuleTests {
  private let post = Post(
    id: .sample, brand: .sample, brief: .sample, platform: "x", language: "en", state: .draft, reason: "",
    chosen: nil, excerpt: "", blocked: false, planned: 2, version: 1, created: .distantPast,
    updated: .distantPast)

  private func variant(_ text: String = "Hello", blocked: Bool = false, id: VariantID = .sample) -> Variant {
    let finding = Finding(
      rule: "platform/length", severity: .block, span: Span(0, 1), quote: "H", message: "Too long.")
    return Variant(
      id: id, post: .sample, brand: .sample, ordinal: 1, version: 1,
      judged: JudgedText(
        text: text, length: 5, limit: 280, scores: Scores(brandFit: nil, risk: Score(0), readability: nil),
        findings: blocked ? [finding] : []),
      writer: .composer, writerDetail: "", isDraft: true, note: "",
      provenance: Provenance(seed: 1, briefVersion: 1, brandVersion: 1, voice: nil), created: .distantPast,
      updated: .distantPast)
  }

  @Test("keeping a variant chooses it and makes the post ready")
  func keep() throws {
    let kept = try post.keeping(variant())
    #expect(kept.state == .ready && kept.chosen == .sample && kept.excerpt == "Hello")
  }

  @Test("a text that a finding blocks cannot be kept, and the refusal says why")
  func blocked() {
    let problem = #expect(throws: Problem.self) { try post.keeping(variant(blocked: true)) }
    #expect(problem?.kind == .conflict && problem?.detail.contains("Too long.") == true)
  }

  @Test("editing the kept text takes back that it was kept")
  func edit() throws {
    let edited = try post.keeping(variant()).afterEdit(of: variant("Hello again"))
    #expect(edited.state == .draft && edited.excerpt == "Hello again" && !edited.reason.isEmpty)
  }

  @Test("editing another variant leaves the kept one alone")
  func editOther() throws {
    let kept = try post.keeping(variant())
    #expect(kept.afterEdit(of: variant("Other", id: .other)) == kept)
  }

  @Test("choosing another variant makes a ready post a draft")
  func choose() throws {
    let chosen = try post.keeping(variant()).choosing(variant("Other", id: .other))
    #expect(chosen.state == .draft && chosen.chosen == .other)
  }

  @Test("a rule that blocks the kept text now makes the post a draft")
  func rescored() throws {
    let kept = try post.keeping(variant())
    #expect(kept.afterScore(of: variant(blocked: true)).state == .draft)
    #expect(kept.afterScore(of: variant()) == kept)
  }

  @Test("an archived post changes only by being brought back")
  func archived() throws {
    let away = try post.archiving()
    #expect(throws: Problem.self) { try away.choosing(variant()) }
    #expect(throws: Problem.self) { try away.keeping(variant()) }
    #expect(try away.restoring().state == .draft)
    #expect(throws: Problem.self) { try post.restoring() }
  }

  @Test("a post that is being written cannot be put away")
  func generating() {
    var post = post
    post.state = .generating
    #expect(throws: Problem.self) { try post.archiving() }
  }

  @Test("an excerpt is one line of at most 140 characters")
  func excerpt() {
    #expect(Post.excerpt(of: "a\n\n b") == "a b")
    let long = Post.excerpt(of: String(repeating: "word ", count: 60))
    #expect(long.count <= 140 && long.hasSuffix("…"))
  }
}

extension ID {
  static var sample: ID { ID(UUID(uuid: (1, 0, 0, 0, 0, 0, 112, 0, 128, 0, 0, 0, 0, 0, 0, 1))) }
  static var other: ID { ID(UUID(uuid: (1, 0, 0, 0, 0, 0, 112, 0, 128, 0, 0, 0, 0, 0, 0, 2))) }
}
