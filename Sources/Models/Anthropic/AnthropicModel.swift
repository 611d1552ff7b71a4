import Foundation
import HTTPTypes
package import Kernel
package import Transport

/// Where Anthropic's Messages API is and how it is used.
package struct AnthropicEndpoint: Sendable {
  /// The version of the API that this client speaks, sent with every request.
  static let version = "2023-06-01"
  private static let versionHeader = HTTPField.Name("anthropic-version")
  private static let keyHeader = HTTPField.Name("x-api-key")

  /// Without a path, such as `https://api.anthropic.com`; one that ends in `/v1` is meant the same.
  package var baseURL: String
  package var model: String
  package var key: Redacted<String>?
  package var firstToken: Duration
  package var total: Duration

  package init(
    baseURL: String, model: String, key: Redacted<String>? = nil, firstToken: Duration = .seconds(3),
    total: Duration = .seconds(60)
  ) {
    var base = baseURL
    for end in ["/", "/v1"] where base.hasSuffix(end) { base.removeLast(end.count) }
    self.baseURL = base
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
    if let version = Self.versionHeader { headers[version] = Self.version }
    if let key, let header = Self.keyHeader { headers[header] = key.reveal() }
    return OutboundRequest(
      method, baseURL + path, headers: headers, body: body, purpose: purpose,
      timeouts: .init(firstByte: stream ? firstToken : total, total: total), maxReplyBytes: 16 << 20)
  }
}

/// Anthropic's Messages, streamed, without tools and without thinking.
package struct AnthropicModel: LanguageModel {
  package var name: String { endpoint.model }
  private let endpoint: AnthropicEndpoint
  private let client: TransportClient
  private let plain: PlainModels
  private let time: TimeSource

  /// - Parameter plain: shared by the models of one process, so that what one call learned the next one knows.
  package init(
    _ endpoint: AnthropicEndpoint, client: TransportClient, plain: PlainModels = PlainModels(),
    time: TimeSource = .system
  ) {
    self.endpoint = endpoint
    self.client = client
    self.plain = plain
    self.time = time
  }

  package func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelChunk, any Error> {
    AnswerCall<MessageStream>(
      client: client, time: time, firstToken: endpoint.firstToken, plain: plain,
      name: endpoint.baseURL + " " + endpoint.model
    ) { style in
      endpoint.request(
        .post, "/v1/messages", body: try MessageBody.encode(request, model: endpoint.model, style: style),
        purpose: "model.messages", stream: true)
    }.stream()
  }
}
