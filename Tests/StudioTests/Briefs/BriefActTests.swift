import Contracts
import Database
import Kernel
import Testing
import Web

@testable import Studio

@Suite struct BriefActTests {
  @Test("a brief is made in a brand and campaign, and read back as it was")
  func create() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      let campaign = try await CreateCampaign(place.parts).run(
        CampaignContent(name: "Winter"), brand: brand.id, as: place.acme)
      let brief = try await CreateBrief(place.parts).run(
        Acme.brief, brand: brand.id, campaign: campaign.id, as: place.acme)
      let read = try await place.parts.brief(brief.id, as: place.acme)
      #expect(read.content == Acme.brief && read.campaign == campaign.id)
      #expect(place.audit.actions.suffix(1) == ["brief.create"])
    }
  }

  @Test("a brand or campaign out of reach is refused like one that never was")
  func foreign() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      func attempt(_ brand: BrandID, _ campaign: CampaignID?, _ tenant: TenantContext) async throws -> Problem? {
        try await refusal {
          try await CreateBrief(place.parts).run(Acme.brief, brand: brand, campaign: campaign, as: tenant)
        }
      }
      #expect(try await attempt(brand.id, nil, place.northwind) == attempt(.other, nil, place.northwind))
      #expect(try await attempt(brand.id, nil, place.northwind)?.fields.first?.pointer == "/brand_id")
      #expect(try await attempt(brand.id, .other, place.acme)?.fields.first?.pointer == "/campaign_id")
    }
  }

  @Test("a campaign of another brand of the same org is refused")
  func otherBrandsCampaign() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      var profile = Acme.profile
      profile.name = "Northwind Tools"
      let other = try await place.brand(profile)
      let campaign = try await CreateCampaign(place.parts).run(
        CampaignContent(name: "Tools"), brand: other.id, as: place.acme)
      let problem = try await refusal {
        try await CreateBrief(place.parts).run(Acme.brief, brand: brand.id, campaign: campaign.id, as: place.acme)
      }
      #expect(problem?.kind == .invalid)
    }
  }

  @Test("an edit needs the version that was read")
  func edit() async throws {
    try await Workplace.with { place in
      let brief = try await place.brief()
      let act = EditBrief(place.parts)
      let edited = try await act.run(brief.id, BriefEdit(tone: "calm"), expected: 1, as: place.acme)
      #expect(edited.version == 2 && edited.content.tone == "calm" && edited.content.topic == Acme.brief.topic)
      let stale = try await refusal {
        try await act.run(brief.id, BriefEdit(tone: "loud"), expected: 1, as: place.acme)
      }
      #expect(stale?.kind == .stale && stale?.current?.contains("calm") == true)
      let cleared = try await act.run(brief.id, BriefEdit(link: .clear), expected: 2, as: place.acme)
      #expect(cleared.content.link == nil)
    }
  }

  @Test("a list pages through everything once, newest first")
  func pages() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      var made: [BriefID] = []
      for _ in 0..<5 { made.append(try await place.brief(of: brand).id) }
      var seen: [BriefID] = []
      var cursor: Cursor?
      repeat {
        let keyset = try Keyset("briefs", ListFilter(brand: brand.id), Paging(limit: 2, after: cursor))
        let page = try await place.parts.briefs(keyset, as: place.acme)
        seen += page.items.map(\.id)
        cursor = page.next
      } while cursor != nil
      #expect(seen == made.reversed())
    }
  }

  @Test("a cursor of another list is refused")
  func foreignCursor() {
    let cursor = Cursor(list: "posts", values: ["x"])
    #expect(throws: Problem.self) { try Keyset("briefs", ListFilter(), Paging(limit: 2, after: cursor)) }
  }

  @Test("an archived brief is left out of the list and writes nothing until it is brought back")
  func archive() async throws {
    try await Workplace.with { place in
      let brief = try await place.brief()
      _ = try await place.parts.act(as: place.acme) {
        try await EditBrief(place.parts).archive(brief.id, archived: true, in: $0)
      }
      let keyset = try Keyset("briefs", ListFilter(), Paging(limit: 10))
      #expect(try await place.parts.briefs(keyset, as: place.acme).items.isEmpty)
      let problem = try await refusal {
        try await GeneratePosts(place.parts).run(brief.id, variants: 1, as: place.acme)
      }
      #expect(problem?.kind == .conflict)
    }
  }
}
