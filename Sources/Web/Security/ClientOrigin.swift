package import HTTPTypes

/// Who is calling from where, as far as the peer may be believed.
struct ClientOrigin: Sendable, Equatable {
  var address: String
  var scheme: String
  /// `https://host[:port]` as the client sees it.
  var origin: String

  init(peer: String, isTLS: Bool, host: String, headers: HTTPFields, settings: GatewaySettings) {
    let isTrusted = settings.trustedProxies.contains { $0.contains(peer) }
    address = isTrusted ? Self.client(headers, peer, settings.trustedProxies) : peer
    let forwardedScheme = isTrusted ? headers[.xForwardedProto]?.lowercased() : nil
    let forwardedHost = isTrusted ? headers[.xForwardedHost] : nil
    if let baseURL = settings.baseURL {
      origin = baseURL
      scheme = baseURL.hasPrefix("https:") ? "https" : "http"
    } else {
      scheme = forwardedScheme == "https" || (forwardedScheme == nil && isTLS) ? "https" : "http"
      origin = scheme + "://" + (forwardedHost ?? host)
    }
  }

  /// The last address of the chain that is not one of our proxies.
  private static func client(_ headers: HTTPFields, _ peer: String, _ proxies: [AddressRange]) -> String {
    let chain = headers[values: .xForwardedFor].joined(separator: ",").split(separator: ",").map(\.trimmed)
    return chain.last { hop in !proxies.contains { $0.contains(hop) } } ?? peer
  }
}

extension HTTPField.Name {
  static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
  static let xForwardedProto = HTTPField.Name("X-Forwarded-Proto")!
  static let xForwardedHost = HTTPField.Name("X-Forwarded-Host")!
  package static let xRequestID = HTTPField.Name("X-Request-ID")!
  static let xCSRFToken = HTTPField.Name("X-CSRF-Token")!
  package static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
  static let idempotentReplayed = HTTPField.Name("Idempotent-Replayed")!
  static let rateLimit = HTTPField.Name("RateLimit")!
  static let rateLimitPolicy = HTTPField.Name("RateLimit-Policy")!
  static let prefer = HTTPField.Name("Prefer")!
  static let traceparent = HTTPField.Name("traceparent")!
  static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
  package static let lastEventID = HTTPField.Name("Last-Event-ID")!
  static let permissionsPolicy = HTTPField.Name("Permissions-Policy")!
  static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
  static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!
  static let crossOriginResourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!
  static let xFrameOptions = HTTPField.Name("X-Frame-Options")!
}
