import Foundation
import Kernel
import Models
import Transport

/// The operator's own endpoint for embeddings.
struct OutsideEmbeddings: Sendable {
  /// Of the vectors that are stored.
  static let dimensions = 384

  /// Why it cannot be used as it is set.
  struct Refusal: Sendable {
    var words: String
    /// Its vectors will never fit: no later try helps.
    var isWrongModel: Bool
  }

  private let choice: Config.Embeddings
  private let transport: TransportClient

  init(_ choice: Config.Embeddings, _ transport: TransportClient) {
    self.choice = choice
    self.transport = transport
  }

  func embedder(total: Duration = .seconds(60)) -> any Embedder {
    let endpoint = OpenAIEndpoint(
      baseURL: choice.endpoint.url.absoluteString, model: choice.endpoint.name ?? "", key: choice.endpoint.key,
      total: total)
    return OpenAICompatibleEmbedder(
      endpoint, dimensions: Self.dimensions, kinds: kinds, shortens: true, client: transport)
  }

  /// Asks for one vector, within five seconds; nil when it fits.
  func refusal() async -> Refusal? {
    do {
      _ = try await embedder(total: .seconds(5)).embed(["Starling"], .query)
      return nil
    } catch let error as ModelError {
      return Refusal(words: words(error), isWrongModel: error.kind == .wrongDimensions)
    } catch {
      return Refusal(words: "\(host) cannot be asked: \(error).", isWrongModel: false)
    }
  }

  private func words(_ error: ModelError) -> String {
    switch error.kind {
    case .wrongDimensions:
      "\(error.detail). Choose a model whose vectors have \(Self.dimensions) numbers or can be shortened to that, such as "
        + "multilingual-e5-small or text-embedding-3-small."
    case .denied: "\(host) refuses the key."
    case .unknownModel: "\(host) has no model of that name, or no embeddings there."
    default: "\(host) gives no vector (\(error.kind.rawValue): \(error.detail))."
    }
  }

  private var host: String { choice.endpoint.url.host ?? "" }

  private var kinds: EmbeddingKindStyle {
    switch choice.kinds {
    case .none: .unsaid
    case .prefix: .prefix
    case .inputType: .inputType
    }
  }
}
