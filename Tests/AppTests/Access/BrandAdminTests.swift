import Accounts
import Contracts
import Database
import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

@testable import App
@testable import Web

/// An agency's client: admin of one brand, and of nothing else.
@Suite("An admin of one brand", .timeLimit(.minutes(4)))
struct BrandAdminTests {
  private struct Agency {
    let house: House
    let org: OrgID
    /// Tokens of the agency's owner and of the client's admin and viewer.
    let owner: String
    let admin: String
    let viewer: String
    let mine: BrandID
    let other: BrandID

    static func with(_ body: (Agency) async throws -> Void) async throws {
      try await House.with { house in
        let acme = try await house.org("acme")
        let mine = try await brand(house, acme.token, "Acme Coffee")
        let other = try await brand(house, acme.token, "Northwind Tea")
        let admin = try await house.person("carol@client.example", in: acme.org, .brands([mine: .admin]))
        let viewer = try await house.person("vera@client.example", in: acme.org, .brands([mine: .viewer]))
        _ = try await house.person("rival@other.example", in: acme.org, .brands([other: .admin]))
        _ = try await house.person("both@acme.example", in: acme.org, .brands([mine: .editor, other: .editor]))
        try await body(
          Agency(
            house: house, org: acme.org, owner: acme.token, admin: admin, viewer: viewer, mine: mine, other: other))
      }
    }

    private static func brand(_ house: House, _ token: String, _ name: String) async throws -> BrandID {
      let reply = try await house.call(.post, "/v1/brands", as: token, body: ["name": .string(name)])
      return try #require(reply.json["id"]?.stringValue.flatMap { BrandID($0) }, "\(reply)")
    }

    func list(_ path: String, _ token: String) async throws -> [JSONValue] {
      let reply = try await house.call(.get, path, as: token)
      guard case .array(let items)? = reply.json["items"] else { throw Problem(.internal, "\(reply)") }
      return items
    }

    func invite(_ mail: String, _ access: JSONValue) async throws -> String {
      let reply = try await house.call(
        .post, "/v1/invitations", as: owner, body: ["mail": .string(mail), "access": access])
      return try #require(reply.json["id"]?.stringValue, "\(reply)")
    }

    func page(_ path: String, _ token: String) async throws -> String {
      try await house.call(.get, path, as: token).text
    }
  }

  @Test("reads of the audit log what is about this brand, by API and on the page")
  func audit() async throws {
    try await Agency.with { agency in
      let all = try await agency.list("/v1/audit?limit=100", agency.owner)
      let own = try await agency.list("/v1/audit?limit=100", agency.admin)
      #expect(Set(own.map { $0["brand"]?.stringValue }) == [agency.mine.description])
      #expect(own.contains { $0["action"] == "brand.create" })
      #expect(all.contains { $0["action"] == "org.create" } && all.count > own.count)
      let page = try await agency.page("/audit", agency.admin)
      #expect(page.contains(agency.mine.description) && !page.contains(agency.other.description))
      #expect(!page.contains("org.create"))
      #expect(try await agency.page("/audit", agency.owner).contains(agency.other.description))
    }
  }

  @Test("sees and takes back invitations to this brand, and no other")
  func invitations() async throws {
    try await Agency.with { agency in
      let brand = { (id: BrandID) -> JSONValue in
        ["brands": .array([["brand": .string(id.description), "role": "viewer"]])]
      }
      let mine = try await agency.invite("new@client.example", brand(agency.mine))
      let hidden = try await [
        agency.invite("b@other.example", brand(agency.other)), agency.invite("c@acme.example", ["role": "viewer"]),
        agency.invite(
          "d@acme.example",
          [
            "brands": .array([
              ["brand": .string(agency.mine.description), "role": "viewer"],
              ["brand": .string(agency.other.description), "role": "viewer"],
            ])
          ]),
      ]
      #expect(try await agency.list("/v1/invitations", agency.admin).map { $0["id"]?.stringValue } == [mine])
      #expect(try await agency.list("/v1/invitations", agency.owner).count == 4)
      let people = try await agency.page("/people", agency.admin)
      #expect(people.contains("new@client.example") && !people.contains("b@other.example"))
      let mixed = try await agency.house.person(
        "mixed@client.example", in: agency.org, .brands([agency.mine: .admin, agency.other: .viewer]))
      #expect(try await agency.list("/v1/invitations", mixed).map { $0["id"]?.stringValue } == [mine])
      #expect(try await !agency.page("/people", mixed).contains("b@other.example"))
      #expect(try await !agency.page("/people", agency.viewer).contains("new@client.example"))
      let absent = SampleBody.id("invite")
      let nothing = try await agency.house.call(.delete, "/v1/invitations/\(absent)", as: agency.admin)
      for id in hidden {
        let refused = try await agency.house.call(.delete, "/v1/invitations/\(id)", as: agency.admin)
        #expect(refused.status == 404)
        #expect(refused.without([id]) == nothing.without([absent]))
      }
      #expect(try await agency.house.call(.delete, "/v1/invitations/\(mine)", as: agency.admin).status == 204)
      #expect(try await agency.list("/v1/invitations", agency.owner).count == 3)
    }
  }

