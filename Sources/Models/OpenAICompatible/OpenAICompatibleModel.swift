import Foundation
import HTTPTypes
package import Kernel
package import Transport

/// Where an OpenAI-compatible server is and how it is used.
package struct OpenAIEndpoint: Sendable {
  /// Up to the version, such as `https://api.openai.com/v1`.
  package var baseURL: String
  package var model: String
  /// nil for servers that ask for none (Ollama, llama.cpp).
  package var key: Redacted<String>?
  package var firstToken: Duration
  package var total: Duration

  package init(
    baseURL: String, model: String, key: Redacted<String>? = nil, firstToken: Duration = .seconds(3),
    total: Duration = .seconds(60)
  ) {
    self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
    self.model = model
    self.key = key
    self.firstToken = firstToken
    self.total = total
  }

  func request(
    _ method: HTTPRequest.Method, _ path: String, body: [UInt8], purpose: String, stream: Bool
  ) -> OutboundRequest {
    var headers: HTTPFields = [.accept: stream ? "text/event-stream" : "application/json"]
    if method == .post { headers[.contentType] = "application/json" }
    if let key { headers[.authorization] = "Bearer \(key.reveal())" }
    return OutboundRequest(
      method, baseURL + path, headers: headers, body: body, purpose: purpose,
      timeouts: .init(firstByte: stream ? firstToken : total, total: total), maxReplyBytes: 16 << 20)
  }
}

/// Chat completions of any OpenAI-compatible endpoint, streamed, without tools.
package struct OpenAICompatibleModel: LanguageModel {
  package var name: String { endpoint.model }
  private let endpoint: OpenAIEndpoint
  private let client: TransportClient
  private let plain: PlainModels
  private let time: TimeSource

  /// - Parameter plain: shared by the models of one process, so that what one call learned the next one knows.
  package init(
    _ endpoint: OpenAIEndpoint, client: TransportClient, plain: PlainModels = PlainModels(), time: TimeSource = .system
  ) {
    self.endpoint = endpoint
    self.client = client
    self.plain = plain
    self.time = time
  }

  package func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelChunk, any Error> {
    AnswerCall<ChatStream>(
      client: client, time: time, firstToken: endpoint.firstToken, plain: plain,
      name: endpoint.baseURL + " " + endpoint.model
    ) { style in
      endpoint.request(
        .post, "/chat/completions", body: try ChatBody.encode(request, model: endpoint.model, style: style),
        purpose: "model.chat", stream: true)
    }.stream()
  }
}
