import Crypto
import Foundation

/// A refresh token as the PDS keeps it: the token itself is a JWT whose `jti` is this id.
struct RefreshToken: Sendable, Codable, Equatable {
  var id: String
  var account: String
  var expiresAt: Date
  /// The token that follows it; set at its first use, so that a repeat within the grace gives the same.
  var nextID: String?
}

/// Makes and reads the PDS's JWTs (HS256): access `at+jwt` for 120 minutes, refresh `refresh+jwt` for 90 days.
struct BlueskyTokens: Sendable {
  struct Claims: Sendable, Equatable {
    var scope: String
    var subject: String
    var id: String?
    /// How often the account's access tokens had been expired by a fault when this one was made.
    var generation: Int
    var expiresAt: Date
  }

  static let accessSeconds = 7200.0
  static let refreshSeconds = 90 * 86_400.0
  static let graceSeconds = 7200.0

  var key: [UInt8]
  var audience: String

  func access(_ account: SandboxAccount, generation: Int, now: Date) -> String {
    sign(
      type: "at+jwt",
      [
        "scope": "com.atproto.appPass", "sub": .string(account.id), "iat": .int(seconds(now)),
        "exp": .int(seconds(now.addingTimeInterval(Self.accessSeconds))), "aud": .string(audience),
        "gen": .int(generation),
      ])
  }

  func refresh(_ token: RefreshToken, now: Date) -> String {
    sign(
      type: "refresh+jwt",
      [
        "scope": "com.atproto.refresh", "sub": .string(token.account), "aud": .string(audience),
        "jti": .string(token.id), "iat": .int(seconds(now)),
        "exp": .int(seconds(now.addingTimeInterval(Self.refreshSeconds))),
      ])
  }

  /// Nil for anything that this server did not sign. Does not look at the time.
  func read(_ token: String) -> Claims? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let signature = Self.decode(parts[2]),
      HMAC<SHA256>.isValidAuthenticationCode(
        signature, authenticating: Data("\(parts[0]).\(parts[1])".utf8), using: SymmetricKey(data: key)),
      let payload = Self.decode(parts[1]), let claims = try? JSON(parsing: payload),
      let scope = claims["scope"]?.string, let subject = claims["sub"]?.string, let expiry = claims["exp"]?.int
    else { return nil }
    return Claims(
      scope: scope, subject: subject, id: claims["jti"]?.string,
      generation: claims["gen"]?.int ?? 0,
      expiresAt: Date(timeIntervalSince1970: Double(expiry)))
  }

  private func seconds(_ date: Date) -> Int { Int(date.timeIntervalSince1970) }

  private func sign(type: String, _ claims: JSON) -> String {
    let header: JSON = ["typ": .string(type), "alg": "HS256"]
    let text = Self.encode(Data(header.bytes)) + "." + Self.encode(Data(claims.bytes))
    let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: key))
    return text + "." + Self.encode(Data(code))
  }

  private static func encode(_ data: Data) -> String {
    data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  private static func decode(_ text: Substring) -> Data? {
    let plain = text.replacing("-", with: "+").replacing("_", with: "/")
    return Data(base64Encoded: String(plain) + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4))
  }
}