  @Test("sees who works on this brand, and addresses only of who works nowhere else; so does its viewer")
  func people() async throws {
    try await Agency.with { agency in
      for reader in [agency.admin, agency.viewer] {
        let seen = try await agency.list("/v1/members", reader)
        let mails = Set(seen.compactMap { $0["mail"]?.stringValue })
        #expect(mails == ["carol@client.example", "vera@client.example"])
        #expect(seen.count == 4)
        #expect(!"\(seen)".contains(agency.other.description))
        let page = try await agency.page("/people", reader)
        #expect(page.contains("carol@client.example"))
        for hidden in ["owner@acme.example", "both@acme.example", "rival@other.example"] {
          #expect(!page.contains(hidden), "\(hidden)")
        }
      }
      let all = try await agency.list("/v1/members", agency.owner)
      #expect(all.count == 5 && all.allSatisfy { $0["mail"]?.stringValue != nil })
    }
  }

  @Test("changes and removes nobody: who works elsewhere is absent, the others are refused")
  func managing() async throws {
    try await Agency.with { agency in
      let members = try await agency.list("/v1/members", agency.owner)
      let id = { (mail: String) in members.first { $0["mail"]?.stringValue == mail }?["id"]?.stringValue ?? "" }
      let body: JSONValue = ["access": ["role": "viewer"]]
      for (mail, status) in [("rival@other.example", 404), ("vera@client.example", 403), ("owner@acme.example", 403)] {
        let path = "/v1/members/" + id(mail)
        #expect(try await agency.house.call(.patch, path, as: agency.admin, body: body).status == status, "\(mail)")
        #expect(try await agency.house.call(.delete, path, as: agency.admin).status == status, "\(mail)")
      }
      let invite = try await agency.house.call(
        .post, "/v1/invitations", as: agency.admin, body: ["mail": "x@client.example", "access": ["role": "viewer"]])
      #expect(invite.status == 403)
    }
  }

  /// Without a brand they are about the whole organisation, or about the demo that somebody else owns.
  private static let ofTheWholeOrg: Set = [
    "POST /v1/publishing/stop", "POST /v1/publishing/resume", "POST /schedule/stop", "POST /schedule/resume",
    "POST /start/another", "GET /settings/models", "POST /settings/models/limits", "POST /settings/models/ollama",
    "POST /settings/models/providers", "POST /settings/models/routing", "GET /v1/model-offers",
    "GET /v1/model-providers", "GET /v1/model-settings", "GET /v1/model-usage",
  ]

  @Test("is let through to every route that an admin is, but for what is about the whole organisation")
  func routes() async throws {
    try await Agency.with { agency in
      for route in agency.house.app.routes where !["/v1/auth/logout", "/sign-out"].contains(route.path) {
        let answer = try await agency.house.call(
          route.method, AbsentPath.of(route.path), as: agency.admin, form: route.isPage)
        let name = "\(route.method.rawValue) \(route.path)"
        let line = RoleTable.text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
        let cells = (line ?? "").split(separator: " ").map(String.init)
        let expected = cells.contains("admin") && !Self.ofTheWholeOrg.contains(name)
        #expect(answer.isAllowed == expected, "\(name): \(answer)")
      }
    }
  }
}
