import Foundation
package import Transport

/// `/embeddings` of any OpenAI-compatible endpoint.
package struct OpenAICompatibleEmbedder: Embedder {
  package var name: String { endpoint.model }
  package let dimensions: Int
  private let endpoint: OpenAIEndpoint
  private let prefixes: [EmbeddingKind: String]
  private let client: TransportClient

  /// `prefixes` go before each text, for models that ask for them (e5: `query: `, `passage: `).
  package init(
    _ endpoint: OpenAIEndpoint, dimensions: Int, prefixes: [EmbeddingKind: String] = [:], client: TransportClient
  ) {
    self.endpoint = endpoint
    self.dimensions = dimensions
    self.prefixes = prefixes
    self.client = client
  }

  package func embed(_ texts: [String], _ kind: EmbeddingKind) async throws -> [[Float]] {
    guard !texts.isEmpty else { return [] }
    let input = texts.map { (prefixes[kind] ?? "") + $0 }
    let body = try JSONEncoder().encode(Question(model: endpoint.model, input: input))
    do {
      let reply = try await client.send(
        endpoint.request("/embeddings", body: Array(body), purpose: "model.embed", stream: false))
      guard reply.status == 200 else {
        throw ModelFaults.refusal(status: reply.status, headers: reply.headers, body: reply.body)
      }
      return try Self.vectors(reply.body, count: texts.count, dimensions: dimensions)
    } catch {
      throw ModelFaults.classify(error, afterFirstToken: false)
    }
  }

  /// Unit vectors in the order of the texts. Throws `ModelError(.garbage)` for another number or length.
  static func vectors(_ body: [UInt8], count: Int, dimensions: Int) throws(ModelError) -> [[Float]] {
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)), answer.data.count == count else {
      throw ModelError(.garbage, "the reply is no list of as many vectors as texts")
    }
    let ordered = answer.data.sorted { ($0.index ?? 0) < ($1.index ?? 0) }.map(\.embedding)
    guard ordered.allSatisfy({ $0.count == dimensions && $0.allSatisfy(\.isFinite) }) else {
      throw ModelError(.garbage, "a vector does not have \(dimensions) finite numbers")
    }
    return ordered.map(unit)
  }

  private static func unit(_ vector: [Float]) -> [Float] {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? vector.map { $0 / length } : vector
  }

  private struct Question: Encodable {
    var model: String
    var input: [String]
  }

  private struct Answer: Decodable {
    var data: [Item]
    struct Item: Decodable {
      var index: Int?
      var embedding: [Float]
    }
  }
}
