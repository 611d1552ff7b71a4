import Database
import Foundation
import Kernel
import Models
import TestKit
import Testing

@testable import Studio

@Suite("an organisation's providers of models", .timeLimit(.minutes(2)))
struct ProviderTests {
  private func withServer(
    answering answer: @escaping @Sendable (StubServer.Request) -> (status: Int, body: String) = { _ in (500, "") },
    _ body: (Workplace, StubServer) async throws -> Void
  ) async throws {
    let server = try StubServer(answer)
    defer { server.stop() }
    try await Workplace.with { try await body(try $0.owning([server]), server) }
  }

  @Test("a key lies sealed in its row, is sent to its provider, and is nowhere else")
  func sealed() async throws {
    let refusal = #"{"error":{"code":"invalid_api_key","message":"bad k-secret-1"}}"#
    try await withServer(answering: { _ in (401, refusal) }) { place, server in
      let provider = try await place.connect(server, key: "k-secret-1")
      let rows = try await place.database.asSuperuser {
        try await $0.rows("SELECT t::text FROM model_providers t")
      }
      let hex = "k-secret-1".utf8.map { String($0, radix: 16) }.joined()
      #expect(rows.count == 1 && !"\(rows)".contains("k-secret-1") && !"\(rows)".contains(hex))
      let (_, trial) = try await TestProvider(place.parts).run(provider.id, as: place.acme)
      #expect(!trial.isGood && trial.words.contains("refused the key") && !trial.words.contains("k-secret"))
      #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer k-secret-1" })
      #expect(!"\(place.audit.entries)".contains("k-secret"))
      #expect(place.audit.actions == ["model_provider.create", "model_provider.test"])
    }
  }

  @Test("a test says what the provider answered, lists its models, and is recorded and counted")
  func tested() async throws {
    let good = try ChatReply.words("ready", read: 9, written: 1)
    let list = #"{"data":[{"id":"m-1"},{"id":"m-2"}]}"#
    try await withServer(answering: { (200, $0.path == "/v1/models" ? list : good) }) { place, server in
      let provider = try await place.connect(server)
      let (shown, trial) = try await TestProvider(place.parts).run(provider.id, as: place.acme)
      #expect(trial.isGood && trial.listed == ["m-1", "m-2"] && trial.firstToken != nil)
      #expect(shown.trial?.isGood == true && shown.version == provider.version)
      let call = try #require(try await place.calls().first)
      #expect(call.task == "test" && call.state == .answered && call.isCounted && call.brand == nil)
      #expect(call.promptTokens == 9 && call.completionTokens == 1 && call.costMicros == 22)
    }
  }

  @Test("a model that is not the provider's is not asked")
  func otherModel() async throws {
    try await withServer { place, server in
      let provider = try await place.connect(server)
      let problem = try await refusal {
        try await TestProvider(place.parts).run(provider.id, model: "m-9", as: place.acme).1.words
      }
      #expect(problem?.fields.map(\.pointer) == ["/model"] && server.requests.isEmpty)
    }
  }

  @Test("another address needs the key again; the same one keeps it")
  func moved() async throws {
    try await withServer { place, server in
      let provider = try await place.connect(server)
      var edit = ProviderEdit()
      edit.baseURL = server.url + "/v2"
      let kept = try await EditProvider(place.parts).run(provider.id, edit, expected: 1, as: place.acme)
      #expect(kept.hasKey && kept.version == 2)
      edit.baseURL = "https://thief.example/v1"
      let problem = try await refusal {
        try await EditProvider(place.parts).run(provider.id, edit, expected: 2, as: place.acme)
      }
      #expect(problem?.fields.map(\.pointer) == ["/key"])
      edit.key = .set("k-2")
      #expect(try await EditProvider(place.parts).run(provider.id, edit, expected: 2, as: place.acme).hasKey)
      edit.key = .clear
      #expect(try await !EditProvider(place.parts).run(provider.id, edit, expected: 3, as: place.acme).hasKey)
      let keys = try await place.database.asSuperuser { try await $0.rows("SELECT key FROM model_providers") }
      #expect(keys == [[nil]])
    }
  }

  @Test("a stale edit, a taken name and a provider of nowhere are refused")
  func refused() async throws {
    try await withServer { place, server in
      let first = try await place.connect(server, "One")
      let second = try await place.connect(server, "Two")
      var edit = ProviderEdit()
      edit.name = "One"
      let taken = try await refusal {
        try await EditProvider(place.parts).run(second.id, edit, expected: nil, as: place.acme)
      }
      #expect(taken?.kind == .conflict && taken?.fields.map(\.pointer) == ["/name"])
      edit.name = "Uno"
      _ = try await EditProvider(place.parts).run(first.id, edit, expected: 1, as: place.acme)
      let stale = try await refusal {
        try await EditProvider(place.parts).run(first.id, edit, expected: 1, as: place.acme)
      }
      #expect(stale?.kind == .stale && stale?.current?.contains("Uno") == true)
      let foreign = try await refusal {
        try await EditProvider(place.parts).run(first.id, edit, expected: nil, as: place.northwind)
      }
      #expect(foreign == Problem.notFound("model provider"))
    }
  }

