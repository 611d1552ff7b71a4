import Crypto
package import Foundation
package import Kernel

/// An opaque secret that we hand out once and keep only as a hash. `sp_<43 base64url digits>`: the
/// prefix tells secret scanners and people what it is, the 32 random bytes make guessing hopeless.
package struct Token: Sendable {
  package enum Purpose: String, Sendable, CaseIterable {
    case session = "sts"
    case refresh = "str"
    case apiKey = "stk"
    case invitation = "sti"
    case setup = "sto"
    case passwordReset = "stp"
  }

  package let purpose: Purpose
  package let text: Redacted<String>

  package static func make(_ purpose: Purpose, random: RandomSource) -> Token {
    let body = Data(random.bytes(32)).base64URL
    return Token(purpose: purpose, text: Redacted("\(purpose.rawValue)_\(body)"))
  }

  /// The same token each time for the same secret: for links that go to the screen and by mail.
  static func derived(_ purpose: Purpose, secret: [UInt8]) -> Token {
    Token(purpose: purpose, text: Redacted("\(purpose.rawValue)_\(Data(secret).base64URL)"))
  }

  /// Nil for another purpose's prefix or a wrong shape; the database then is not asked.
  package init?(_ text: some StringProtocol, purpose: Purpose) {
    let prefix = purpose.rawValue + "_"
    guard text.hasPrefix(prefix), text.utf8.count == prefix.utf8.count + 43,
      text.utf8.dropFirst(prefix.utf8.count).allSatisfy(Self.isDigit)
    else { return nil }
    self.purpose = purpose
    self.text = Redacted(String(text))
  }

  private init(purpose: Purpose, text: Redacted<String>) {
    self.purpose = purpose
    self.text = text
  }

  /// SHA-256 of the whole text. No key and no salt: the token has 256 bits of its own.
  package var hash: [UInt8] { Array(SHA256.hash(data: Data(text.reveal().utf8))) }

  /// The first characters, to tell keys apart in a list.
  package var hint: String { String(text.reveal().prefix(10)) }

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension Data {
  /// RFC 4648 section 5, without padding.
  package var base64URL: String {
    base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
