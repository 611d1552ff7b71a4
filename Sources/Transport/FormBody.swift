/// `application/x-www-form-urlencoded` by the WHATWG URL standard, for OAuth and Mastodon.
package enum FormBody {
  package static let contentType = "application/x-www-form-urlencoded"

  package static func encode(_ pairs: [(String, String)]) -> [UInt8] {
    Array(pairs.map { escape($0.0) + "=" + escape($0.1) }.joined(separator: "&").utf8)
  }

  /// A query string without the question mark; a space becomes %20, which every server reads alike.
  package static func query(_ pairs: [(String, String)]) -> String {
    pairs.map { escape($0.0, space: "%20") + "=" + escape($0.1, space: "%20") }.joined(separator: "&")
  }

  private static let digits = Array("0123456789ABCDEF")

  private static func escape(_ text: String, space: String = "+") -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x20: result += space
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2A, 0x2D, 0x2E, 0x5F:
        result.unicodeScalars.append(UnicodeScalar(byte))
      default: result += ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return result
  }
}
