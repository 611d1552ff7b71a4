import Crypto
import Foundation

/// SHA-256 of a text as lower-case hex.
func hexDigest(_ text: String) -> String {
  SHA256.hash(data: Data(text.utf8)).map { byte in
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }.joined()
}