  @Test(
    "what cannot be a provider is said with its field",
    arguments: [
      ("", "https://a.example/v1", "m", "k", "/name"), ("A", "ftp://a.example", "m", "k", "/base_url"),
      ("A", "https://a.example/v1?x=1", "m", "k", "/base_url"), ("A", "https://u:p@a.example", "m", "k", "/base_url"),
      ("A", "https://a.example/v1", "", "k", "/models/0/name"),
      ("A", "https://a.example/v1", "m", "two words", "/key"), ("A", "https://a.example/v1", "m", "k\r\nx: y", "/key"),
    ])
  func fields(name: String, base: String, model: String, key: String, pointer: String) async throws {
    try await withServer { place, _ in
      let profile = ProviderProfile(name: name, kind: .openAI, baseURL: base, models: [OfferedModel(name: model)])
      let problem = try await refusal {
        try await AddProvider(place.parts).run(profile, key: Redacted(key), as: place.acme)
      }
      #expect(problem?.fields.map(\.pointer) == [pointer])
    }
  }

  @Test("whoever is limited to some brands sees and changes none of it")
  func limited() async throws {
    try await withServer { place, server in
      let provider = try await place.connect(server)
      let brand = try await place.brand()
      var carol = place.acme
      carol.brands = .only([brand.id])
      let seen = try await refusal { try await place.parts.provider(provider.id, as: carol) }
      #expect(seen == Problem.notFound("model provider"))
      let removed = try await refusal { try await RemoveProvider(place.parts).run(provider.id, as: carol) }
      #expect(removed == Problem.notFound("model provider"))
      let saved = try await refusal {
        try await SaveModelSettings(place.parts).run(ModelSettings(), expected: nil, as: carol)
      }
      #expect(saved?.kind == .forbidden)
      let added = try await refusal {
        try await AddProvider(place.parts).run(provider.profile, key: nil, as: carol)
      }
      #expect(added?.kind == .forbidden)
    }
  }

  @Test("a removed provider leaves the routes, and what it did stays in the records")
  func removed() async throws {
    let good = try ChatReply.words("ready")
    try await withServer(answering: { _ in (200, good) }) { place, server in
      let provider = try await place.connect(server)
      _ = try await TestProvider(place.parts).run(provider.id, as: place.acme)
      _ = try await place.settings {
        $0.routes = [
          .write: [ModelChoice(.provider, provider: provider.id), ModelChoice(.installation)],
          .translate: [ModelChoice(.provider, provider: provider.id, model: "m-1")],
        ]
      }
      try await RemoveProvider(place.parts).run(provider.id, as: place.acme)
      let settings = try await place.parts.modelSetup(place.parts.database, as: place.acme).settings
      #expect(settings.routes == [.write: [ModelChoice(.installation)]] && settings.version == 3)
      #expect(try await place.calls().map(\.provider) == [provider.id])
    }
  }

  @Test("a list price fills what nobody typed, with its day; other models stay without one")
  func listed() async throws {
    try await Workplace.with { place in
      let place = try place.owning()
      let models = ["m-1", "m-1-2026-05-01", "m-1-audio"].map { OfferedModel(name: $0) }
      let provider = try await AddProvider(place.parts).run(
        ProviderProfile(name: "A", kind: .openAI, baseURL: "https://api.openai.com/v1", models: models), key: nil,
        as: place.acme)
      #expect(provider.profile.models.map(\.pricedOn) == ["2026-01-02", "2026-01-02", nil])
      #expect(provider.profile.models.map { $0.price != nil } == [true, true, false])
    }
  }

  @Test("an Ollama that the operator named is offered, and only while it has a model")
  func ollama() async throws {
    let server = try StubServer { _ in (200, #"{"models":[{"name":"llama3.2:3b"}]}"#) }
    let empty = try StubServer { _ in (200, #"{"models":[]}"#) }
    defer {
      server.stop()
      empty.stop()
    }
    try await Workplace.with { place in
      let found = await (try place.owning([server], ollama: server.url)).parts.findOllama()
      #expect(found?.baseURL == server.url + "/v1" && found?.models == ["llama3.2:3b"])
      #expect(found?.profile.models.first?.price == nil)
      #expect(await (try place.owning([empty], ollama: empty.url)).parts.findOllama() == nil)
      #expect(await (try place.owning([server])).parts.findOllama() == nil)
      #expect(server.requests.map(\.path) == ["/api/tags"])
    }
  }
}
