package import Crypto
import Foundation
package import Kernel

/// Signs list positions for the client and reads them back. A cursor is good only for the same list, the same
/// filters and the same org: anything else is refused as invalid.
package struct CursorSigner: Sendable {
  private let key: SymmetricKey

  package init(key: SymmetricKey) { self.key = key }

  /// - Parameter place: what the cursor is bound to: path, filters and org.
  package func sign(_ cursor: Cursor, for place: String) throws -> String {
    let body = try JSONBytes.encode(cursor)
    return Base64URL.encode(body) + "." + Base64URL.encode(mac(body, place))
  }

  /// Throws `.invalid` at `query/cursor`.
  package func read(_ token: String, for place: String) throws -> Cursor {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let body = Base64URL.decode(parts[0]), let given = Base64URL.decode(parts[1]),
      isEqual(given, mac(body, place)), let tree = try? JSONParser.parse(body),
      let cursor = try? JSONTreeDecoder().decode(Cursor.self, from: tree)
    else {
      throw Problem.invalid(
        "query/cursor", "This cursor is not valid for this list and these filters. Start again without it.")
    }
    return cursor
  }

  private func mac(_ body: [UInt8], _ place: String) -> [UInt8] {
    var hmac = HMAC<SHA256>(key: key)
    hmac.update(data: Data("cursor\0\(place)\0".utf8))
    hmac.update(data: Data(body))
    return Array(Array(hmac.finalize()).prefix(16))
  }

  private func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

/// RFC 4648 section 5, without padding.
package enum Base64URL {
  package static func encode(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  package static func decode(_ text: some StringProtocol) -> [UInt8]? {
    guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "=") })
    else { return nil }
    let standard = String(text).replacing("-", with: "+").replacing("_", with: "/")
    let padded = standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
    guard let data = Data(base64Encoded: padded) else { return nil }
    let bytes = [UInt8](data)
    return encode(bytes) == String(text) ? bytes : nil
  }
}
