import Contracts
import Database
import Foundation
import Jobs
import Kernel
import Testing
import Text

@testable import Studio

@Suite("Learning from a connected account", .timeLimit(.minutes(3)))
struct LearnFromAccountTests {
  /// An account that has said these posts. Publishing's own reading is tested with the sandbox.
  private struct Said: AccountHistory {
    var texts: [String]
    let account: ConnectorID = IDSource.system.new()

    func accounts(of brand: BrandID, as tenant: TenantContext) async throws -> [HistoryAccount] {
      [HistoryAccount(id: account, platform: "mastodon", handle: "@acme@sandbox.example")]
    }

    func posts(of account: ConnectorID, brand: BrandID, most: Int, as tenant: TenantContext) async throws -> [String] {
      guard account == self.account else { throw Problem.notFound("connector") }
      return Array(texts.prefix(most))
    }
  }

  @Test("its posts become examples, and what is empty or no post is left out")
  func learn() async throws {
    let posts = (0..<30).map { "Post number \($0): we roast today, and the shop smells of plum and cocoa." }
    let said = Said(texts: ["", "  ", String(repeating: "a", count: 200_000)] + posts)
    try await Workplace.with { place in
      var place = place
      place.parts.history = said
      let brand = try await place.brand()
      try await place.working {
        let operation = try await LearnFromAccount(place.parts).run(said.account, brand: brand.id, as: place.acme)
        #expect(try await place.ended(operation).state == .succeeded)
      }
      let count = try await place.parts.database.first(VoiceStatements.count, brand.id, as: place.acme)
      #expect(count?.all == 30)
    }
  }

  @Test("an account that has said nothing, one that is not there and an installation that reads none are told apart")
  func refusals() async throws {
    try await Workplace.with { place in
      let brand = try await place.brand()
      func kind(_ history: (any AccountHistory)?, _ account: ConnectorID) async throws -> Problem? {
        var parts = place.parts
        parts.history = history
        return try await refusal {
          try await LearnFromAccount(parts).run(account, brand: brand.id, as: place.acme)
        }
      }
      let silent = Said(texts: [" "])
      #expect(try await kind(silent, silent.account)?.detail.contains("no public posts") == true)
      #expect(try await kind(silent, IDSource.system.new())?.kind == .notFound)
      #expect(try await kind(nil, silent.account)?.kind == .unavailable)
      let few = Said(texts: ["One post."])
      let foreign = try await refusal {
        var parts = place.parts
        parts.history = few
        return try await LearnFromAccount(parts).run(few.account, brand: brand.id, as: place.northwind)
      }
      #expect(foreign?.kind == .notFound)
    }
  }

  @Test("an account beside posts in the same call is refused")
  func both() throws {
    var body = TrainVoiceBody(examples: ["One"], csv: nil, connectorID: IDSource.system.new())
    #expect(throws: Problem.self) { _ = try body.read() }
    body.connectorID = nil
    #expect(try body.read().examples.count == 1)
  }
}
