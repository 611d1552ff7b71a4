import Contracts
import Database
import Foundation
import Jobs
import Kernel
import Models
import TestKit
import Testing
import Text

@testable import Studio

@Suite(.timeLimit(.minutes(3))) struct TemplateActTests {
  @Test("a template is made, changed, put away and brought back; its name is its own")
  func life() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let edit = EditTemplate(place.parts)
      let made = try await edit.create(Offer.content, name: "Offer", brand: brand.id, as: place.acme)
      let stored = try await place.parts.template(made.id, as: place.acme)
      #expect(stored.content == Offer.content && stored.name == "Offer" && stored.version == 1)
      await #expect(throws: Problem.self) {
        _ = try await edit.create(Offer.content, name: "Offer", brand: brand.id, as: place.acme)
      }
      let renamed = try await edit.run(
        made.id, TemplateEdit(name: "Offer of the week"), expected: 1, as: place.acme)
      #expect(renamed.version == 2 && renamed.name == "Offer of the week" && renamed.content == Offer.content)
      await #expect(throws: Problem.self) {
        _ = try await edit.run(made.id, TemplateEdit(purpose: "Old"), expected: 1, as: place.acme)
      }
      let away = try await edit.archive(made.id, archived: true, as: place.acme)
      #expect(away.archived != nil)
      // The name is free while it is away, and then it is not.
      let second = try await edit.create(
        Offer.content, name: "Offer of the week", brand: brand.id, as: place.acme)
      await #expect(throws: Problem.self) { _ = try await edit.archive(made.id, archived: false, as: place.acme) }
      _ = try await edit.archive(second.id, archived: true, as: place.acme)
      #expect(try await edit.archive(made.id, archived: false, as: place.acme).archived == nil)
    }
  }

  @Test("another org's template is not there")
  func foreign() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let made = try await EditTemplate(place.parts).create(
        Offer.content, name: "Offer", brand: brand.id, as: place.acme)
      await #expect(throws: Problem.self) { _ = try await place.parts.template(made.id, as: place.northwind) }
      await #expect(throws: Problem.self) {
        _ = try await EditTemplate(place.parts).create(
          Offer.content, name: "Offer", brand: brand.id, as: place.northwind)
      }
    }
  }

  @Test("a brief takes only a template of its own brand, in use, with its slots filled")
  func briefs() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let other = try await place.brand(BrandProfile(name: "Acme Tea"))
      let edit = EditTemplate(place.parts)
      let template = try await edit.create(Offer.content, name: "Offer", brand: brand.id, as: place.acme)
      let create = CreateBrief(place.parts)
      func refusal(_ content: BriefContent, _ brand: Brand, _ id: TemplateID?) async -> [String] {
        do {
          _ = try await create.run(content, brand: brand.id, template: id, as: place.acme)
          return []
        } catch let problem as Problem {
          return problem.fields.map(\.pointer)
        } catch {
          return ["\(error)"]
        }
      }
      #expect(await refusal(Acme.brief, brand, template.id) == ["/slots/price"])
      #expect(await refusal(Offer.brief, brand, nil) == ["/slots"])
      #expect(await refusal(Offer.brief, other, template.id) == ["/template_id"])
      #expect(await refusal(Offer.brief, brand, template.id) == [])
      _ = try await edit.archive(template.id, archived: true, as: place.acme)
      await #expect(throws: Problem.self) {
        _ = try await create.run(Offer.brief, brand: brand.id, template: template.id, as: place.acme)
      }
    }
  }

  @Test("a template is tried with what is there: missing values are told, wrong ones refused, nothing is kept")
  func trial() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let template = try await EditTemplate(place.parts).create(
        Offer.content, name: "Offer", brand: brand.id, as: place.acme)
      func tried(_ slots: [String: String], _ platform: String = "bluesky") async throws -> TryTemplate.Shown {
        let brief = BriefContent(topic: "Winter", platforms: [platform], slots: slots)
        return try await TryTemplate(place.parts).run(
          template.id, brief, platform: platform, language: "en", as: place.acme)
      }
      let empty = try await tried([:])
      #expect(empty.text == "Offer of the week\n\n…" && empty.isOpen && empty.missing.map(\.name) == ["price"])
      let whole = try await tried(["price": "9 EUR"], "x")
      #expect(whole.text == "Winter: €9" && !whole.isOpen && whole.missing.isEmpty)
      // X counts the euro sign as two: it is outside the ranges of weight one.
      #expect(whole.length == 11)
      let wrong = try await refusal { _ = try await tried(["price": "soon", "prize": "1"]) }
      #expect(wrong?.fields.map(\.pointer) == ["/slots/price", "/slots/prize"])
      let absent = try await refusal { _ = try await tried([:], "myspace") }
      #expect(absent?.fields.map(\.pointer) == ["/platform"])
    }
  }

  @Test("posts are written in the form; one that leaves nothing to write is written once")
  func generation() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let template = try await EditTemplate(place.parts).create(
        Offer.content, name: "Offer", brand: brand.id, as: place.acme)
      var content = Offer.brief
      content.platforms = ["bluesky", "x"]
      let brief = try await CreateBrief(place.parts).run(
        content, brand: brand.id, template: template.id, as: place.acme)
      try await place.working {
        let begun = try await GeneratePosts(place.parts).run(brief.id, variants: 2, seed: 7, as: place.acme)
        let ended = try await place.ended(begun.operation)
        #expect(ended.state == .succeeded, "\(ended)")
      }
      let posts = try await place.parts.database.query(PostStatements.ofBrief, brief.id, as: place.acme)
      let variants = try await place.parts.database.query(VariantStatements.ofBrief, brief.id, as: place.acme)
      let x = try #require(posts.first { $0.platform == "x" })
      let bluesky = try #require(posts.first { $0.platform == "bluesky" })
      #expect(x.planned == 1 && bluesky.planned == 2)
      let whole = variants.filter { $0.post == x.id }
      #expect(whole.map(\.judged.text) == ["Our winter blend is back: €12.50\nhttps://acme.example/winter"])
      #expect(whole.allSatisfy { !$0.isDraft && $0.writerDetail == "template" && !$0.judged.findings.isBlocked })
      let open = variants.filter { $0.post == bluesky.id }
      #expect(open.count == 2 && Set(open.map(\.judged.text)).count == 2)
      for variant in open {
        #expect(variant.judged.text.hasPrefix("Offer of the week\n\n"))
        #expect(variant.judged.text.hasSuffix("\n\nNow €12.50, until December 24\nhttps://acme.example/winter"))
        #expect(variant.judged.text.components(of: "https://") == 1)
        #expect(!variant.judged.findings.isBlocked, "\(variant.judged)")
        #expect(variant.judged.length <= variant.judged.limit ?? 0)
      }
    }
  }

  @Test("a model writes the part between, is shown the form as data, and is cut to what is left")
  func model() async throws {
    let long = String(repeating: "Notes of plum and cocoa for everyone. ", count: 12)
    let model = ScriptedModel([.text(#"{"post": "\#(long)"}"#)])
    try await Workplace.with(model: model) { place in
      let brand = try await place.brand()
      let template = try await EditTemplate(place.parts).create(
        Offer.content, name: "Offer", brand: brand.id, as: place.acme)
      let brief = try await CreateBrief(place.parts).run(
        Offer.brief, brand: brand.id, template: template.id, as: place.acme)
      try await place.working {
        let begun = try await GeneratePosts(place.parts).run(brief.id, variants: 1, seed: 7, as: place.acme)
        _ = try await place.ended(begun.operation)
      }
      let variants = try await place.parts.database.query(VariantStatements.ofBrief, brief.id, as: place.acme)
      let text = try #require(variants.first).judged.text
      #expect(text.hasPrefix("Offer of the week\n\nNotes of plum and cocoa for everyone."))
      #expect(text.hasSuffix("https://acme.example/winter"))
      #expect(TextMeasure.fits(text, try Acme.platformRules("bluesky")))
      let asked = try #require(model.requests.first)
      #expect(asked.system?.contains("stands inside a form") == true)
      #expect(asked.system?.contains("Offer of the week") == false)
      #expect(asked.messages.first?.content.contains("[stands before your post]\nOffer of the week") == true)
    }
  }

  @Test("when a template asks for more than a brief has, writing again says what is missing and starts nothing")
  func changed() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let edit = EditTemplate(place.parts)
      let template = try await edit.create(Offer.content, name: "Offer", brand: brand.id, as: place.acme)
      let brief = try await CreateBrief(place.parts).run(
        Offer.brief, brand: brand.id, template: template.id, as: place.acme)
      var slots = Offer.content.slots
      slots[2].isRequired = true
      _ = try await edit.run(template.id, TemplateEdit(slots: slots), expected: nil, as: place.acme)
      do {
        _ = try await GeneratePosts(place.parts).run(brief.id, variants: 1, as: place.acme)
        Issue.record("it began")
      } catch let problem as Problem {
        #expect(problem.kind == .conflict)
        #expect(problem.detail.contains("size is missing"))
      }
      #expect(try await place.parts.database.query(PostStatements.ofBrief, brief.id, as: place.acme).isEmpty)
    }
  }
}
