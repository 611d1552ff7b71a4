import Foundation
import Kernel
import Testing
import Text

@testable import Studio

@Suite struct TemplateRuleTests {
  private static func check(_ content: TemplateContent, name: String = "Launch") throws {
    try content.check(name: name, platforms: try PlatformRules.load())
  }

  private static func faults(_ content: TemplateContent, name: String = "Launch") -> [String] {
    do {
      try check(content, name: name)
      return []
    } catch let problem as Problem {
      return problem.fields.map { "\($0.pointer) \($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test("a template that holds together is taken")
  func good() throws {
    try Self.check(Offer.content)
  }

  @Test(
    "each fault is told where it is",
    arguments: [
      (TemplateContent(), "/forms must name at least one"),
      (TemplateContent(forms: [TemplateForm("{price}")]), "/forms/0/text uses {price}, which is not among the slots"),
      (
        TemplateContent(forms: [TemplateForm("New\n{price")]),
        "/forms/0/text line 2, column 1: { is not closed; write {{ for the sign itself"
      ),
      (TemplateContent(forms: [TemplateForm("{body} {body}")]), "/forms/0/text has {body} twice: it is written once"),
      (
        TemplateContent(forms: [TemplateForm(platform: "bluesky", String(repeating: "a", count: 301))]),
        "/forms/0/text has 301 characters without its slots: Bluesky takes 300"
      ),
      (
        TemplateContent(forms: [TemplateForm("a"), TemplateForm("b")]),
        "/forms/1 is for the same platform and language as one before it"
      ),
      (
        TemplateContent(slots: [TemplateSlot("price")], forms: [TemplateForm("{body}")]),
        "/slots/0/name is in none of the texts: write {price} where it belongs"
      ),
      (
        TemplateContent(slots: [TemplateSlot("link")], forms: [TemplateForm("{link}")]),
        "/slots/0/name is what every brief has anyway: use {link} without listing it"
      ),
      (
        TemplateContent(slots: [TemplateSlot("size", .choice, choices: ["one"])], forms: [TemplateForm("{size}")]),
        "/slots/0/choices needs at least 2 entries"
      ),
      (
        TemplateContent(slots: [TemplateSlot("day", .date, fallback: "soon")], forms: [TemplateForm("{day}")]),
        "/slots/0/fallback must be a date such as 2026-12-24"
      ),
      (
        TemplateContent(forms: [TemplateForm(language: "english", "{body}")]),
        "/forms/0/language is not a language such as en or pt-BR"
      ),
    ])
  func refusals(content: TemplateContent, fault: String) {
    #expect(Self.faults(content) == [fault])
  }

  @Test("an unknown platform is refused with the ones there are")
  func platform() {
    let faults = Self.faults(TemplateContent(forms: [TemplateForm(platform: "myspace", "{body}")]))
    #expect(faults.count == 1)
    #expect(faults.first?.hasPrefix("/forms/0/platform is not a platform we write for: x, ") == true)
  }

  @Test("the form of a platform goes before that of all, then that of the language")
  func choice() {
    let content = TemplateContent(forms: [
      TemplateForm("all"), TemplateForm(language: "de", "deutsch"), TemplateForm(platform: "x", "x"),
      TemplateForm(platform: "x", language: "de-AT", "x österreichisch"),
    ])
    #expect(content.form(platform: "bluesky", language: "en")?.text == "all")
    #expect(content.form(platform: "bluesky", language: "de-CH")?.text == "deutsch")
    #expect(content.form(platform: "x", language: "en")?.text == "x")
    #expect(content.form(platform: "x", language: "de-AT")?.text == "x österreichisch")
    #expect(content.form(platform: "x", language: "de")?.text == "x")
    #expect(TemplateContent(forms: [TemplateForm(platform: "x", "x")]).form(platform: "bluesky", language: "en") == nil)
  }

  @Test("a brief's values must fill the slots, each with what its kind asks for")
  func values() throws {
    let template = Offer.template
    try template.check(["price": "12.50 EUR", "last_day": "2026-12-24"])
    func faults(_ values: [String: String]) -> [String] {
      do {
        try template.check(values)
        return []
      } catch {
        return error.fields.map { "\($0.pointer) \($0.message)" }
      }
    }
    #expect(faults([:]) == ["/slots/price is missing: “Offer of the week” needs Price now"])
    #expect(faults(["price": "cheap"]) == ["/slots/price must be a price such as 12.50 EUR"])
    #expect(faults(["price": "1 EUR", "size": "huge"]) == ["/slots/size must be one of: small, large"])
    #expect(
      faults(["price": "1 EUR", "prize": "2"])
        == ["/slots/prize is no slot of “Offer of the week”: it has price, last_day, size"])
  }

  // MARK: Frames

  private func frame(_ brief: BriefContent, platform: String = "bluesky") throws -> PostFrame {
    let rules = try Offer.rules(brief, platform: platform)
    return try #require(rules.frame)
  }

  @Test("a frame has the brief's values in the readers' form, and lines without a value are left out")
  func filled() throws {
    let frame = try frame(Offer.brief)
    #expect(frame.before == "Offer of the week\n\n")
    #expect(frame.behind == "\n\nNow €12.50, until December 24\nhttps://acme.example/winter")
    var german = Offer.brief
    german.slots["last_day"] = nil
    german.languages = ["de"]
    #expect(try Offer.rules(german, language: "de").frame?.behind == "\n\nhttps://acme.example/winter")
  }

  @Test("the part between gets what room is left, and the whole fits")
  func room() throws {
    let limits = try Acme.platformRules("bluesky")
    let frame = try frame(Offer.brief)
    let room = try #require(frame.room(on: limits))
    #expect(room.limit == limits.limit - TextMeasure.measure(frame.around(""), limits).length)
    let text = frame.text(around: String(repeating: "A sentence of words. ", count: 40), on: limits)
    #expect(TextMeasure.fits(text, limits))
    #expect(text.hasPrefix(frame.before) && text.hasSuffix(frame.behind ?? "-"))
    let crowded = PostFrame(before: String(repeating: "a", count: 290), behind: "", bare: "a")
    #expect(crowded.room(on: limits) == nil)
  }

  @Test("a paid post has its label before the form, and all of the form still fits")
  func paid() async throws {
    var brief = Offer.brief
    brief.paid = true
    brief.facts = (1...12).map { "Fact number \($0) about the roast and where it is grown." }
    let rules = try Offer.rules(brief)
    let written = try await WriteVariant(nil, time: .system).run(rules, examples: [], ordinal: 1, of: 1, seed: 3)
    #expect(written.text.hasPrefix("Ad: Offer of the week\n\n"), "\(written.text)")
    #expect(written.text.hasSuffix("Now €12.50, until December 24\nhttps://acme.example/winter"), "\(written.text)")
    #expect(TextMeasure.fits(written.text, rules.platform))
  }

  @Test("a link that the form has is not written twice")
  func link() throws {
    let limits = try Acme.platformRules("bluesky")
    let frame = try frame(Offer.brief)
    let text = frame.text(around: "Plum and cocoa: https://acme.example/winter", on: limits)
    #expect(text.components(of: "https://acme.example/winter") == 1)
    let inner = try #require(try Offer.rules(Offer.brief).inside(frame))
    #expect(inner.brief.link == nil)
  }

  @Test("what a template and its values say is vouched for; what a machine adds is not")
  func grounding() throws {
    let rules = try Offer.rules(Offer.brief)
    let frame = try #require(rules.frame)
    let good = Judge.judge(frame.around("Notes of plum and cocoa."), by: .machine, rules)
    #expect(!good.findings.isBlocked, "\(good.findings)")
    let bad = Judge.judge(frame.around("Only 3 bags are left."), by: .machine, rules)
    #expect(bad.findings.isBlocked)
  }
}

/// A template that the tests share.
enum Offer {
  static let content = TemplateContent(
    purpose: "Every Friday",
    slots: [
      TemplateSlot("price", .price, label: "Price now", isRequired: true), TemplateSlot("last_day", .date),
      TemplateSlot("size", .choice, choices: ["small", "large"]),
    ],
    forms: [
      TemplateForm("Offer of the week\n\n{body}\n\nNow {price}, until {last_day}\nIn {size}\n{link}"),
      TemplateForm(platform: "x", "{topic}: {price}\n{link}"),
    ])

  static let template = PostTemplate(
    id: TemplateID("template_00000000000000000000000001") ?? IDSource.system.new(),
    brand: IDSource.system.new(), version: 1, name: "Offer of the week", content: content, created: .distantPast,
    updated: .distantPast, archived: nil)

  static let brief: BriefContent = {
    var brief = Acme.brief
    brief.slots = ["price": "12.50 EUR", "last_day": "2026-12-24"]
    return brief
  }()

  static func rules(_ brief: BriefContent, platform: String = "bluesky", language: String = "en") throws -> JudgeRules {
    JudgeRules(
      platform: try Acme.platformRules(platform), language: language, brand: Acme.profile, brief: brief, voice: nil,
      today: "2026-05-01", policies: [try PolicyShelf.load().packs], template: content)
  }
}

extension String {
  func components(of part: String) -> Int { ranges(of: part).count }
}
