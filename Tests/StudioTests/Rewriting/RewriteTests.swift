import Database
import Jobs
import Kernel
import Models
import Testing
import Text

@testable import Studio

@Suite("Rewriting a variant", .timeLimit(.minutes(3)))
struct RewriteTests {
  private static let own =
    "We are absolutely thrilled to share this! Our winter blend is back. https://acme.example/winter"

  /// A post whose first variant says `text`, as a person wrote it.
  private func edited(_ text: String, _ place: Workplace) async throws -> Variant {
    let brief = try await place.brief()
    let variant = try #require(try await place.working { try await place.generated(brief, variants: 1).2 }.first)
    return try await EditVariant(place.parts).run(variant.id, text: text, expected: 1, as: place.acme)
  }

  private func begin(
    _ variant: Variant, _ wish: RewriteWish, expected: Int? = nil, _ place: Workplace, as tenant: TenantContext? = nil
  ) async throws -> OperationID {
    try await place.parts.act(as: tenant ?? place.acme) {
      try await RewriteVariant(place.parts).run(variant.id, wish, expected: expected ?? variant.version, in: $0)
    }
  }

  private func rewrite(
    _ variant: Variant, _ wish: RewriteWish, _ place: Workplace
  ) async throws -> (Jobs.Operation, Variant) {
    let operation = try await place.working { try await place.ended(try await begin(variant, wish, place)) }
    return (operation, try await place.parts.variant(variant.id, as: place.acme))
  }

  @Test("without a model rules do what they can, labelled a draft, and the text before can be brought back")
  func byRules() async throws {
    try await Workplace.with { place in
      let variant = try await edited(Self.own, place)
      let (operation, new) = try await rewrite(variant, .aim(.lessSalesy), place)
      #expect(operation.state == .succeeded && operation.kind == "rewrite")
      #expect(new.judged.text == "We are thrilled to share this. Our winter blend is back. https://acme.example/winter")
      #expect(new.version == variant.version + 1 && new.isDraft && new.writer == .composer)
      #expect(new.note.contains("by rules") && new.writerDetail == "less-salesy")
      let back = try await place.parts.act(as: place.acme) {
        try await RestoreVersion(place.parts).run(new.id, version: variant.version, expected: new.version, in: $0)
      }
      #expect(back.judged.text == Self.own && back.version == new.version + 1)
    }
  }

  @Test("a model is told the instruction, the text as data and the brand's rules, and its answer is judged")
  func byModel() async throws {
    let text = "Our winter blend is back, with plum and cocoa. https://acme.example/winter"
    let model = ScriptedModel([.text(try answer("unused"))], [.text(try answer(text))])
    try await Workplace.with(model: model) { place in
      let variant = try await edited(Self.own, place)
      let (operation, new) = try await rewrite(variant, .words("Name the notes\nfirst"), place)
      #expect(operation.state == .succeeded && new.judged.text == text)
      #expect(new.writer == .model && !new.isDraft && new.provenance.promptDigest?.count == 64)
      let request = try #require(model.requests.last)
      #expect(request.system?.contains("The writer asks: Name the notes first") == true)
      #expect(request.system?.contains(Self.own) == false && request.messages[0].content.contains(Self.own))
      #expect(request.messages[0].content.contains("Notes of plum and cocoa."))
    }
  }

  @Test("an invented fact and the text as it was are sent back once, with the reason")
  func corrected() async throws {
    let good = "Our winter blend is back. https://acme.example/winter"
    for (first, reason) in [
      ("Back since 1923! https://acme.example/winter", "1923"), (Self.own, "as it was"),
    ] {
      let model = ScriptedModel([.text(try answer("unused"))], [.text(try answer(first))], [.text(try answer(good))])
      try await Workplace.with(model: model) { place in
        let variant = try await edited(Self.own, place)
        let (_, new) = try await rewrite(variant, .aim(.shorter), place)
        #expect(new.judged.text == good)
        #expect(model.requests.last?.messages.last?.content.contains(reason) == true)
      }
    }
  }

