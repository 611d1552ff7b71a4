package import Foundation
package import HTTPTypes

/// What a reply says about how many more calls are allowed.
package struct RateLimit: Sendable, Equatable {
  package var limit: Int
  package var remaining: Int
  package var resetsAt: Date?

  package init(limit: Int, remaining: Int, resetsAt: Date?) {
    self.limit = limit
    self.remaining = remaining
    self.resetsAt = resetsAt
  }

  /// Reads `X-RateLimit-*` (Mastodon: reset as ISO 8601) and `RateLimit-*` (Bluesky: reset as Unix seconds).
  package init?(_ headers: HTTPFields) {
    func value(_ name: String) -> String? {
      HTTPField.Name("X-RateLimit-" + name).flatMap { headers[$0] }
        ?? HTTPField.Name("RateLimit-" + name).flatMap { headers[$0] }
    }
    guard let limit = value("Limit").flatMap({ Int($0) }), let remaining = value("Remaining").flatMap({ Int($0) })
    else { return nil }
    self.init(limit: limit, remaining: remaining, resetsAt: value("Reset").flatMap(Self.instant))
  }

  /// `Retry-After` wins over the reset of the window; a reset in the past says nothing.
  package static func retryAt(_ headers: HTTPFields, now: Date) -> Date? {
    if let after = headers[.retryAfter].flatMap({ Double($0) }), after >= 0 {
      return now.addingTimeInterval(min(after, 86_400))
    }
    guard let reset = RateLimit(headers)?.resetsAt, reset > now else { return nil }
    return min(reset, now.addingTimeInterval(86_400))
  }

  private static func instant(_ text: String) -> Date? {
    Double(text).map { Date(timeIntervalSince1970: $0) } ?? Timestamp.parse(text)
  }
}
