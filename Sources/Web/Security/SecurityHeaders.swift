import HTTPTypes

enum SecurityHeaders {
  /// For every reply that does not say otherwise.
  static let http = [
    HTTPField(name: .xContentTypeOptions, value: "nosniff"),
    HTTPField(name: .referrerPolicy, value: "same-origin"),
    HTTPField(name: .crossOriginOpenerPolicy, value: "same-origin"),
    HTTPField(name: .crossOriginResourcePolicy, value: "same-origin"),
    HTTPField(name: .contentSecurityPolicy, value: api),
    HTTPField(name: .cacheControl, value: "no-store"),
  ]
  static let https =
    http + [HTTPField(name: .strictTransportSecurity, value: "max-age=31536000; includeSubDomains")]

  static let api = "default-src 'none'; frame-ancestors 'none'"

  /// For pages: our own files, inline scripts and styles only with this reply's nonce.
  static func page(nonce: String) -> String {
    [
      "default-src 'none'", "script-src 'self' 'nonce-\(nonce)'", "style-src 'self' 'nonce-\(nonce)'",
      "img-src 'self' data: blob:", "media-src 'self' blob:", "font-src 'self'", "connect-src 'self'",
      "manifest-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")
  }

  static let permissions = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
}
