import Contracts
import Database
import Kernel
import Testing
import Web

@testable import Studio

@Suite struct BrandActTests {
  @Test("a brand is made, read back as it was, and noted in the audit without its name")
  func create() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let read = try await place.parts.brand(brand.id, as: place.acme)
      #expect(read.profile == Acme.profile && read.version == 1)
      #expect(place.audit.actions == ["brand.create"])
      #expect(place.audit.entries.first?.facts.keys.sorted() == ["mode"])
    }
  }

  @Test("another org's brand is absent, in the same words as one that never was")
  func otherOrg() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let foreign = try await refusal { try await place.parts.brand(brand.id, as: place.northwind) }
      let absent = try await refusal { try await place.parts.brand(.other, as: place.northwind) }
      #expect(foreign == absent && foreign?.kind == .notFound)
      let edit = try await refusal {
        try await EditBrand(place.parts).run(brand.id, BrandEdit(name: "Mine"), expected: 1, as: place.northwind)
      }
      #expect(edit == absent)
    }
  }

  @Test("a member of one brand sees that one only and cannot add another")
  func oneBrand() async throws {
    try await Workplace.with { place in
      let first = try await place.brand()
      var other = Acme.profile
      other.name = "Northwind Tools"
      let second = try await place.brand(other)
      var member = place.acme
      member.brands = .only([second.id])
      #expect(try await place.parts.brand(second.id, as: member).id == second.id)
      #expect(try await refusal { try await place.parts.brand(first.id, as: member) }?.kind == .notFound)
      let keyset = try Keyset("brands", true, Paging(limit: 10))
      let seen = try await place.parts.database.query(BrandStatements.page, keyset, as: member)
      #expect(seen.map(\.id) == [second.id])
      other.name = "Third"
      let third = other
      #expect(try await refusal { try await place.brand(third, as: member) }?.kind == .forbidden)
    }
  }

  private static var pictured: BrandProfile {
    var profile = Acme.profile
    profile.logo = AssetID("asset_01h455vb4pex5vsknk084sn02q")
    return profile
  }

  @Test("a logo that nobody has uploaded is refused, on a new brand and in an edit")
  func logo() async throws {
    try await Workplace.with { place in
      let pictured = Self.pictured
      let new = try await refusal { try await place.brand(pictured) }
      #expect(new?.fields.first?.pointer == "/logo")
      let brand = try await place.brand()
      let edit = try await refusal {
        try await EditBrand(place.parts).run(brand.id, BrandEdit(all: pictured), expected: nil, as: place.acme)
      }
      #expect(edit?.fields.first?.pointer == "/logo")
    }
  }

  @Test("two active brands cannot share a name; an archived one gives it free")
  func names() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let taken = try await refusal { try await place.brand() }
      #expect(taken?.kind == .conflict && taken?.fields.first?.pointer == "/name")
      _ = try await ArchiveBrand(place.parts).run(brand.id, archived: true, as: place.acme)
      _ = try await place.brand()
      let back = try await refusal {
        try await ArchiveBrand(place.parts).run(brand.id, archived: false, as: place.acme)
      }
      #expect(back?.kind == .conflict)
    }
  }

  @Test("an edit makes a version; a stale one is refused with the current value")
  func edit() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let act = EditBrand(place.parts)
      let second = try await act.run(brand.id, BrandEdit(guidelines: "Be kind."), expected: 1, as: place.acme)
      #expect(second.version == 2 && second.profile.guidelines == "Be kind." && second.profile.name == "Acme Coffee")
      let stale = try await refusal {
        try await act.run(brand.id, BrandEdit(guidelines: "Be loud."), expected: 1, as: place.acme)
      }
      #expect(stale?.kind == .stale && stale?.current?.contains("Be kind.") == true)
      let unchanged = try await act.run(brand.id, BrandEdit(guidelines: "Be kind."), expected: 2, as: place.acme)
      #expect(unchanged.version == 2)
      let versions = try await place.parts.database.query(BrandStatements.versions, brand.id, as: place.acme)
      #expect(versions.map(\.version) == [2, 1])
    }
  }

  @Test("an edit that breaks a rule changes nothing")
  func refusedEdit() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let problem = try await refusal {
        try await EditBrand(place.parts).run(brand.id, BrandEdit(zone: "Nowhere"), expected: 1, as: place.acme)
      }
      #expect(problem?.fields.map(\.pointer) == ["/zone"])
      #expect(try await place.parts.brand(brand.id, as: place.acme).version == 1)
    }
  }

  @Test("an archived brand takes no edit, no brief and no training")
  func archived() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      _ = try await ArchiveBrand(place.parts).run(brand.id, archived: true, as: place.acme)
      #expect(
        try await refusal {
          try await EditBrand(place.parts).run(brand.id, BrandEdit(name: "New"), expected: nil, as: place.acme)
        }?.kind == .conflict)
      #expect(try await refusal { try await place.brief(of: brand) }?.kind == .conflict)
      #expect(
        try await refusal {
          try await TrainVoice(place.parts).run(
            [VoiceExample(text: "Hi")], source: "paste", brand: brand.id, as: place.acme)
        }?.kind == .conflict)
    }
  }
}
