import Foundation
import Transport

/// What a personal data server's refusals mean: the lexicons' error names first, the status for the rest.
enum BlueskyRefusals {
  static func read(_ reply: OutboundReply, now: Date) -> PublishFailure {
    let code = (try? JSONDecoder().decode(BlueskyModels.ErrorBody.self, from: Data(reply.body)))?.error ?? ""
    let definite = (400..<500).contains(reply.status) && ![408, 409, 425].contains(reply.status)
    return PublishFailure(
      byCode[code] ?? byStatus(reply.status), effect: definite ? .none : .unknown, status: reply.status, code: code,
      retryAt: reply.status == 429 || reply.status == 503 ? RateLimit.retryAt(reply.headers, now: now) : nil)
  }

  private static let byCode: [String: PublishFailure.Kind] = [
    "ExpiredToken": .tokenExpired, "InvalidToken": .tokenExpired, "AuthMissing": .tokenDead,
    "AuthenticationRequired": .tokenDead, "AuthFactorTokenRequired": .tokenDead, "AccountTakedown": .accountBlocked,
    "AccountDeactivated": .accountBlocked, "AccountSuspended": .accountBlocked, "RecordNotFound": .notFound,
    "RateLimitExceeded": .rateLimited, "BlobTooLarge": .rejected, "InvalidRequest": .rejected,
    "InvalidSwap": .rejected, "unconfirmed_email": .accountBlocked,
  ]

  private static func byStatus(_ status: Int) -> PublishFailure.Kind {
    switch status {
    case 401: .tokenDead
    case 403: .scopeMissing
    case 404: .notFound
    case 429: .rateLimited
    case 400..<500: .rejected
    case 500...: .unavailable
    default: .unreadable
    }
  }
}
