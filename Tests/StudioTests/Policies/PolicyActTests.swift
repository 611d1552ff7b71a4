import Contracts
import Database
import Kernel
import Testing
import Text

@testable import Studio

@Suite struct PolicyActTests {
  private static let rules = "pack: brand\nversion: \"1\"\ntitle: Ours\nnever: [bargain]\n"

  @Test("a brand without rules has version 0, and the first save makes version 1")
  func first() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let none = try await place.parts.policy(brand.id, as: place.acme)
      #expect(none.version == 0 && none.yaml.isEmpty)
      let saved = try await EditPolicy(place.parts).run(brand.id, yaml: Self.rules, expected: 0, as: place.acme)
      #expect(saved.version == 1 && saved.yaml == Self.rules)
      #expect(place.audit.actions == ["brand.create", "policy.update"])
    }
  }

  @Test("rules with a fault are refused with its line, and the old version stays in force")
  func fault() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let edit = EditPolicy(place.parts)
      _ = try await edit.run(brand.id, yaml: Self.rules, expected: 0, as: place.acme)
      let refused = try await refusal {
        try await edit.run(brand.id, yaml: Self.rules + "colour: red\n", expected: 1, as: place.acme)
      }
      #expect(refused?.kind == .invalid && refused?.fields.first?.message.hasPrefix("line 5: ") == true)
      let now = try await place.parts.policy(brand.id, as: place.acme)
      #expect(now.version == 1 && now.yaml == Self.rules)
    }
  }

  @Test("a stale edit is refused with what is there now, and every version is kept")
  func stale() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let edit = EditPolicy(place.parts)
      _ = try await edit.run(brand.id, yaml: Self.rules, expected: 0, as: place.acme)
      let stale = try await refusal { try await edit.run(brand.id, yaml: "", expected: 0, as: place.acme) }
      #expect(stale?.kind == .stale && stale?.current?.contains("bargain") == true)
      _ = try await edit.run(brand.id, yaml: "", expected: 1, as: place.acme)
      let versions = try await place.parts.database.query(PolicyStatements.versions, brand.id, as: place.acme)
      #expect(versions.map(\.version) == [2, 1])
    }
  }

  @Test("another org neither sees nor changes nor tries a brand's rules")
  func otherOrg() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      _ = try await EditPolicy(place.parts).run(brand.id, yaml: Self.rules, expected: 0, as: place.acme)
      let read = try await refusal { try await place.parts.policy(brand.id, as: place.northwind) }
      let edit = try await refusal {
        try await EditPolicy(place.parts).run(brand.id, yaml: "", expected: nil, as: place.northwind)
      }
      let trial = try await refusal {
        try await TestPolicy(place.parts).run(brand.id, PolicyTrial(text: "bargain"), as: place.northwind)
      }
      #expect(read?.kind == .notFound && edit == read && trial == read)
      let rows = try await place.parts.database.query(PolicyStatements.versions, brand.id, as: place.northwind)
      #expect(rows.isEmpty)
    }
  }

  @Test("a pack that Starling brings cannot be taken over")
  func names() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let refused = try await refusal {
        try await EditPolicy(place.parts).run(
          brand.id, yaml: "pack: finance\nversion: \"9\"\ntitle: Mine\n", expected: 0, as: place.acme)
      }
      #expect(refused?.kind == .invalid)
    }
  }

  @Test("a trial holds a text against the brand's rules, the shipped packs and rules not saved yet")
  func trial() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      _ = try await EditPolicy(place.parts).run(brand.id, yaml: Self.rules, expected: 0, as: place.acme)
      func rules(_ text: String, yaml: String? = nil) async throws -> [String] {
        try await TestPolicy(place.parts).run(
          brand.id, PolicyTrial(text: text, platform: "bluesky", yaml: yaml), as: place.acme
        ).map(\.rule)
      }
      #expect(try await rules("What a b4rg4in.") == ["brand/never"])
      #expect(try await rules("So ch e a p.", yaml: "").isEmpty)
      #expect(try await rules("So c.h.e.a.p!", yaml: "") == ["risk/never-term"])
      #expect(try await rules("Guaranteed profits.", yaml: "").contains("finance/guaranteed-return"))
      let unknown = try await refusal {
        try await TestPolicy(place.parts).run(brand.id, PolicyTrial(text: "a", platform: "myspace"), as: place.acme)
      }
      #expect(unknown?.fields.first?.pointer == "/platform")
    }
  }

  @Test("changed rules judge the brand's open texts again")
  func judgedAgain() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      _ = try await EditPolicy(place.parts).run(brand.id, yaml: Self.rules, expected: 0, as: place.acme)
      let own = try await place.parts.ownRules(brand.id, as: place.acme)
      let rules = JudgeRules(
        platform: try Acme.platformRules("bluesky"), language: "en", brand: Acme.profile, brief: Acme.brief,
        voice: nil, today: "2026-05-01", policies: [own])
      let judged = Judge.judge("The winter blend is a bargain.", by: .person, rules)
      #expect(judged.findings.contains { $0.rule == "brand/never" && $0.version == "1" })
      #expect(judged.findings.isBlocked)
    }
  }
}
