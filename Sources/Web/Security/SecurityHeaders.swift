import HTTPTypes

enum SecurityHeaders {
  /// For every reply.
  static func common(isHTTPS: Bool) -> HTTPFields {
    var fields = HTTPFields()
    fields[.xContentTypeOptions] = "nosniff"
    fields[.referrerPolicy] = "same-origin"
    fields[.crossOriginOpenerPolicy] = "same-origin"
    fields[.crossOriginResourcePolicy] = "same-origin"
    if isHTTPS { fields[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
    return fields
  }

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
