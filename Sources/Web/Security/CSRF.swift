import Crypto
import Foundation
import HTTPTypes
import Kernel

/// Forms and cookie calls prove that a page of ours made them: the request comes from our origin, and carries a
/// token bound to the session cookie (or, before signing in, to a cookie of its own).
struct CSRF: Sendable {
  let key: SymmetricKey

  func token(for secret: String) -> String {
    let mac = HMAC<SHA256>.authenticationCode(for: Data("csrf\0\(secret)".utf8), using: key)
    return Base64URL.encode(Array(mac))
  }

  func check(_ token: String?, secret: String?, headers: HTTPFields, origin: String) throws {
    guard comesFromUs(headers, origin) else {
      throw Problem(.forbidden, "This form was sent from another site. Open the page here and try again.")
    }
    guard let token, let secret, let given = Base64URL.decode(token),
      HMAC<SHA256>.isValidAuthenticationCode(
        Data(given), authenticating: Data("csrf\0\(secret)".utf8), using: key)
    else {
      throw Problem(.forbidden, "The page is out of date, or cookies are off. Load it again and try once more.")
    }
  }

  private func comesFromUs(_ headers: HTTPFields, _ origin: String) -> Bool {
    if let given = headers[.origin] { return given == origin }
    if let site = headers[.secFetchSite] { return site == "same-origin" || site == "none" }
    return true
  }
}
