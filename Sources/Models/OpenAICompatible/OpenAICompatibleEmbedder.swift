import Foundation
import HTTPTypes
import Synchronization
package import Transport

/// How an endpoint hears whether a text is searched for or found.
package enum EmbeddingKindStyle: Sendable, Equatable {
  /// Not at all.
  case unsaid
  /// By `query: ` or `passage: ` before the text, as e5 was trained.
  case prefix
  /// By the field `input_type`.
  case inputType
}

/// `/embeddings` of any OpenAI-compatible endpoint.
package struct OpenAICompatibleEmbedder: Embedder {
  package var name: String { endpoint.model }
  package let dimensions: Int
  private let endpoint: OpenAIEndpoint
  private let kinds: EmbeddingKindStyle
  private let client: TransportClient
  private let length: AskedLength

  /// - Parameter shortens: asks for vectors of `dimensions` numbers, for models that can give shorter ones than their
  ///   own. An endpoint that refuses the question is asked without it from then on.
  package init(
    _ endpoint: OpenAIEndpoint, dimensions: Int, kinds: EmbeddingKindStyle = .unsaid, shortens: Bool = false,
    client: TransportClient
  ) {
    self.endpoint = endpoint
    self.dimensions = dimensions
    self.kinds = kinds
    self.client = client
    length = AskedLength(shortens ? dimensions : nil)
  }

  /// Throws `ModelError(.wrongDimensions)` when the model's vectors have another length.
  package func embed(_ texts: [String], _ kind: EmbeddingKind) async throws -> [[Float]] {
    guard !texts.isEmpty else { return [] }
    do {
      let reply = try await answer(texts, kind)
      guard reply.status == 200 else {
        throw ModelFaults.refusal(status: reply.status, headers: reply.headers, body: reply.body)
      }
      return try Self.vectors(reply.body, count: texts.count, dimensions: dimensions)
    } catch {
      throw ModelFaults.classify(error, afterFirstToken: false)
    }
  }

  private func answer(_ texts: [String], _ kind: EmbeddingKind) async throws -> OutboundReply {
    let asked = length.value
    let reply = try await send(texts, kind, length: asked)
    guard asked != nil, [400, 422].contains(reply.status) else { return reply }
    let plain = try await send(texts, kind, length: nil)
    if plain.status == 200 { length.forget() }
    return plain
  }

  private func send(_ texts: [String], _ kind: EmbeddingKind, length: Int?) async throws -> OutboundReply {
    let body = try JSONEncoder().encode(question(texts, kind, length: length))
    return try await client.send(
      endpoint.request(.post, "/embeddings", body: Array(body), purpose: "model.embed", stream: false))
  }

  func question(_ texts: [String], _ kind: EmbeddingKind, length: Int?) -> Question {
    let prefix = kinds == .prefix ? kind.rawValue + ": " : ""
    return Question(
      model: endpoint.model, input: texts.map { prefix + $0 }, inputType: kinds == .inputType ? kind.rawValue : nil,
      dimensions: length)
  }

  /// Unit vectors in the order of the texts. Throws `ModelError(.garbage)` for another number of them or no numbers,
  /// and `ModelError(.wrongDimensions)` for another length.
  static func vectors(_ body: [UInt8], count: Int, dimensions: Int) throws(ModelError) -> [[Float]] {
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)), answer.data.count == count else {
      throw ModelError(.garbage, "the reply is no list of as many vectors as texts")
    }
    let ordered = answer.data.sorted { ($0.index ?? 0) < ($1.index ?? 0) }.map(\.embedding)
    if let other = ordered.first(where: { $0.count != dimensions }) {
      throw ModelError(.wrongDimensions, "a vector has \(other.count) numbers instead of \(dimensions)")
    }
    guard ordered.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
      throw ModelError(.garbage, "a vector holds what is no number")
    }
    return ordered.map(unit)
  }

  private static func unit(_ vector: [Float]) -> [Float] {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? vector.map { $0 / length } : vector
  }

  struct Question: Encodable, Equatable {
    var model: String
    var input: [String]
    var inputType: String?
    var dimensions: Int?

    enum CodingKeys: String, CodingKey {
      case model, input
      case inputType = "input_type"
      case dimensions
    }
  }

  private struct Answer: Decodable {
    var data: [Item]
    struct Item: Decodable {
      var index: Int?
      var embedding: [Float]
    }
  }
}

/// The length that vectors are asked for; nil once the endpoint has refused the question.
private final class AskedLength: Sendable {
  private let asked: Mutex<Int?>

  init(_ length: Int?) { asked = Mutex(length) }

  var value: Int? { asked.withLock { $0 } }
  func forget() { asked.withLock { $0 = nil } }
}
