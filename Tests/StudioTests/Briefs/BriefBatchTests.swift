import Database
import Kernel
import Testing
import Web

@testable import Studio

@Suite(.timeLimit(.minutes(2))) struct BriefBatchTests {
  private func stored(_ place: Workplace) async throws -> [Brief] {
    try await place.parts.briefs(Keyset("briefs", ListFilter(), Paging(limit: 100)), as: place.acme).items
  }

  @Test("a table becomes briefs of one brand, each told and recorded like one that was typed")
  func table() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let csv = "topic,platforms,facts\nWinter blend,bluesky|x,Plum.\nSummer blend,mastodon,=1+1\n"
      let batch = BriefBatch(brandID: brand.id, csv: csv)
      let made = try await CreateBriefs(place.parts).run(try batch.entries(), brand: brand.id, as: place.acme)
      #expect(made.map(\.content.topic) == ["Winter blend", "Summer blend"])
      #expect(made.map(\.content.facts) == [["Plum."], ["=1+1"]])
      #expect(Set(try await stored(place).map(\.id)) == Set(made.map(\.id)))
      #expect(place.audit.actions.filter { $0 == "brief.create" }.count == 2)
    }
  }

  @Test("one bad brief of a table keeps all out, and every fault is named by line and field")
  func allOrNothing() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let csv = "topic,platforms,regions\nWinter,bluesky,\nSummer,myspace,\nSpring,x,Austria\n"
      let problem = try await refusal {
        try await CreateBriefs(place.parts).run(
          try BriefBatch(brandID: brand.id, csv: csv).entries(), brand: brand.id, as: place.acme)
      }
      let messages = problem?.fields.map(\.message) ?? []
      #expect(messages.count == 2 && problem?.fields.allSatisfy { $0.pointer == "/csv" } == true)
      #expect(messages.first?.hasPrefix("Line 3, platforms 1: ") == true)
      #expect(messages.last?.hasPrefix("Line 4, regions 1: ") == true)
      #expect(try await stored(place).isEmpty)
    }
  }

  @Test("faults of a list are named by their place in it")
  func list() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let batch = BriefBatch(
        brandID: brand.id,
        briefs: [BriefEdit(topic: "Winter", platforms: ["x"]), BriefEdit(topic: " ", platforms: ["x"], paid: true)])
      let problem = try await refusal {
        try await CreateBriefs(place.parts).run(try batch.entries(), brand: brand.id, as: place.acme)
      }
      #expect(problem?.fields.map(\.pointer) == ["/briefs/1/topic"])
      #expect(try await stored(place).isEmpty)
    }
  }

  @Test("two hundred at once are made, one more is refused")
  func limit() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      func attempt(_ count: Int) async throws -> Problem? {
        let rows = (0..<count).map { "Topic \($0),x" }
        let csv = (["topic,platforms"] + rows).joined(separator: "\n")
        return try await refusal {
          try await CreateBriefs(place.parts).run(
            try BriefBatch(brandID: brand.id, csv: csv).entries(), brand: brand.id, as: place.acme)
        }
      }
      #expect(try await attempt(201)?.fields.first?.message.contains("201") == true)
      #expect(try await stored(place).isEmpty)
      #expect(try await attempt(200) == nil)
      #expect(try await stored(place).count == 100)
    }
  }

  @Test("a brand or campaign out of reach is refused, and nothing is made")
  func foreign() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let entries = try BriefBatch(brandID: brand.id, csv: "topic,platforms\nWinter,x").entries()
      func attempt(_ brand: BrandID, _ campaign: CampaignID?, _ tenant: TenantContext) async throws -> Problem? {
        try await refusal {
          try await CreateBriefs(place.parts).run(entries, brand: brand, campaign: campaign, as: tenant)
        }
      }
      #expect(try await attempt(brand.id, nil, place.northwind) == attempt(.other, nil, place.northwind))
      #expect(try await attempt(brand.id, nil, place.northwind) != nil)
      #expect(try await attempt(brand.id, .other, place.acme)?.fields.first?.pointer == "/campaign_id")
      #expect(try await stored(place).isEmpty)
    }
  }

  @Test("either a list or a table, not both and not neither")
  func either() async throws {
    func fault(_ batch: BriefBatch) -> String? {
      do {
        _ = try batch.entries()
        return nil
      } catch {
        return error.fields.first?.pointer
      }
    }
    #expect(fault(BriefBatch(brandID: .other)) == "/briefs")
    #expect(fault(BriefBatch(brandID: .other, briefs: [], csv: "topic")) == "/csv")
  }
}