  @Test("a preset never loses the brief's link: it is put back, and any other lost link is asked for")
  func links() async throws {
    let lost = "Our winter blend is back."
    try await Workplace.with(model: ScriptedModel([.text(try answer(lost))])) { place in
      let variant = try await edited(Self.own, place)
      let (_, new) = try await rewrite(variant, .aim(.shorter), place)
      #expect(new.judged.text == lost + "\n\nhttps://acme.example/winter")
    }
    let model = ScriptedModel([.text(try answer("unused"))], [.text(try answer(lost))])
    try await Workplace.with(model: model) { place in
      let variant = try await edited("Our winter blend is back. See https://elsewhere.example/menu", place)
      _ = try await rewrite(variant, .aim(.simpler), place)
      #expect(model.requests.last?.messages.last?.content.contains("links must stay") == true)
    }
  }

  @Test("what the model invents twice stays a finding that stops it")
  func invented() async throws {
    let text = "Back since 1923! https://acme.example/winter"
    try await Workplace.with(model: ScriptedModel([.text(try answer(text))])) { place in
      let variant = try await edited(Self.own, place)
      let (_, new) = try await rewrite(variant, .aim(.shorter), place)
      #expect(new.judged.text == text && new.judged.findings.isBlocked)
    }
  }

  @Test("what a person wrote and linked may be said again")
  func vouched() async throws {
    let text = "Since 1923 in Graz: https://elsewhere.example/visit"
    try await Workplace.with(model: ScriptedModel([.text(try answer(text))])) { place in
      let variant = try await edited("We roast since 1923 in Graz. Look: https://elsewhere.example/visit", place)
      let (operation, new) = try await rewrite(variant, .words("one sentence"), place)
      #expect(operation.state == .succeeded && new.judged.text == text)
      #expect(!new.judged.findings.isBlocked && new.writer == .model)
      let again = try await ScoreVariant(place.parts).run(new.id, as: place.acme)
      #expect(again.judged == new.judged, "judged anew, the person's facts are still theirs")
    }
  }

  @Test("a model that fails leaves presets to rules and says so, and own words as they were")
  func fails() async throws {
    try await Workplace.with(model: ScriptedModel([.fail(.overloaded)])) { place in
      let variant = try await edited(Self.own, place)
      let (failed, same) = try await rewrite(variant, .words("name the notes"), place)
      #expect(failed.state == .failed && failed.error?.detail.contains("The text is as it was") == true)
      #expect(same.judged.text == Self.own && same.version == variant.version)
      let (operation, new) = try await rewrite(variant, .aim(.lessSalesy), place)
      #expect(operation.state == .succeeded && new.writer == .composer && new.note.contains("by rules"))
    }
  }

  @Test("a text that is so already is left, with the reason")
  func nothing() async throws {
    try await Workplace.with { place in
      let variant = try await edited("The shop opens at nine.", place)
      let (operation, same) = try await rewrite(variant, .aim(.moreFormal), place)
      #expect(operation.state == .failed && operation.error?.detail.contains("formal already") == true)
      #expect(same.version == variant.version)
    }
  }

  @Test("what only a model could do is refused at once without one, with the next step")
  func needsModel() async throws {
    try await Workplace.with { place in
      let variant = try await edited(Self.own, place)
      for wish in [RewriteWish.aim(.longer), .aim(.strongerHook), .words("name the notes")] {
        let problem = try await refusal { _ = try await begin(variant, wish, place) }
        #expect(problem?.kind == .conflict && problem?.detail.contains("Connect one") == true)
      }
    }
  }

  @Test("is refused for a stale version, another org's variant, an archived post and one that is out")
  func refused() async throws {
    try await Workplace.with { place in
      let variant = try await edited(Self.own, place)
      let stale = try await refusal { _ = try await begin(variant, .aim(.shorter), expected: 1, place) }
      #expect(stale?.kind == .stale)
      let foreign = try await refusal { _ = try await begin(variant, .aim(.shorter), place, as: place.northwind) }
      #expect(foreign?.kind == .notFound)
      _ = try await ChangePost(place.parts).run(.choose(variant.id), on: variant.post, as: place.acme)
      place.outgoing.send(variant.post, state: "published")
      let out = try await refusal { _ = try await begin(variant, .aim(.shorter), place) }
      #expect(out?.kind == .conflict)
    }
  }

