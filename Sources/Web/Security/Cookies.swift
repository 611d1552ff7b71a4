import HTTPTypes

/// The cookies of the pages. On https they carry the `__Host-` prefix, so no other host can set them.
package enum PageCookie: String, Sendable {
  case session = "starling_session"
  case csrf = "starling_csrf"
  /// The brand that was looked at last: an id, no secret.
  case brand = "starling_brand"

  func name(isSecure: Bool) -> String { (isSecure ? "__Host-" : "") + rawValue }

  func value(_ headers: HTTPFields, isSecure: Bool) -> String? {
    let wanted = name(isSecure: isSecure)
    for header in headers[values: .cookie] {
      for pair in header.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        if parts.count == 2, parts[0].trimmed == wanted { return parts[1].trimmed }
      }
    }
    return nil
  }

  /// `Set-Cookie`: HttpOnly, SameSite=Lax, whole site. A lifetime of zero deletes it, nil ends it with the browser.
  func header(_ value: String, lifetime: Duration?, isSecure: Bool) -> String {
    var text = "\(name(isSecure: isSecure))=\(value); Path=/; HttpOnly; SameSite=Lax"
    if let lifetime { text += "; Max-Age=\(lifetime.components.seconds)" }
    return isSecure ? text + "; Secure" : text
  }
}

extension EndpointContext {
  /// Sets the session cookie on this reply. The value is opaque: letters, digits, `-`, `_` and `.`.
  package func startSession(_ value: String, lifetime: Duration) {
    head.append(
      .setCookie, PageCookie.session.header(value, lifetime: lifetime, isSecure: request.scheme == "https"))
  }

  package func endSession() {
    head.append(.setCookie, PageCookie.session.header("", lifetime: .zero, isSecure: request.scheme == "https"))
  }
}
