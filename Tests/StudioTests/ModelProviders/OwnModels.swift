import Database
import Foundation
import Kernel
import Models
import Synchronization
import TestKit
import Transport
import Web

@testable import Studio

/// Seals so that a test can see what was sealed for what: never as it was given, and only for its own row.
enum TestSeal {
  static let keys = ProviderKeySeal(
    seal: { plain, org, provider in mask(plain, org, provider) },
    open: { sealed, org in sealed.map { mask($0.key, org, $0.provider) } })

  private static func mask(_ bytes: [UInt8], _ org: OrgID, _ provider: ModelProviderID) -> [UInt8] {
    let pad = Array("\(org)\(provider)".utf8)
    return bytes.enumerated().map { $1 ^ pad[$0 % pad.count] ^ 0x5A }
  }
}

extension Workplace {
  /// The same with organisations' own models, which may be at these servers of 127.0.0.1.
  func owning(_ servers: [StubServer] = [], ollama: String? = nil) throws -> Workplace {
    var place = self
    let endpoints = OperatorEndpoints()
    for server in servers { endpoints.allow(url: server.url) }
    let prices = try ListPrices(
      Data(#"{"as_of":"2026-01-02","prices":[{"host":"api.openai.com","model":"m-1","input":2,"output":4}]}"#.utf8))
    place.parts.services = ModelServices(
      connector: ModelConnector(client: try TransportClient(operatorEndpoints: endpoints, log: .quiet)),
      seal: TestSeal.keys, ollama: ollama, prices: prices)
    return place
  }

  func connect(
    _ server: StubServer, _ name: String = "Mine", models: [OfferedModel] = [Acme.priced], key: String? = "k-1"
  ) async throws -> ModelProvider {
    try await AddProvider(parts).run(
      ProviderProfile(name: name, kind: .openAI, baseURL: server.url + "/v1", models: models),
      key: key.map { Redacted($0) }, as: acme)
  }

  func settings(_ change: (inout ModelSettings) -> Void) async throws -> ModelSettings {
    var settings = try await parts.modelSetup(parts.database, as: acme).settings
    change(&settings)
    return try await SaveModelSettings(parts).run(settings, expected: settings.version, as: acme)
  }

  func calls() async throws -> [ModelCall] {
    let keyset = try Keyset("model-calls", String?.none, .init(limit: 100))
    return try await parts.database.query(ModelCallStatements.page, keyset, as: acme).reversed()
  }

  func month() async throws -> ModelMonth {
    try await parts.database.first(ModelCallStatements.month, parts.time.now().firstOfMonth, as: acme) ?? ModelMonth()
  }
}

extension Acme {
  /// Two and four US dollars per million tokens.
  static let priced = OfferedModel(name: "m-1", inputPrice: 2, outputPrice: 4, pricedOn: "2026-01-01")
}

/// What an OpenAI-compatible server streams.
enum ChatReply {
  static func post(_ text: String, read: Int = 100, written: Int = 20) throws -> String {
    try words(answer(text), read: read, written: written)
  }

  static func words(_ text: String, read: Int = 100, written: Int = 20) throws -> String {
    let content = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    return
      "data: {\"model\":\"at-home\",\"choices\":[{\"delta\":{\"content\":\(content)},\"finish_reason\":\"stop\"}]}\n\n"
      + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":\(read),\"completion_tokens\":\(written)}}\n\ndata: [DONE]\n\n"
  }
}