  @Test("a text that a person changed meanwhile is left alone")
  func changed() async throws {
    try await Workplace.with { place in
      let variant = try await edited(Self.own, place)
      let operation = try await begin(variant, .aim(.lessSalesy), place)
      _ = try await EditVariant(place.parts).run(
        variant.id, text: "Mine.", expected: variant.version, as: place.acme)
      let ended = try await place.working { try await place.ended(operation) }
      #expect(ended.state == .failed && ended.error?.detail.contains("changed while") == true)
      #expect(try await place.parts.variant(variant.id, as: place.acme).judged.text == "Mine.")
    }
  }

  @Test("a kept post waits to be kept again once its text is another")
  func kept() async throws {
    try await Workplace.with { place in
      let variant = try await edited(Self.own, place)
      _ = try await ChangePost(place.parts).run(.keep(variant.id), on: variant.post, as: place.acme)
      _ = try await rewrite(variant, .aim(.lessSalesy), place)
      let post = try await place.parts.post(variant.post, as: place.acme)
      #expect(post.state == .draft && post.reason.contains("Keep it again"))
    }
  }

  @Test("a wish is a preset or words, not both, not neither, and not endless")
  func wish() throws {
    #expect(try RewriteWish(aim: nil, words: "make it shorter") == .aim(.shorter))
    #expect(try RewriteWish(aim: nil, words: "mention Graz") == .words("mention Graz"))
    for (aim, words) in [
      (nil, nil), (RewriteAim.shorter, "shorter"), (nil, ""), (nil, String(repeating: "a", count: 501)),
      (nil, "tab\u{0}"),
    ] as [(RewriteAim?, String?)] {
      #expect(throws: Problem.self) { try RewriteWish(aim: aim, words: words) }
    }
  }
}

@Suite("Mending what a finding says", .timeLimit(.minutes(2)))
struct FixVariantTests {
  private func edited(_ text: String, _ place: Workplace) async throws -> Variant {
    let brief = try await place.brief()
    let variant = try #require(try await place.working { try await place.generated(brief, variants: 1).2 }.first)
    return try await EditVariant(place.parts).run(variant.id, text: text, expected: 1, as: place.acme)
  }

  private func fix(
    _ finding: Int, of variant: Variant, expected: Int? = nil, _ place: Workplace
  ) async throws -> Variant {
    try await place.parts.act(as: place.acme) {
      try await FixVariant(place.parts).run(
        variant.id, finding: finding, expected: expected ?? variant.version, in: $0)
    }
  }

  @Test("does what it proposes everywhere at once, and the finding is gone")
  func mended() async throws {
    try await Workplace.with { place in
      let variant = try await edited("ACME coffee is cheap, and acme COFFEE is good. cheap!!! Really.", place)
      let spelling = try #require(variant.judged.findings.firstIndex { $0.rule == "brand/spelling" })
      let once = try await fix(spelling, of: variant, place)
      #expect(once.judged.text == "Acme Coffee is cheap, and Acme Coffee is good. cheap!!! Really.")
      #expect(!once.judged.findings.contains { $0.rule == "brand/spelling" })
      let marks = try #require(once.judged.findings.firstIndex { $0.rule == "risk/punctuation" })
      let twice = try await fix(marks, of: once, place)
      #expect(twice.judged.text == "Acme Coffee is cheap, and Acme Coffee is good. cheap! Really.")
      let never = try #require(twice.judged.findings.firstIndex { $0.rule == "risk/never-term" })
      let thrice = try await fix(never, of: twice, place)
      #expect(!thrice.judged.text.contains("cheap") && thrice.writer == .person)
    }
  }

  @Test("is refused for a list of another version, a finding that is not there, and one that proposes nothing")
  func refused() async throws {
    try await Workplace.with { place in
      let variant = try await edited("The best coffee since 1923!!! Better than Bean Barn.", place)
      let stale = try await refusal { _ = try await fix(0, of: variant, expected: 1, place) }
      #expect(stale?.kind == .stale)
      for index in [-1, 99] {
        let missing = try await refusal { _ = try await fix(index, of: variant, place) }
        #expect(missing?.kind == .invalid)
      }
      let silent = try #require(variant.judged.findings.firstIndex { $0.edit == nil })
      let nothing = try await refusal { _ = try await fix(silent, of: variant, place) }
      #expect(nothing?.kind == .conflict && nothing?.detail.contains("Edit the text") == true)
    }
  }
}
