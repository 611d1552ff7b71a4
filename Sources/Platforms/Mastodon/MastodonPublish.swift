import Foundation
import HTTPTypes
import Transport

extension MastodonClient {
  private struct NewStatus: Encodable {
    var status: String
    var language: String
    var visibility: String
    var in_reply_to_id: String?
  }

  /// The first part is public, the rest of a thread unlisted, as is the custom there.
  package func create(_ create: CreateCall, _ session: PlatformSession) async throws(PublishFailure) -> CreatedPost {
    let body = NewStatus(
      status: create.segment.text, language: String(create.segment.language.prefix { $0 != "-" }),
      visibility: create.earlier.isEmpty ? "public" : "unlisted", in_reply_to_id: create.earlier.last?.id)
    let request = OutboundRequest(
      .post, session.account.baseURL + "/api/v1/statuses",
      headers: .bearer(
        session.credential.accessToken,
        [.contentType: "application/json", .idempotencyKey: create.clientToken]),
      body: try Self.encoded(body), purpose: "mastodon.create", timeouts: create.timeouts, gate: create.gate)
    let status: MastodonModels.Status = try await call.value(of: request, MastodonRefusals.read)
    return Self.created(status)
  }

  package func look(at url: String, _ session: PlatformSession) async throws(PublishFailure) -> CreatedPost? {
    guard let id = url.split(separator: "/").last, id.allSatisfy(\.isNumber) else { return nil }
    let found = try await nilIfGone { () async throws(PublishFailure) -> MastodonModels.Status in
      try await get(
        "/api/v1/statuses/\(id)", session.credential.accessToken, base: session.account.baseURL, purpose: "look")
    }
    return found.map(Self.created)
  }

  package func delete(_ id: String, _ session: PlatformSession) async throws(PublishFailure) {
    let request = OutboundRequest(
      .delete, session.account.baseURL + "/api/v1/statuses/\(id)", headers: .bearer(session.credential.accessToken),
      purpose: "mastodon.delete")
    _ = try await nilIfGone { () async throws(PublishFailure) -> OutboundReply in
      try await call.whole(request, MastodonRefusals.read)
    }
  }

  package func metrics(_ ids: [String], _ session: PlatformSession) async throws(PublishFailure) -> [PostMetrics] {
    guard !ids.isEmpty else { return [] }
    let query = FormBody.query(ids.map { ("id[]", $0) })
    let statuses: [MastodonModels.Status] = try await get(
      "/api/v1/statuses?" + query, session.credential.accessToken, base: session.account.baseURL, purpose: "metrics")
    return statuses.map {
      PostMetrics(
        id: $0.id, likes: $0.favourites_count, comments: $0.replies_count,
        shares: $0.reblogs_count + ($0.quotes_count ?? 0))
    }
  }

  static func created(_ status: MastodonModels.Status) -> CreatedPost {
    CreatedPost(id: status.id, url: status.url ?? status.uri, createdAt: Timestamp.parse(status.created_at))
  }

  private static func encoded(_ body: NewStatus) throws(PublishFailure) -> [UInt8] {
    do { return Array(try JSONEncoder().encode(body)) } catch { throw PublishFailure(.rejected, effect: .none) }
  }

  private func nilIfGone<Value>(
    _ body: () async throws(PublishFailure) -> Value
  ) async throws(PublishFailure) -> Value? {
    do { return try await body() } catch {
      guard error.kind == .notFound else { throw error }
      return nil
    }
  }
}

extension HTTPField.Name {
  static var idempotencyKey: HTTPField.Name { HTTPField.Name("Idempotency-Key")! }
}
