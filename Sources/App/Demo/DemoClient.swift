import Foundation
import HTTPTypes
import Kernel
import Transport

/// Talks to the gateway as any API client does: over HTTP, with an access token.
struct DemoClient: Sendable {
  private let transport: TransportClient
  private let base: String
  var token: Redacted<String>?

  /// - Parameter base: the gateway's address, without a slash at the end.
  init(transport: TransportClient, base: String) {
    self.transport = transport
    self.base = base
  }

  func get<Reply: Decodable>(_ path: String, as _: Reply.Type = Reply.self) async throws -> Reply {
    try await call(.get, path, [])
  }

  func post<Reply: Decodable>(
    _ path: String, _ body: some Encodable, version: Int? = nil, as _: Reply.Type = Reply.self
  ) async throws -> Reply {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    return try await call(.post, path, [UInt8](try encoder.encode(body)), version: version)
  }

  /// A file behind a signed link.
  func download(_ url: String) async throws -> [UInt8] {
    try await answered(OutboundRequest(.get, url, purpose: "demo.download", maxReplyBytes: 64 << 20))
  }

  private func call<Reply: Decodable>(
    _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8], version: Int? = nil
  ) async throws -> Reply {
    var headers: HTTPFields = [.accept: "application/json"]
    if !body.isEmpty { headers[.contentType] = "application/json" }
    if let token { headers[.authorization] = "Bearer \(token.reveal())" }
    if let version { headers[.ifMatch] = "\"\(version)\"" }
    let reply = try await answered(
      OutboundRequest(method, base + path, headers: headers, body: body, purpose: "demo.call", timeouts: Self.patient))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Reply.self, from: Data(reply))
  }

  private func answered(_ request: OutboundRequest) async throws -> [UInt8] {
    let reply = try await sent(request)
    guard (200...299).contains(reply.status) else {
      throw Problem(
        .conflict,
        "\(request.method.rawValue) \(request.url) answered \(reply.status): \(String(decoding: reply.body.prefix(2_000), as: UTF8.self))"
      )
    }
    return reply.body
  }

  private func sent(_ request: OutboundRequest) async throws -> OutboundReply {
    do { return try await transport.send(request) } catch {
      throw Problem(.unavailable, "\(request.method.rawValue) \(request.url): \(error.kind.rawValue), \(error.detail)")
    }
  }

  private static let patient = OutboundRequest.Timeouts(firstByte: .seconds(60), total: .seconds(90))
}
