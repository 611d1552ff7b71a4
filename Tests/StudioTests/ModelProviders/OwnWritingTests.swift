import Contracts
import Database
import Foundation
import Jobs
import Kernel
import Models
import Synchronization
import TestKit
import Testing

@testable import Studio

@Suite("writing with an organisation's own models", .timeLimit(.minutes(3)))
struct OwnWritingTests {
  private static let post = "Our winter blend is back, with notes of plum and cocoa. https://acme.example/winter"

  private func withServers(
    model: (any LanguageModel)? = nil,
    first: @escaping @Sendable (StubServer.Request) -> (status: Int, body: String),
    second: @escaping @Sendable (StubServer.Request) -> (status: Int, body: String) = { _ in (500, "") },
    use body: (Workplace, StubServer, StubServer) async throws -> Void
  ) async throws {
    let servers = [try StubServer(first), try StubServer(second)]
    defer { for server in servers { server.stop() } }
    try await Workplace.with(model: model) { try await body(try $0.owning(servers), servers[0], servers[1]) }
  }

  @Test("a brief is written by the provider, and the calls are recorded with tokens, cost and hashes")
  func written() async throws {
    let reply = try ChatReply.post(Self.post)
    try await withServers(first: { _ in (200, reply) }) { place, server, _ in
      let provider = try await place.connect(server)
      let brief = try await place.brief()
      try await place.working {
        let (_, posts, variants) = try await place.generated(brief, variants: 2)
        #expect(variants.allSatisfy { $0.writer == .model && $0.writerDetail == "m-1" && !$0.isDraft })
        let calls = try await place.calls()
        #expect(calls.count == server.requests.count && !calls.isEmpty)
        for call in calls {
          #expect(call.task == "write" && call.state == .answered && call.isCounted && call.costMicros == 280)
          #expect(call.subject == posts[0].id.description && call.brand == posts[0].brand)
          #expect(call.provider == provider.id && call.promptDigest.count == 64 && call.answerDigest?.count == 64)
        }
        #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer k-1" })
        let figures = try await StudioUsage(place.parts).usage(since: place.parts.time.now(), as: place.acme)
        let named = Dictionary(figures.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        #expect(named["model_calls"] == calls.count && named["model_cost_micro_usd"] == 280 * calls.count)
      }
    }
  }

  @Test("a provider that fails before its first word is followed by the next one, and both calls are recorded")
  func fallback() async throws {
    let reply = try ChatReply.post(Self.post)
    try await withServers(first: { _ in (401, "") }, second: { _ in (200, reply) }) { place, first, second in
      _ = try await place.connect(first, "First")
      _ = try await place.connect(second, "Second", models: [OfferedModel(name: "m-2")])
      let brief = try await place.brief()
      try await place.working {
        let (_, _, variants) = try await place.generated(brief, variants: 1)
        #expect(variants.map(\.writerDetail) == ["m-2"])
        let calls = try await place.calls()
        #expect(calls.map(\.state).contains(.failed) && calls.last?.state == .answered)
        #expect(calls.first?.error == "denied" && calls.first?.costMicros == 0)
        #expect(calls.last?.costMicros == nil, "a price that nobody knows is no zero")
        let usage = try await StudioUsage(place.parts).usage(since: place.parts.time.now(), as: place.acme)
        #expect(usage.first { $0.name == "model_calls_of_unknown_cost" }?.value ?? 0 >= 1)
      }
    }
  }

  @Test("the installation's model follows the organisation's, and writes alone where none is connected")
  func installation() async throws {
    let scripted = ScriptedModel([.text(try answer(Self.post))])
    try await withServers(model: scripted, first: { _ in (401, "") }) { place, server, _ in
      let brief = try await place.brief()
      try await place.working {
        let (_, _, alone) = try await place.generated(brief, variants: 1)
        #expect(alone.map(\.writerDetail) == ["scripted/1"])
        _ = try await place.connect(server)
        let (_, _, after) = try await place.generated(brief, variants: 1, seed: 8)
        #expect(after.last?.writerDetail == "scripted/1" && !server.requests.isEmpty)
        let calls = try await place.calls()
        #expect(calls.contains { $0.provider == nil && $0.providerName == "installation" && $0.costMicros == nil })
      }
    }
  }

  @Test("an organisation that wants no model gets composed drafts and asks nobody")
  func composer() async throws {
    let scripted = ScriptedModel([.text(try answer(Self.post))])
    try await withServers(model: scripted, first: { _ in (500, "") }) { place, server, _ in
      _ = try await place.connect(server)
      _ = try await place.settings { $0.routes = [.write: [ModelChoice(.composer)]] }
      let brief = try await place.brief()
      try await place.working {
        let (_, _, variants) = try await place.generated(brief, variants: 1)
        #expect(variants.map(\.writer) == [.composer] && server.requests.isEmpty)
        #expect(try await place.calls().isEmpty)
        let problem = try await refusal {
          try await TranslateVariant(place.parts).run(variants[0].id, to: "de", as: place.acme)
        }
        #expect(problem?.kind == .conflict)
      }
    }
  }

  @Test("at the limit a draft is composed, says why, and nothing is sent")
  func limit() async throws {
    try await withServers(first: { _ in (500, "") }) { place, server, _ in
      _ = try await place.connect(server)
      _ = try await place.settings { $0.monthlyMicros = 1 }
      let brief = try await place.brief()
      try await place.working {
        let (_, _, variants) = try await place.generated(brief, variants: 1)
        #expect(variants.map(\.writer) == [.composer] && server.requests.isEmpty)
        #expect(variants.first?.note.contains("This month's limit of 0.000001 US dollars") == true)
      }
    }
  }

  @Test("no more texts are written at once than the organisation allows, and all are written in the end")
  func turns() async throws {
    let running = Gauge()
    let reply = try ChatReply.post(Self.post)
    try await withServers(first: { _ in
      running.enter()
      defer { running.leave() }
      return (200, reply)
    }) { place, server, _ in
      _ = try await place.connect(server)
      _ = try await place.settings { $0.atOnce = 1 }
      let brief = try await place.brief()
      try await place.working {
        let (operation, _, variants) = try await place.generated(brief, variants: 3)
        #expect(operation.state == .succeeded && variants.count == 3)
        #expect(variants.allSatisfy { $0.writer == .model })
        let left = try await place.database.asSuperuser { try await $0.rows("SELECT * FROM model_turns") }
        #expect(left.isEmpty && running.most == 1)
      }
    }
  }

  @Test("a turn is one caller's, and free again when its time is over")
  func turn() async throws {
    try await Workplace.with { place in
      let (alice, bob): (JobID, JobID) = (IDSource.system.new(), IDSource.system.new())
      func take(_ holder: JobID, _ most: Int, _ seconds: Double = 60) async throws -> Int? {
        try await place.database.worker.first(
          ModelTurnStatements.take, TurnRequest(most: most, holder: holder, seconds: seconds), as: place.acme)
      }
      #expect(try await take(alice, 1) == 1)
      #expect(try await take(bob, 1) == nil)
      #expect(try await take(bob, 2) == 2)
      try await place.database.worker.execute(ModelTurnStatements.give, alice, as: place.acme)
      #expect(try await take(bob, 2, -1) == 1)
      #expect(try await take(alice, 2) == 1, "its time was over")
    }
  }

  @Test("translating takes its own route, and what cannot get better is said at once")
  func translate() async throws {
    let reply = try ChatReply.post("Unsere Wintermischung ist zurück. https://acme.example/winter")
    try await withServers(first: { _ in (402, "") }, second: { _ in (200, reply) }) { place, broke, good in
      let first = try await place.connect(broke, "First")
      let second = try await place.connect(good, "Second")
      let brief = try await place.brief()
      _ = try await place.settings {
        $0.routes = [
          .write: [ModelChoice(.composer)], .translate: [ModelChoice(.provider, provider: second.id)],
        ]
      }
      try await place.working {
        let (_, _, variants) = try await place.generated(brief, variants: 1)
        let operation = try await TranslateVariant(place.parts).run(variants[0].id, to: "de", as: place.acme)
        #expect(try await place.ended(operation).state == .succeeded)
        // The draft has figures that the reply does not: it is asked for once more.
        #expect(try await place.calls().map(\.task) == ["translate", "translate"] && broke.requests.isEmpty)
        _ = try await place.settings { $0.routes[.translate] = [ModelChoice(.provider, provider: first.id)] }
        let refused = try await TranslateVariant(place.parts).run(variants[0].id, to: "fr", as: place.acme)
        let ended = try await place.ended(refused)
        #expect(ended.state == .failed && broke.requests.count == 1)
        #expect(ended.error?.detail.contains("no credit left") == true, "\(ended)")
      }
    }
  }
}

/// How many are inside at once.
private final class Gauge: Sendable {
  private let state = Mutex((now: 0, most: 0))

  var most: Int { state.withLock { $0.most } }

  func enter() {
    state.withLock {
      $0.now += 1
      $0.most = max($0.most, $0.now)
    }
  }

  func leave() { state.withLock { $0.now -= 1 } }
}
