import Database
import Jobs
import Kernel
import Models
import Testing
import Text

@testable import Studio

@Suite("Translating a variant", .timeLimit(.minutes(3)))
struct TranslationTests {
  private static let source =
    "Our winter blend is back on 5 December. 250 grams for 12 euros, 10 % off. https://acme.example/winter"

  private func translated(_ place: Workplace, _ text: String = source) async throws -> (Jobs.Operation, [Variant]) {
    let brief = try await place.brief()
    return try await place.working {
      let variant = try #require(try await place.generated(brief, variants: 1).2.first)
      let edited = try await EditVariant(place.parts).run(variant.id, text: text, expected: 1, as: place.acme)
      let operation = try await TranslateVariant(place.parts).run(edited.id, to: "de", as: place.acme)
      let ended = try await place.ended(operation)
      let all = try await place.parts.database.query(VariantStatements.ofBrief, brief.id, as: place.acme)
      return (ended, all.filter { $0.writer == .translation })
    }
  }

  private func model(_ answers: String...) throws -> ScriptedModel {
    ScriptedModel(
      [.text(try answer("unused"))], [.text(try answer(answers[0]))], [.text(try answer(answers.last ?? ""))])
  }

  @Test("keeps figures, dates and links, in the other language's own form, without a finding")
  func kept() async throws {
    let german =
      "Unsere Wintermischung ist am 5. Dezember wieder da. 250 Gramm für 12 Euro, 10 % günstiger. https://acme.example/winter"
    try await Workplace.with(model: try model(german)) { place in
      let (operation, variants) = try await translated(place)
      #expect(operation.state == .succeeded)
      let variant = try #require(variants.first)
      #expect(variant.judged.text == german)
      #expect(
        !variant.judged.findings.contains { $0.rule.hasPrefix("translation/") || $0.rule.hasPrefix("grounding/") })
    }
  }

  @Test("what was lost is asked for once, and what is lost again is a finding")
  func corrected() async throws {
    let (short, whole) = (
      "Unsere Wintermischung ist wieder da. https://acme.example/winter",
      "Unsere Wintermischung ist am 5. Dezember wieder da: 250 Gramm, 12 Euro, 10 %. https://acme.example/winter"
    )
    for (second, isWhole) in [(whole, true), (short, false)] {
      let model = try model(short, second)
      try await Workplace.with(model: model) { place in
        let (_, variants) = try await translated(place)
        #expect(variants.first?.judged.text == second && model.requests.count == 3)
        #expect(model.requests.last?.messages.last?.content.contains("has lost") == true)
        let rules = variants.first?.judged.findings.map(\.rule) ?? []
        #expect(rules.contains("translation/lost") != isWhole)
      }
    }
  }

  @Test("a link that a person gave is no foreign one in the translation")
  func personsLink() async throws {
    let german = "Unsere Wintermischung ist wieder da, schaut gern vorbei: https://elsewhere.example/menu"
    try await Workplace.with(model: try model(german)) { place in
      let (operation, variants) = try await translated(
        place, "Our winter blend is back, come and see: https://elsewhere.example/menu")
      #expect(operation.state == .succeeded && variants.first?.judged.findings.isBlocked == false)
      let id = try #require(variants.first?.id)
      let again = try await ScoreVariant(place.parts).run(id, as: place.acme)
      #expect(!again.judged.findings.isBlocked)
    }
  }

  @Test("an answer in the source's own language is none, and says so")
  func untranslated() async throws {
    let english = "Our winter blend is back with notes of plum and cocoa, and everybody here is very happy about it."
    try await Workplace.with(model: try model(english)) { place in
      let (operation, variants) = try await translated(place, english)
      #expect(operation.state == .failed && variants.isEmpty)
      #expect(operation.error?.detail.contains("another language") == true)
    }
  }

  @Test("what the model adapted is told at its place, as far as both sides are there")
  func adapted() async throws {
    let english = "It is raining cats and dogs, so our winter blend is back. https://acme.example/winter"
    let german = "Es gießt wie aus Kübeln, also ist unsere Wintermischung wieder da. https://acme.example/winter"
    let reply = """
      {"post": "\(german)", "adaptations": [
        {"from": "raining cats and dogs", "to": "gießt wie aus Kübeln", "why": "The German idiom for heavy rain."},
        {"from": "never said", "to": "gießt", "why": "Invented."}, {"from": "winter", "to": "nicht da", "why": "Invented."}]}
      """
    let model = ScriptedModel([.text(try answer("unused"))], [.text(reply)])
    try await Workplace.with(model: model) { place in
      let (operation, variants) = try await translated(place, english)
      #expect(operation.state == .succeeded)
      let variant = try #require(variants.first)
      let told = variant.judged.findings.filter { $0.rule == "translation/adapted" }
      #expect(told.map(\.quote) == ["gießt wie aus Kübeln"] && told.first?.severity == .notice)
      #expect(told.first?.message.contains("raining cats and dogs") == true)
      // Judged anew, it is still known.
      let again = try await ScoreVariant(place.parts).run(variant.id, as: place.acme)
      #expect(again.judged.findings.contains { $0.rule == "translation/adapted" })
    }
  }

  @Test("the brand's way to speak to readers, its words and the language's conventions are asked for")
  func asked() async throws {
    let german = "Unsere Wintermischung ist wieder da. https://acme.example/winter"
    let model = try model(german)
    try await Workplace.with(model: model) { place in
      var profile = Acme.profile
      profile.formality = ["de": .formal]
      profile.glossary = [GlossaryTerm(term: "winter blend", translations: ["de": "Wintermischung"])]
      let brand = try await place.brand(profile)
      let brief = try await place.brief(Acme.brief, of: brand)
      try await place.working {
        let variant = try #require(try await place.generated(brief, variants: 1).2.first)
        let edited = try await EditVariant(place.parts).run(
          variant.id, text: "Our winter blend is back. https://acme.example/winter", expected: 1, as: place.acme)
        let operation = try await TranslateVariant(place.parts).run(edited.id, to: "de-AT", as: place.acme)
        _ = try await place.ended(operation)
      }
      let system = try #require(model.requests.last?.system)
      #expect(system.contains("from en into de-AT"))
      #expect(system.contains("formally (Sie, Ihr)") && system.contains("„…“"))
      // The glossary's German is good for Austria too.
      #expect(system.contains("“winter blend” is “Wintermischung”") && system.contains("Do not translate: Acme Coffee"))
    }
  }

  @Test("a translation that speaks to readers in the wrong way is sent back once")
  func formality() async throws {
    let (wrong, right) = (
      "Hol dir deine Wintermischung. https://acme.example/winter",
      "Holen Sie sich Ihre Wintermischung. https://acme.example/winter"
    )
    let model = try model(wrong, right)
    try await Workplace.with(model: model) { place in
      let brief = try await place.brief()
      let variants = try await place.working {
        let variant = try #require(try await place.generated(brief, variants: 1).2.first)
        let edited = try await EditVariant(place.parts).run(
          variant.id, text: "Get your winter blend. https://acme.example/winter", expected: 1, as: place.acme)
        let operation = try await TranslateVariant(place.parts).run(
          edited.id, to: "de", formality: .formal, as: place.acme)
        _ = try await place.ended(operation)
        return try await place.parts.database.query(VariantStatements.ofBrief, brief.id, as: place.acme)
      }
      let made = try #require(variants.first { $0.writer == .translation })
      #expect(made.judged.text == right && model.requests.count == 3)
      #expect(!made.judged.findings.contains { $0.rule == "translation/formality" })
      // A person who writes it otherwise later is told.
      let edited = try await EditVariant(place.parts).run(made.id, text: wrong, expected: 1, as: place.acme)
      #expect(edited.judged.findings.filter { $0.rule == "translation/formality" }.map(\.quote) == ["dir", "deine"])
    }
  }

  @Test("without a model it is refused with the next step")
  func noModel() async throws {
    try await Workplace.with { place in
      let brief = try await place.brief()
      let variant = try #require(try await place.working { try await place.generated(brief, variants: 1).2 }.first)
      let problem = try await refusal {
        _ = try await TranslateVariant(place.parts).run(variant.id, to: "de", as: place.acme)
      }
      #expect(problem?.kind == .conflict && problem?.detail.contains("Connect one") == true)
    }
  }
}
