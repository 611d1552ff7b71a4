import App
import Foundation
import HTTPTypes
import Kernel
import NIOCore
import TestKit
import Transport

/// A caller of the product's API.
struct Client: Sendable {
  let caller: BenchCaller
  let base: String
  let token: String
  private let transport: TransportClient

  /// Signs in.
  init(_ caller: BenchCaller, at base: String) async throws {
    struct Tokens: Decodable { var accessToken: String }
    self.caller = caller
    self.base = base
    let endpoints = OperatorEndpoints()
    endpoints.allow(url: base)
    transport = try TransportClient(operatorEndpoints: endpoints)
    let body = try JSONEncoder().encode(["mail": caller.mail, "password": caller.password])
    let tokens: Tokens = try await Self.send(
      OutboundRequest(
        .post, base + "/v1/auth/login", headers: [.contentType: "application/json"], body: [UInt8](body),
        purpose: "bench"), transport)
    token = tokens.accessToken
  }

  func post<Reply: Decodable & Sendable>(
    _ path: String, _ body: [UInt8], wait: Bool = false, as _: Reply.Type = Reply.self
  ) async throws -> Reply {
    var headers = headers
    headers[.contentType] = "application/json"
    if wait, let prefer = HTTPField.Name("Prefer") { headers[prefer] = "wait=30" }
    return try await Self.send(
      OutboundRequest(
        .post, base + path, headers: headers, body: body, purpose: "bench",
        timeouts: .init(firstByte: .seconds(60), total: .seconds(60))), transport)
  }

  /// Hears events from now on, until the task is cancelled.
  func events(_ subjects: String...) async throws -> Feed {
    let feed = Feed()
    let query = subjects.map { "subject=\($0)" }.joined(separator: "&")
    var headers = headers
    headers[.accept] = "text/event-stream"
    let request = OutboundRequest(
      .get, base + "/v1/events?\(query)", headers: headers, purpose: "bench",
      timeouts: .init(total: .seconds(3600)), maxReplyBytes: 1 << 30)
    feed.follow { [transport] in
      try await transport.stream(request) { reply in
        guard reply.status == 200 else { throw Problem(.internal, "the events answered \(reply.status)") }
        for try await piece in reply.body { feed.take(piece.readableBytesView) }
      }
    }
    try await feed.open()
    return feed
  }

  private var headers: HTTPFields { [.accept: "application/json", .authorization: "Bearer \(token)"] }

  private static func send<Reply: Decodable>(
    _ request: OutboundRequest, _ transport: TransportClient
  ) async throws -> Reply {
    let reply = try await transport.send(request)
    guard (200...299).contains(reply.status) else {
      throw Problem(
        .internal, "\(request.url) answered \(reply.status): \(String(decoding: reply.body.prefix(500), as: UTF8.self))"
      )
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Reply.self, from: Data(reply.body))
  }
}
