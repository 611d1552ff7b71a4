import Contracts
import Database
import Kernel
import Testing
import Text

@testable import Studio

@Suite(.timeLimit(.minutes(2))) struct PostActTests {
  /// One written post with two variants.
  private func written(
    _ place: Workplace, _ content: BriefContent = Acme.brief
  ) async throws -> (post: Post, variants: [Variant]) {
    let brief = try await place.brief(content)
    return try await place.working {
      let (_, posts, variants) = try await place.generated(brief, variants: 2)
      return (try #require(posts.first), variants)
    }
  }

  @Test("what is kept is what Publishing is told, with the row locked")
  func publishable() async throws {
    try await Workplace.with { place in
      let (post, variants) = try await written(place)
      let contents = StudioPostContents()
      let before = try await place.parts.database.transaction(as: place.acme) { tx in
        try await contents.publishable(post.id, locked: tx)
      }
      #expect(before?.variant == nil && before?.state == "draft")
      let edited = try await EditVariant(place.parts).run(
        variants[0].id, text: "Our winter blend is back.", expected: 1, as: place.acme)
      _ = try await ChangePost(place.parts).run(.keep(edited.id), on: post.id, as: place.acme)
      let after = try await place.parts.database.transaction(as: place.acme) { tx in
        try await contents.publishable(post.id, locked: tx)
      }
      #expect(after?.text == "Our winter blend is back." && after?.state == "ready")
      #expect(after?.variant == edited.id && after?.link == Acme.brief.link && after?.findingsBlock == [])
      #expect(after?.audienceZone == nil)
      let foreign = try await place.parts.database.transaction(as: place.northwind) { tx in
        try await contents.publishable(post.id, locked: tx)
      }
      #expect(foreign == nil)
    }
  }

  @Test("Publishing is told by which clock the readers of a brief's countries live")
  func audienceZone() async throws {
    try await Workplace.with { place in
      var content = Acme.brief
      content.regions = ["US"]
      let (post, _) = try await written(place, content)
      let told = try await place.parts.database.transaction(as: place.acme) { tx in
        try await StudioPostContents().publishable(post.id, locked: tx)
      }
      #expect(told?.audienceZone == "America/New_York")
    }
  }

  @Test("an edit is judged anew, keeps the text before it, and needs the version that was read")
  func edit() async throws {
    try await Workplace.with { place in
      let (_, variants) = try await written(place)
      let act = EditVariant(place.parts)
      let edited = try await act.run(
        variants[0].id, text: "Better than Bean Barn.", expected: 1, as: place.acme)
      #expect(edited.version == 2 && edited.writer == .person && !edited.isDraft)
      #expect(edited.judged.findings.map(\.rule).contains("brief/competitor"))
      let stale = try await refusal {
        try await act.run(variants[0].id, text: "Else", expected: 1, as: place.acme)
      }
      #expect(stale?.kind == .stale && stale?.current?.contains("Bean Barn") == true)
    }
  }

  @Test(
    "a text that cannot be a post is refused",
    arguments: ["", "  \n ", "bell\u{7}", String(repeating: "a", count: 30_001)])
  func refusedTexts(text: String) async throws {
    #expect(throws: Problem.self) { try Variant.check(text: text) }
  }

  @Test("a text that is out or on its way is not changed", arguments: ["intent", "sent", "unknown", "published"])
  func out(state: String) async throws {
    try await Workplace.with { place in
      let (post, variants) = try await written(place)
      _ = try await ChangePost(place.parts).run(.keep(variants[0].id), on: post.id, as: place.acme)
      place.outgoing.send(post.id, state: state)
      let edit = try await refusal {
        try await EditVariant(place.parts).run(variants[0].id, text: "Else", expected: nil, as: place.acme)
      }
      #expect(edit?.kind == .conflict && edit?.detail.contains("Bluesky") == true)
      let choose = try await refusal {
        try await ChangePost(place.parts).run(.choose(variants[1].id), on: post.id, as: place.acme)
      }
      #expect(choose?.kind == .conflict)
      let keep = try await refusal {
        try await ChangePost(place.parts).run(.keep(variants[1].id), on: post.id, as: place.acme)
      }
      #expect(keep?.kind == .conflict)
      let other = try await EditVariant(place.parts).run(
        variants[1].id, text: "For another day.", expected: nil, as: place.acme)
      #expect(other.judged.text == "For another day.")
      _ = try await ChangePost(place.parts).run(.keep(variants[0].id), on: post.id, as: place.acme)
      #expect(try await ChangePost(place.parts).run(.archive, on: post.id, as: place.acme).state == .archived)
    }
  }

  @Test("the limits of the brand's accounts are those that a text is judged by")
  func serverLimits() async throws {
    try await Workplace.with { place in
      let (_, variants) = try await written(place)
      place.outgoing.accept(ServerLimits(maxCharacters: 20))
      let text = "Our winter blend is back in every shop."
      let edited = try await EditVariant(place.parts).run(
        variants[0].id, text: text, expected: nil, as: place.acme)
      #expect(edited.judged.limit == 20)
      #expect(edited.judged.findings.contains { $0.severity == .block && $0.message.contains("allows 20 characters") })
      place.outgoing.accept(ServerLimits(maxCharacters: 5_000))
      let long = try await EditVariant(place.parts).run(
        variants[0].id, text: text + " " + String(repeating: "Come by. ", count: 200), expected: nil, as: place.acme)
      #expect(long.judged.findings.allSatisfy { !$0.message.contains("allows") })
    }
  }

  @Test("a blocked text cannot be kept")
  func blocked() async throws {
    try await Workplace.with { place in
      let (post, variants) = try await written(place)
      let edited = try await EditVariant(place.parts).run(
        variants[0].id, text: String(repeating: "a", count: 400), expected: nil, as: place.acme)
      let problem = try await refusal {
        try await ChangePost(place.parts).run(.keep(edited.id), on: post.id, as: place.acme)
      }
      #expect(problem?.kind == .conflict)
    }
  }

  @Test("a variant of another post, org or nowhere is refused alike")
  func foreignVariant() async throws {
    try await Workplace.with { place in
      let (post, variants) = try await written(place)
      func choose(_ variant: VariantID, _ tenant: TenantContext) async throws -> Problem? {
        try await refusal { try await ChangePost(place.parts).run(.choose(variant), on: post.id, as: tenant) }
      }
      #expect(try await choose(.other, place.acme)?.kind == .invalid)
      #expect(try await choose(variants[0].id, place.northwind)?.kind == .notFound)
      let edit = try await refusal {
        try await EditVariant(place.parts).run(variants[0].id, text: "Mine", expected: nil, as: place.northwind)
      }
      #expect(edit == Problem.notFound("variant"))
    }
  }

  @Test("scoring again under a new never-term finds it and takes back what was kept")
  func rescore() async throws {
    try await Workplace.with { place in
      let (post, variants) = try await written(place)
      let edited = try await EditVariant(place.parts).run(
        variants[0].id, text: "Our velvet blend is back.", expected: nil, as: place.acme)
      _ = try await ChangePost(place.parts).run(.keep(edited.id), on: post.id, as: place.acme)
      let brand = try await EditBrand(place.parts).run(
        post.brand, BrandEdit(never: ["velvet"]), expected: nil, as: place.acme)
      #expect(brand.version == 2)
      let scored = try await ScoreVariant(place.parts).run(edited.id, as: place.acme)
      #expect(scored.judged.findings.contains { $0.quote.lowercased() == "velvet" })
    }
  }

  @Test("judging another text keeps nothing")
  func preview() async throws {
    try await Workplace.with { place in
      let (_, variants) = try await written(place)
      let seen = try await ScoreVariant(place.parts).preview(
        variants[0].id, text: "Bean Barn is worse.", as: place.acme)
      #expect(!seen.variant.judged.findings.isEmpty)
      #expect(try await place.parts.variant(variants[0].id, as: place.acme) == variants[0])
    }
  }
}
