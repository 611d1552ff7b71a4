import Foundation
import HTTPTypes
package import Kernel
package import Transport

/// Mastodon and servers that speak its API.
package struct MastodonClient: PlatformClient {
  package let platform = "mastodon"
  package let metricsBatch = 20

  let call: JSONCall
  /// The name that our app registers under.
  let appName: String

  package init(transport: TransportClient, time: TimeSource, appName: String = "Starling") {
    call = JSONCall(transport: transport, time: time)
    self.appName = appName
  }

  package func clientToken(for publication: PublicationID, generation: Int) -> String {
    "starling-\(publication)-\(generation)"
  }

  package func prepare(
    _ text: String, language: String, _ session: PlatformSession
  ) async throws(PublishFailure) -> PreparedSegment {
    PreparedSegment(text: text, language: language)
  }

  /// Tokens of Mastodon live until they are revoked.
  package func refresh(_ session: PlatformSession) async throws(PublishFailure) -> Credential {
    throw PublishFailure(.tokenDead, effect: .none)
  }

  func get<Value: Decodable>(
    _ path: String, _ token: String, base: String, purpose: String, as: Value.Type = Value.self
  ) async throws(PublishFailure) -> Value {
    try await call.value(
      of: OutboundRequest(.get, base + path, headers: .bearer(token), purpose: "mastodon." + purpose),
      MastodonRefusals.read)
  }
}
