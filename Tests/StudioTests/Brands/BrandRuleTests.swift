import Kernel
import Testing

@testable import Studio

@Suite struct BrandRuleTests {
  private func faults(_ change: (inout BrandProfile) -> Void) -> [String] {
    var profile = Acme.profile
    change(&profile)
    do {
      try profile.check(zones: Acme.zones)
      return []
    } catch {
      return error.fields.map(\.pointer)
    }
  }

  @Test("a whole profile passes")
  func whole() { #expect(faults { _ in } == []) }

  @Test("each field is refused on its own, under its own pointer")
  func refusals() {
    #expect(faults { $0.name = "" } == ["/name"])
    #expect(faults { $0.name = String(repeating: "a", count: 81) } == ["/name"])
    #expect(faults { $0.name = "Acme\u{1B}" } == ["/name"])
    #expect(faults { $0.colours = ["red"] } == ["/colours/0"])
    #expect(faults { $0.colours = Array(repeating: "#000000", count: 13) } == ["/colours"])
    #expect(faults { $0.fonts = ["Inter", ""] } == ["/fonts/1"])
    #expect(faults { $0.guidelines = String(repeating: "a", count: 20_001) } == ["/guidelines"])
    #expect(faults { $0.facts = [BrandFact(text: "", expires: "soon")] } == ["/facts/0/text", "/facts/0/expires"])
    #expect(faults { $0.glossary = [GlossaryTerm(term: "Crema", translations: ["German": "Crema"])] }.count == 1)
    #expect(faults { $0.always = ["a", "a"] } == ["/always/1"])
    #expect(faults { $0.never = Array(repeating: "x", count: 201) } == ["/never"])
    #expect(faults { $0.locales = [] } == ["/locales"])
    #expect(faults { $0.locales = ["deutsch"] } == ["/locales/0"])
    #expect(faults { $0.zone = "Mars/Olympus" } == ["/zone"])
  }

  @Test("all faults are told at once")
  func allAtOnce() {
    let found = faults {
      $0.name = ""
      $0.zone = ""
      $0.colours = ["?"]
    }
    #expect(Set(found) == ["/name", "/zone", "/colours/0"])
  }

  @Test("a fact that has expired is not used any more")
  func expiry() throws {
    let early = try Acme.rules(today: "2026-06-30")
    let late = try Acme.rules(today: "2026-07-01")
    #expect(early.brandFacts.count == 2)
    #expect(late.brandFacts == ["Acme Coffee roasts in Graz since 1987."])
  }

  @Test("only what changes how texts are judged calls for judging them again")
  func ruleChanges() {
    var other = Acme.profile
    other.colours = []
    other.guidelines = "Be kind."
    #expect(!other.rulesDiffer(from: Acme.profile))
    other.never = []
    #expect(other.rulesDiffer(from: Acme.profile))
  }
}
