import Foundation
import Transport

/// What Mastodon's refusals mean (docs.joinmastodon.org/methods/statuses, /api/oauth-scopes, /api/rate-limits).
enum MastodonRefusals {
  /// The statuses that the server gives before it creates anything. 408, 409 and 425 are not among them.
  private static let beforeCreating: Set<Int> = [400, 401, 403, 404, 405, 406, 410, 413, 415, 422, 429]

  static func read(_ reply: OutboundReply, now: Date) -> PublishFailure {
    let effect: PublishFailure.Effect = beforeCreating.contains(reply.status) ? .none : .unknown
    return PublishFailure(
      kind(reply.status), effect: effect, status: reply.status, code: code(reply.body),
      retryAt: reply.status == 429 || reply.status == 503 ? RateLimit.retryAt(reply.headers, now: now) : nil)
  }

  private static func kind(_ status: Int) -> PublishFailure.Kind {
    switch status {
    case 401: .tokenDead
    case 403: .scopeMissing
    case 404, 410: .notFound
    case 429: .rateLimited
    case 400, 405, 406, 413, 415, 422: .rejected
    case 500...: .unavailable
    default: .unreadable
    }
  }

  /// `ERR_TOO_LONG` and its like, where the server gives them.
  private static func code(_ body: [UInt8]) -> String {
    let decoded = try? JSONDecoder().decode(MastodonModels.ErrorBody.self, from: Data(body))
    return decoded?.details?.values.joined().map(\.error).sorted().first ?? ""
  }
}
