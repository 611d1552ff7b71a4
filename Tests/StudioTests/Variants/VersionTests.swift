import Database
import Kernel
import Testing
import Text
import Web

@testable import Studio

@Suite("Earlier texts of a variant", .timeLimit(.minutes(2)))
struct VersionTests {
  /// One written post with two variants.
  private func written(_ place: Workplace) async throws -> [Variant] {
    let brief = try await place.brief()
    return try await place.working { try await place.generated(brief, variants: 2).2 }
  }

  private func restore(
    _ version: Int, of id: VariantID, expected: Int?, _ place: Workplace, as tenant: TenantContext? = nil
  ) async throws -> Variant {
    try await place.parts.act(as: tenant ?? place.acme) {
      try await RestoreVersion(place.parts).run(id, version: version, expected: expected, in: $0)
    }
  }

  @Test("are kept by each edit, newest first, and one brought back can itself be taken back")
  func history() async throws {
    try await Workplace.with { place in
      let variant = try #require(try await written(place).first)
      let edit = EditVariant(place.parts)
      _ = try await edit.run(variant.id, text: "Second text.", expected: 1, as: place.acme)
      _ = try await edit.run(variant.id, text: "Third text.", expected: 2, as: place.acme)
      func kept() async throws -> [VariantVersion] {
        try await place.parts.database.query(VariantVersionStatements.ofVariant, variant.id, as: place.acme)
      }
      #expect(try await kept().map(\.text) == ["Second text.", variant.judged.text])
      let back = try await restore(1, of: variant.id, expected: 3, place)
      #expect(back.judged.text == variant.judged.text && back.version == 4 && back.writer == .person)
      #expect(try await kept().map(\.version) == [3, 2, 1])
      let again = try await restore(3, of: variant.id, expected: 4, place)
      #expect(again.judged.text == "Third text." && again.version == 5)
    }
  }

  @Test("are refused when they never were, when they belong to somebody else, and when the text was changed meanwhile")
  func refused() async throws {
    try await Workplace.with { place in
      let variant = try #require(try await written(place).first)
      _ = try await EditVariant(place.parts).run(variant.id, text: "Second text.", expected: 1, as: place.acme)
      let never = try await refusal { try await restore(2, of: variant.id, expected: nil, place) }
      #expect(never?.kind == .notFound && never?.detail.contains("earlier text") == true)
      let foreign = try await refusal {
        try await restore(1, of: variant.id, expected: nil, place, as: place.northwind)
      }
      #expect(foreign?.kind == .notFound)
      let stale = try await refusal { try await restore(1, of: variant.id, expected: 1, place) }
      #expect(stale?.kind == .stale)
      #expect(try await place.parts.variant(variant.id, as: place.acme).judged.text == "Second text.")
    }
  }

  @Test("compare with the present one, judged by the same rules, and variants with each other")
  func compare() async throws {
    try await Workplace.with { place in
      let variants = try await written(place)
      let edited = try await EditVariant(place.parts).run(
        variants[0].id, text: "Better than Bean Barn.", expected: 1, as: place.acme)
      let act = CompareVariants(place.parts)
      let earlier = try await act.run(edited.id, with: .version(1), as: place.acme)
      #expect(earlier.before.judged.text == variants[0].judged.text && earlier.before.version == 1)
      #expect(earlier.before.judged.length == variants[0].judged.length)
      #expect(earlier.before.judged.scores.risk.value < earlier.after.judged.scores.risk.value)
      #expect(earlier.diff == TextDiff(from: variants[0].judged.text, to: "Better than Bean Barn."))
      let other = try await act.run(edited.id, with: .variant(variants[1].id), as: place.acme)
      #expect(other.before.id == variants[1].id && other.after.id == edited.id && !other.diff.isEmpty)
      for missing in [ComparedText.version(9), .variant(IDSource.system.new(VariantID.self))] {
        let problem = try await refusal { _ = try await act.run(edited.id, with: missing, as: place.acme) }
        #expect(problem?.kind == .notFound)
      }
      let foreign = try await refusal { _ = try await act.run(edited.id, with: .version(1), as: place.northwind) }
      #expect(foreign?.kind == .notFound)
    }
  }

  @Test("what changed is marked up, said to who cannot see it, and never taken for markup")
  func page() {
    let html = VersionPages.changes(TextDiff(from: "Old <b> text", to: "New <b> text"), "en").string
    #expect(html.contains("<del>") && html.contains("<ins>") && html.contains("removed: ") && html.contains("added: "))
    #expect(html.contains("&lt;b") && !html.contains("<b>"))
  }
}
