import Foundation
import HTTPTypes
package import Kernel
package import Transport

/// Bluesky through the account's own data server, by app password.
package struct BlueskyClient: PlatformClient {
  package let platform = "bluesky"
  package let metricsBatch = 25

  static let collection = "app.bsky.feed.post"
  /// An access token lives two hours and a refresh token ninety days (PDS source); the token itself says more exactly.
  static let accessLife: TimeInterval = 7200

  let call: JSONCall
  /// Reads that need no login: `https://public.api.bsky.app`, or the account's own server when nil.
  let publicAPI: String?

  package init(transport: TransportClient, time: TimeSource, publicAPI: String? = nil) {
    call = JSONCall(transport: transport, time: time)
    self.publicAPI = publicAPI
  }

  /// Where people read what an account posts. A server over plain http is the operator's own and shows it by itself.
  static func site(of base: String) -> String { base.hasPrefix("http://") ? base : "https://bsky.app" }

  package func clientToken(for publication: PublicationID, generation: Int) -> String {
    RecordKey.make(for: publication, generation: generation)
  }

  func query<Value: Decodable>(
    _ method: String, _ parameters: [(String, String)], base: String, token: String?, as: Value.Type = Value.self
  ) async throws(PublishFailure) -> Value {
    let url = "\(base)/xrpc/\(method)?" + FormBody.query(parameters)
    return try await call.value(
      of: OutboundRequest(.get, url, headers: token.map { .bearer($0) } ?? [:], purpose: "bluesky." + method),
      BlueskyRefusals.read)
  }

  func procedure(
    _ method: String, _ body: some Encodable, _ session: PlatformSession
  ) throws(PublishFailure) -> OutboundRequest {
    OutboundRequest(
      .post, "\(session.account.baseURL)/xrpc/\(method)",
      headers: .bearer(session.credential.accessToken, [.contentType: "application/json"]),
      body: try Self.encoded(body), purpose: "bluesky." + method)
  }

  static func encoded(_ body: some Encodable) throws(PublishFailure) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    do { return Array(try encoder.encode(body)) } catch { throw PublishFailure(.rejected, effect: .none) }
  }
}
