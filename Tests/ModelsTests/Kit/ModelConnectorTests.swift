import Foundation
import Kernel
import TestKit
import Testing
import Transport

@testable import Models

@Suite("connecting a provider", .timeLimit(.minutes(1)))
struct ModelConnectorTests {
  private func withServer(
    answering answer: @escaping @Sendable (StubServer.Request) -> (status: Int, body: String),
    _ body: (StubServer, ModelConnector) async throws -> Void
  ) async throws {
    let server = try StubServer(answer)
    defer { server.stop() }
    try await body(server, ModelConnector(client: try ModelContractTests.client(server.url)))
  }

  @Test("lists the models of either protocol with its own address and key", arguments: ProviderKind.allCases)
  func listing(kind: ProviderKind) async throws {
    try await withServer(answering: { _ in (200, #"{"data":[{"id":"a"},{"id":"b"}]}"#) }) { server, connector in
      let endpoint = ProviderEndpoint(kind, baseURL: server.url + "/v1", model: "", key: Redacted("k"))
      #expect(try await connector.models(at: endpoint) == ["a", "b"])
      let request = try #require(server.requests.first)
      #expect(request.method == "GET" && request.path == "/v1/models")
      #expect(request.headers[kind == .openAI ? "authorization" : "x-api-key"] == (kind == .openAI ? "Bearer k" : "k"))
    }
  }

  @Test("a listing that is refused or unreadable says so", arguments: [(401, ModelError.Kind.denied), (200, .garbage)])
  func refused(status: Int, kind: ModelError.Kind) async throws {
    try await withServer(answering: { _ in (status, "[]") }) { server, connector in
      let endpoint = ProviderEndpoint(.openAI, baseURL: server.url, model: "")
      let error = await #expect(throws: ModelError.self) { try await connector.models(at: endpoint) }
      #expect(error?.kind == kind)
    }
  }

  @Test("an Ollama is found by its tags, and nothing else is asked")
  func ollama() async throws {
    try await withServer(answering: { _ in (200, #"{"models":[{"name":"llama3.2:3b"}]}"#) }) { server, connector in
      #expect(await connector.ollama(at: server.url) == ["llama3.2:3b"])
      #expect(server.requests.map(\.path) == ["/api/tags"])
    }
    try await withServer(answering: { _ in (404, "") }) { server, connector in
      #expect(await connector.ollama(at: server.url) == nil)
    }
  }

  @Test("a private address that nobody allowed is not called, and said to be the operator's to allow")
  func blocked() async throws {
    let server = try StubServer { _ in (200, "{}") }
    defer { server.stop() }
    let connector = ModelConnector(client: try TransportClient(log: .quiet))
    for base in [server.url, "http://10.0.0.7:11434/v1", "http://169.254.169.254/latest", "http://example.com/v1"] {
      let endpoint = ProviderEndpoint(.openAI, baseURL: base, model: "m")
      let error = await #expect(throws: ModelError.self) {
        try await connector.model(endpoint).complete(ModelRequest(messages: [.user("u")]))
      }
      #expect(error?.kind == .blocked && error?.userMessage.contains("STARLING_PRIVATE_HOSTS") == true, "\(base)")
    }
    #expect(server.requests.isEmpty)
    #expect(await connector.ollama(at: server.url) == nil)
  }

  @Test("Anthropic has no embeddings")
  func embeddings() throws {
    let connector = ModelConnector(client: try TransportClient(log: .quiet))
    let anthropic = ProviderEndpoint(.anthropic, baseURL: "https://api.anthropic.com", model: "m")
    #expect(connector.embedder(anthropic, dimensions: 384) == nil)
  }
}
