import Foundation
import Kernel
import Synchronization

/// How the instance words replies that every route shares.
extension MastodonServer {
  private static let security: [(name: String, value: String)] = [
    ("X-Frame-Options", "SAMEORIGIN"), ("X-Content-Type-Options", "nosniff"), ("X-XSS-Protection", "0"),
    ("X-Permitted-Cross-Domain-Policies", "none"), ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; form-action 'none'"),
  ]

  func reply(_ status: Int, _ value: JSON, _ standing: RateWindows.Standing? = nil) -> Reply {
    .json(
      status, value,
      headers: Self.security + [("Cache-Control", "private, no-store"), ("Vary", "Authorization, Origin")]
        + [("X-Request-Id", UUID(bytes: world.random.bytes(16)).uuidString.lowercased())]
        + (standing.map(rateHeaders) ?? []))
  }

  func error(_ status: Int, _ words: String) -> Reply { reply(status, ["error": .string(words)]) }

  func refuse(_ status: Int, _ words: String) -> Refusal { Refusal(reply: error(status, words)) }

  func invalid(_ words: String) -> Refusal { refuse(422, "Validation failed: \(words)") }

  func unroutable(_ request: Request, wrongMethod: Bool) -> Reply { error(404, "Not Found") }

  func failure(_ status: Int) -> Reply {
    switch status {
    case 500: error(500, "We're sorry, but something went wrong on our end.")
    case 503: error(503, "Service Unavailable")
    default: error(status, "There was a temporary problem serving your request, please try again")
    }
  }

  func rateLimited(_ request: Request, resetIn seconds: Double) -> Reply {
    tooMany(
      .init(limit: limits.statuses, remaining: 0, reset: world.now.addingTimeInterval(seconds), exceeded: true))
  }

  func tooMany(_ standing: RateWindows.Standing) -> Reply {
    reply(429, ["error": "Too many requests"], standing)
  }

  /// Every reply under `/api/` tells the standing, a refusal too.
  func dressed(_ reply: Reply, for call: Call) -> Reply {
    guard call.request.path.hasPrefix("/api/"), !reply.headers.contains(where: { $0.name == "X-RateLimit-Limit" })
    else { return reply }
    let now = world.now
    let standing = state.withLock { state in
      if let account = account(of: call.request) {
        state.windows.standing("account " + account.id, limits.perAccount, at: now)
      } else {
        state.windows.standing("address " + call.request.peer, limits.perAddress, at: now)
      }
    }
    return reply.adding(rateHeaders(standing))
  }

  /// The reset is an ISO 8601 time whose fraction is that of the request, as recorded.
  private func rateHeaders(_ standing: RateWindows.Standing) -> [(name: String, value: String)] {
    let fraction = world.now.timeIntervalSince1970.truncatingRemainder(dividingBy: 1)
    let reset = standing.reset.timeIntervalSince1970.rounded(.down) + fraction
    return [
      ("X-RateLimit-Limit", String(standing.limit.limit)),
      ("X-RateLimit-Remaining", String(max(0, standing.remaining))),
      ("X-RateLimit-Reset", Timestamp.text(Date(timeIntervalSince1970: reset), digits: 6)),
    ]
  }
}

extension UUID {
  init(bytes: [UInt8]) {
    self.init(uuid: bytes.withUnsafeBytes { $0.loadUnaligned(as: uuid_t.self) })
  }
}
