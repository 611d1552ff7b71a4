import Foundation
import HTTPTypes
import Kernel
import Transport

/// What both clients do alike: build a call, send it once, read JSON.
struct JSONCall: Sendable {
  var transport: TransportClient
  var time: TimeSource

  /// How a platform's refusals read: from status and code to a failure.
  typealias Refusals = @Sendable (_ reply: OutboundReply, _ now: Date) -> PublishFailure

  func value<Value: Decodable>(
    _ type: Value.Type = Value.self, of request: OutboundRequest, _ refusals: Refusals
  ) async throws(PublishFailure) -> Value {
    let reply = try await whole(request, refusals)
    do {
      return try JSONDecoder().decode(Value.self, from: Data(reply.body))
    } catch {
      throw PublishFailure(.unreadable, effect: .unknown, status: reply.status)
    }
  }

  func whole(_ request: OutboundRequest, _ refusals: Refusals) async throws(PublishFailure) -> OutboundReply {
    let reply: OutboundReply
    do { reply = try await transport.send(request) } catch { throw PublishFailure(error) }
    guard (200..<300).contains(reply.status) else { throw refusals(reply, time.now()) }
    return reply
  }
}

extension HTTPFields {
  static func bearer(_ token: String, _ more: HTTPFields = [:]) -> HTTPFields {
    var fields = more
    fields[.authorization] = "Bearer " + token
    fields[.accept] = "application/json"
    return fields
  }
}

/// Cleans a server address as people type it: `shop.example`, `https://shop.example/`. Nil for anything with a
/// path, a user name or another scheme.
package func serverBaseURL(_ text: String) -> String? {
  let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
  let full = trimmed.contains("://") ? trimmed : "https://" + trimmed
  guard let parts = URLComponents(string: full), let scheme = parts.scheme?.lowercased(),
    scheme == "https" || scheme == "http", let host = parts.encodedHost, !host.isEmpty, parts.user == nil,
    parts.query == nil, parts.fragment == nil, ["", "/"].contains(parts.path)
  else { return nil }
  return scheme + "://" + host.lowercased() + (parts.port.map { ":\($0)" } ?? "")
}
