import Foundation
import HTTPTypes
package import Kernel
package import Transport

/// Makes models and embedders of providers that were not known when the program started. Its client decides which
/// addresses may be called: an organisation's own words never add to them.
package struct ModelConnector: Sendable {
  /// Most names that a listing is read for.
  private static let mostModels = 500
  private let client: TransportClient
  private let plain = PlainModels()
  private let time: TimeSource

  package init(client: TransportClient, time: TimeSource = .system) {
    self.client = client
    self.time = time
  }

  package func model(_ endpoint: ProviderEndpoint) -> any LanguageModel {
    switch endpoint.kind {
    case .openAI: OpenAICompatibleModel(endpoint.openAI, client: client, plain: plain, time: time)
    case .anthropic: AnthropicModel(endpoint.anthropic, client: client, plain: plain, time: time)
    }
  }

  /// Nil where the provider's protocol has no embeddings.
  package func embedder(_ endpoint: ProviderEndpoint, dimensions: Int) -> (any Embedder)? {
    guard endpoint.kind == .openAI else { return nil }
    return OpenAICompatibleEmbedder(endpoint.openAI, dimensions: dimensions, shortens: true, client: client)
  }

  /// The names that the provider lists, in its order. Throws `ModelError`.
  package func models(at endpoint: ProviderEndpoint) async throws -> [String] {
    var request =
      switch endpoint.kind {
      case .openAI: endpoint.openAI.request(.get, "/models", body: [], purpose: "model.list", stream: false)
      case .anthropic: endpoint.anthropic.request(.get, "/v1/models", body: [], purpose: "model.list", stream: false)
      }
    request.timeouts = .init(connect: .seconds(3), firstByte: .seconds(5), total: .seconds(6))
    let listing: Listing = try await read(request)
    return listing.data.prefix(Self.mostModels).map(\.id)
  }

  /// The models of an Ollama at this origin (`GET /api/tags`), newest first as it lists them; nil when none answers
  /// there within two seconds.
  package func ollama(at origin: String) async -> [String]? {
    let limits = OutboundRequest.Timeouts(connect: .seconds(1), firstByte: .seconds(2), total: .seconds(2))
    let request = OutboundRequest(.get, origin + "/api/tags", purpose: "model.ollama", timeouts: limits)
    guard let tags: Tags = try? await read(request) else { return nil }
    return tags.models.prefix(Self.mostModels).map(\.name)
  }

  private func read<Value: Decodable>(_ request: OutboundRequest) async throws -> Value {
    do {
      let reply = try await client.send(request)
      guard reply.status == 200 else {
        throw ModelFaults.refusal(status: reply.status, headers: reply.headers, body: reply.body)
      }
      guard let value = try? JSONDecoder().decode(Value.self, from: Data(reply.body)) else {
        throw ModelError(.garbage, "the listing could not be read")
      }
      return value
    } catch {
      throw ModelFaults.classify(error, afterFirstToken: false)
    }
  }

  private struct Listing: Decodable {
    var data: [Entry]
    struct Entry: Decodable { var id: String }
  }

  private struct Tags: Decodable {
    var models: [Entry]
    struct Entry: Decodable { var name: String }
  }
}
