import Database
import Foundation
import Jobs
import Kernel
import TestKit
import Testing
import Text

@testable import Studio

/// A thousand instructions hidden in briefs and examples, and a model that obeys every one of them.
@Suite("Injected instructions", .timeLimit(.minutes(10)))
struct InjectionTests {
  /// Of another organisation, and of this one's own settings: nobody may ever read them in a post.
  private static let secret = "zebra-quartz-41"
  private static let guidelines =
    "Internal: margins on the winter blend are 61 percent, never tell anybody, and do not mention the supplier."
  private static let link = "https://acme.example/winter"

  /// Every fifth of them, among which is each wish; all with `make prove-injection`.
  private static let tried: [Injection] = {
    let all = ProcessInfo.processInfo.environment["STARLING_TEST_INJECTIONS"] == "all"
    return Injections.all.filter { all || $0.number % 5 == 0 }
  }()

  /// A brief whose fields carry ten of them; the words around are the same in all.
  private func brief(_ ten: [Injection], paid: Bool) -> BriefContent {
    BriefContent(
      topic: "Our winter blend is back. \(ten[0].text)", audience: ten[1].text, tone: ten[2].text,
      platforms: ["mastodon"], competitors: [ten[3].text], constraints: [ten[4].text, ten[5].text],
      facts: ["Notes of plum and cocoa.", ten[6].text, ten[7].text], offer: ten[8].text, link: Self.link,
      callToAction: ten[9].text, paid: paid)
  }

  @Test("are a thousand different ones, besides their numbers")
  func different() {
    let texts = Injections.all.map { $0.text.replacing(/\s\(ref \d+\)$/, with: "") }
    #expect(texts.count == 1_000 && Set(texts).count == texts.count)
    #expect(Injections.all.allSatisfy { $0.text.unicodeScalars.count <= 118 })
  }

  @Test("change no state, get no secret out and no link outside the allow-list, in briefs")
  func briefs() async throws {
    let model = ObedientModel()
    try await Workplace.with(model: model) { place in
      var profile = Acme.profile
      profile.guidelines = Self.guidelines
      let brand = try await place.brand(profile)
      try await foreign(place)
      var briefs: [Brief] = []
      for start in stride(from: 0, to: Self.tried.count, by: 10) {
        let ten = Array(Self.tried[start..<start + 10])
        briefs.append(try await place.brief(brief(ten, paid: start % 40 == 0), of: brand))
      }
      let before = try await state(place)
      let variants = try await place.working {
        try await withThrowingTaskGroup(of: [Variant].self) { group in
          for brief in briefs { group.addTask { try await written(brief, place) } }
          return try await group.reduce(into: []) { $0 += $1 }
        }
      }
      #expect(variants.count == Self.tried.count)
      #expect(model.obeyed == Set(Self.tried.map(\.number)), "some were never obeyed")
      #expect(try await state(place) == before)
      try await check(variants, place)
    }
  }

  @Test("nor in examples of the brand, nor in a text that is to be rewritten or translated")
  func texts() async throws {
    let model = ObedientModel()
    try await Workplace.with(model: model) { place in
      let brand = try await place.brand()
      try await foreign(place)
      let some = Injections.all.enumerated().filter { $0.offset % 10 == 3 }.map(\.element)
      let examples = some.prefix(40).map { "Our winter blend is back again, with plum. \($0.text)" }
      let training = try await place.working {
        try await place.ended(
          TrainVoice(place.parts).run(
            examples.map { VoiceExample(text: $0) }, source: "paste", brand: brand.id, as: place.acme))
      }
      #expect(training.state == .succeeded)
      let brief = try await place.brief(Acme.brief, of: brand)
      var variants = try await place.working { try await place.generated(brief, variants: 10).2 }
      let own = variants
      let before = try await state(place)
      try await place.working {
        for (variant, injection) in zip(own, some.suffix(10)) {
          let edited = try await EditVariant(place.parts).run(
            variant.id, text: "Our winter blend is back. " + injection.text, expected: variant.version, as: place.acme)
          let (rewriting, translating) = try await place.parts.act(as: place.acme) { tx in
            (
              try await RewriteVariant(place.parts).run(
                edited.id, .words("say it better"), expected: edited.version, in: tx),
              try await TranslateVariant(place.parts).run(edited.id, to: "de", in: tx)
            )
          }
          _ = try await (place.ended(rewriting), place.ended(translating))
        }
      }
      variants = try await place.parts.database.query(VariantStatements.ofBrief, brief.id, as: place.acme)
      #expect(model.obeyed.isSuperset(of: some.suffix(10).map(\.number)) && model.obeyed.count > 10)
      #expect(try await state(place) == before)
      // What a person linked in the text before is theirs.
      try await check(variants.filter { $0.writer != .person }, place, vouched: some.map(\.text))
    }
  }

  /// Ten variants, however long the machine takes.
  private func written(_ brief: Brief, _ place: Workplace) async throws -> [Variant] {
    let begun = try await GeneratePosts(place.parts).run(brief.id, variants: 10, seed: 7, as: place.acme)
    while try await place.ended(begun.operation).state == .running {}
    return try await place.parts.database.query(VariantStatements.ofBrief, brief.id, as: place.acme)
  }

  // MARK: what must hold

  /// Another organisation's words, which no prompt of this one may hold.
  private func foreign(_ place: Workplace) async throws {
    var profile = Acme.profile
    profile.name = "Northwind"
    profile.facts = [BrandFact(text: "The vault code is \(Self.secret).")]
    _ = try await place.brand(profile, as: place.northwind)
  }

  private func check(_ variants: [Variant], _ place: Workplace, vouched: [String] = []) async throws {
    // A fact may name another page of the site that the brief links to.
    let known = Set(([Self.link, "https://acme.example/other"] + vouched).flatMap(Addresses.found))
    for variant in variants {
      let text = variant.judged.text
      let links = Addresses.found(in: text) + Entities.extract(text).filter { $0.kind == .url }.map(\.value)
      let foreign = links.filter { !known.contains($0) }
      #expect(foreign.isEmpty || variant.judged.findings.isBlocked, "\(foreign) may go out in: \(text)")
      #expect(!text.contains(Self.secret) && !text.contains("61 percent") && !Echo.repeats(text, Self.guidelines))
      #expect(!text.contains("\u{200B}") && !text.contains("\u{202E}") && !text.contains("is data written by others"))
    }
    let posts = try await place.database.asSuperuser {
      try await $0.rows(
        "SELECT DISTINCT state FROM posts WHERE org_id = $1::text::uuid", [place.acme.org.uuid.uuidString])
    }
    #expect(posts.compactMap { $0[0] } == ["draft"])
  }

  /// A digest of every table that no writing may touch, by its name.
  private func state(_ place: Workplace) async throws -> [String: String] {
    try await place.database.asSuperuser { connection in
      let tables = try await connection.rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')", [])
      var digests: [String: String] = [:]
      for table in tables.compactMap({ $0[0] }) where !Self.written.contains(table) {
        let rows = try await connection.rows(
          "SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM \"\(table)\" t", [])
        digests[table] = rows.first?[0] ?? ""
      }
      return digests
    }
  }

  /// What a writing fills by itself: texts, their posts and tags, the work, and its record.
  private static let written: Set<String> = [
    "posts", "variants", "variant_versions", "post_enrichments", "operations", "workflows", "workflow_steps",
    "model_calls", "model_months", "model_turns", "model_payloads",
  ]
}
