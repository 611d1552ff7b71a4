import Foundation
import Kernel
import Logging
import TestKit
import Testing
import Transport

@testable import Models

@Suite("Every model that is asked over HTTP keeps the contract", .timeLimit(.minutes(2)))
struct ModelContractTests {
  static func recorded(_ folder: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Recorded").appendingPathComponent(folder)
  }

  /// A client that may call this server of 127.0.0.1, and nothing else that is private.
  static func client(_ origin: String, _ log: Logger = .quiet) throws -> TransportClient {
    let endpoints = OperatorEndpoints()
    endpoints.allow(url: origin)
    return try TransportClient(operatorEndpoints: endpoints, log: log)
  }

  private static func contract(
    _ kind: ProviderKind, _ wrap: @escaping @Sendable (any LanguageModel) -> any LanguageModel
  )
    -> ModelContract
  {
    ModelContract(recorded: recorded(kind.rawValue)) { origin, key, firstToken, log in
      let base = kind == .openAI ? origin + "/v1" : origin
      let endpoint = ProviderEndpoint(kind, baseURL: base, model: "m-1", key: key, firstToken: firstToken)
      return wrap(ModelConnector(client: try client(origin, log)).model(endpoint))
    }
  }

  @Test("OpenAI-compatible endpoints and Anthropic's", arguments: ProviderKind.allCases)
  func direct(kind: ProviderKind) async throws {
    try await Self.contract(kind) { $0 }.all()
  }

  @Test("and a chain of models, as its first one does", arguments: ProviderKind.allCases)
  func chain(kind: ProviderKind) async throws {
    try await Self.contract(kind) { FallbackModel([$0]) }.all()
  }

  @Test("a recording that is asked otherwise is a fault, so that passing means something")
  func control() async throws {
    let file = Self.recorded("openai").appendingPathComponent("whole.exchange")
    let server = try ReplayServer(try RecordedExchange.all(in: file, key: "right"))
    defer { server.stop() }
    let endpoint = ProviderEndpoint(.openAI, baseURL: server.url + "/v2", model: "m-1", key: Redacted("wrong"))
    _ = try await ModelConnector(client: try Self.client(server.url)).model(endpoint).complete(
      ModelRequest(messages: [.user("Hello.")]))
    #expect(
      Set(server.faults) == [
        "POST /v2/chat/completions instead of POST /v1/chat/completions",
        "authorization: Bearer wrong instead of Bearer right",
      ])
  }
}
