import Database
import Jobs
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

  @Test("a table fills a template, a row for each brief, and the posts are written if asked for")
  func template() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let template = try await EditTemplate(place.parts).create(
        Offer.content, name: "Offer", brand: brand.id, as: place.acme)
      let csv = "topic,platforms,slots.price\nWinter blend,x,12.50 EUR\nSummer blend,x|bluesky,9 EUR\n"
      let briefs = try await CreateBriefs(place.parts).run(
        try BatchEntry.read(csv), brand: brand.id, template: template.id, as: place.acme)
      #expect(briefs.map(\.content.slots) == [["price": "12.50 EUR"], ["price": "9 EUR"]])
      try await place.working {
        let begun = try await place.parts.act(as: place.acme) { tx in
          try await GenerateAll(place.parts).run(briefs.map(\.id), variants: 2, in: tx)
        }
        #expect(begun.map(\.begun.total) == [1, 3])
        for one in begun {
          let ended = try await place.ended(one.begun.operation)
          #expect(ended.state == .succeeded)
        }
      }
      var texts: [String] = []
      for brief in briefs {
        texts += try await place.parts.database.query(VariantStatements.ofBrief, brief.id, as: place.acme)
          .map(\.judged.text)
      }
      #expect(texts.count == 4)
      #expect(texts.contains("Winter blend: €12.50") && texts.contains("Summer blend: €9"))
    }
  }

  @Test("a row that does not fill the template keeps all out, with its line and slot")
  func badSlot() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let template = try await EditTemplate(place.parts).create(
        Offer.content, name: "Offer", brand: brand.id, as: place.acme)
      let csv = "topic,platforms,slots.price,slots.size\nWinter,x,12.50 EUR,small\nSummer,x,soon,huge\nSpring,x,,\n"
      let problem = try await refusal {
        try await CreateBriefs(place.parts).run(
          try BatchEntry.read(csv), brand: brand.id, template: template.id, as: place.acme)
      }
      #expect(
        problem?.fields.map(\.message) == [
          "Line 3, slots.price: must be a price such as 12.50 EUR",
          "Line 3, slots.size: must be one of: small, large",
          "Line 4, slots.price: is missing: “Offer” needs Price now",
        ])
      #expect(try await stored(place).isEmpty)
    }
  }

  @Test("more texts than are begun at once are refused, and so is a brief that is not there: nothing begins")
  func tooMany() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let csv = "topic,platforms\n" + (1...120).map { "Blend \($0),x|bluesky\n" }.joined()
      let briefs = try await CreateBriefs(place.parts).run(
        try BatchEntry.read(csv), brand: brand.id, as: place.acme)
      func fault(_ ids: [BriefID], _ variants: Int) async throws -> [String]? {
        let problem = try await refusal {
          try await place.parts.act(as: place.acme) { tx in
            try await GenerateAll(place.parts).run(ids, variants: variants, in: tx).count
          }
        }
        return problem?.fields.map(\.pointer)
      }
      #expect(try await fault(briefs.map(\.id), 10) == ["/variants"])
      #expect(try await fault([briefs[0].id, place.parts.ids.new()], 1) == ["/brief_ids/1"])
      #expect(try await fault([], 1) == ["/brief_ids"])
      for brief in briefs.prefix(2) {
        #expect(try await place.parts.database.query(PostStatements.ofBrief, brief.id, as: place.acme).isEmpty)
      }
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
