import Foundation

/// Base URL, cookies and proxies, which only go wrong together.
enum AddressCheck {
  static func findings(_ listen: Config.Listen) -> [Finding] {
    guard let base = listen.baseURL else { return [withoutBase(listen)] }
    return [base.scheme == "https" ? secure(base, listen) : plain(base)]
  }

  private static func withoutBase(_ listen: Config.Listen) -> Finding {
    if ["127.0.0.1", "::1", "localhost"].contains(listen.host) {
      return .good("address", "http://\(listen.host), for this machine only")
    }
    return .warning(
      "address", "Starling listens on \(listen.host), but links and cookies are made for whatever people type.",
      "Set STARLING_BASE_URL to the https address that people use.")
  }

  private static func secure(_ base: URL, _ listen: Config.Listen) -> Finding {
    if listen.tls != nil || !listen.trustedProxies.isEmpty {
      return .good("address", "\(base.absoluteString), cookies are Secure")
    }
    return .fault(
      "address",
      "\(base.absoluteString) is https, but neither a certificate nor a trusted proxy is set: nobody could sign in.",
      "Set STARLING_TLS_CERTIFICATE and STARLING_TLS_KEY, or STARLING_TRUSTED_PROXIES to the proxy's network.")
  }

  private static func plain(_ base: URL) -> Finding {
    if ["127.0.0.1", "localhost", "::1"].contains(base.host ?? "") { return .good("address", base.absoluteString) }
    return .warning(
      "address", "\(base.absoluteString) is not encrypted: passwords and cookies can be read on the way.",
      "Use https, with a certificate or behind a proxy.")
  }
}
