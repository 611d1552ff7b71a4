import Crypto
import Foundation
import OrderedCollections

/// Content identifiers (CIDv1, SHA-256) over DAG-CBOR for records and over raw bytes for blobs.
enum ContentIdentifier {
  static func record(_ value: JSON) -> String { text(codec: 0x71, of: DAGCBOR.encode(value)) }

  static func blob(_ bytes: [UInt8]) -> String { text(codec: 0x55, of: bytes) }

  private static func text(codec: UInt8, of bytes: [UInt8]) -> String {
    "b" + LowerBase32.encode([0x01, codec, 0x12, 0x20] + Array(SHA256.hash(data: Data(bytes))))
  }

  /// The bytes of a CID in text form; nil when it is not base32 CIDv1.
  static func bytes(_ text: String) -> [UInt8]? {
    guard text.hasPrefix("b"), let bytes = LowerBase32.decode(text.dropFirst()), bytes.count == 36, bytes[0] == 1
    else { return nil }
    return bytes
  }
}

/// RFC 4648 base32 in lower case without padding: CIDs and did:plc identifiers.
enum LowerBase32 {
  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    var buffer = 0
    var bits = 0
    for byte in bytes {
      buffer = (buffer << 8 | Int(byte)) & 0xFFFF
      bits += 8
      while bits >= 5 {
        bits -= 5
        out.append(alphabet[buffer >> bits & 31])
      }
    }
    if bits > 0 { out.append(alphabet[buffer << (5 - bits) & 31]) }
    return String(decoding: out, as: UTF8.self)
  }

  static func decode(_ text: Substring) -> [UInt8]? {
    var out: [UInt8] = []
    var buffer = 0
    var bits = 0
    for byte in text.utf8 {
      guard let value = alphabet.firstIndex(of: byte) else { return nil }
      buffer = (buffer << 5 | value) & 0xFFFF
      bits += 5
      if bits >= 8 {
        bits -= 8
        out.append(UInt8(truncatingIfNeeded: buffer >> bits))
      }
    }
    return out
  }
}

/// The deterministic CBOR of the AT Protocol: keys by length then bytes, `{"$link"}` as tag 42,
/// `{"$bytes"}` as a byte string. Numbers with a fraction have no place in it; they are refused before.
enum DAGCBOR {
  static func encode(_ value: JSON) -> [UInt8] {
    var out: [UInt8] = []
    write(value, to: &out)
    return out
  }

  private static func write(_ value: JSON, to out: inout [UInt8]) {
    switch value {
    case .null: out.append(0xF6)
    case .bool(let flag): out.append(flag ? 0xF5 : 0xF4)
    case .int(let number): number >= 0 ? head(0, number, &out) : head(1, -1 - number, &out)
    case .double(let number): out += [0xFB] + withUnsafeBytes(of: number.bitPattern.bigEndian, Array.init)
    case .string(let text):
      head(3, text.utf8.count, &out)
      out += text.utf8
    case .array(let items):
      head(4, items.count, &out)
      for item in items { write(item, to: &out) }
    case .object: writeObject(value, to: &out)
    }
  }

  private static func writeObject(_ value: JSON, to out: inout [UInt8]) {
    let members = value.object ?? [:]
    if members.count == 1, let link = value["$link"]?.string, let bytes = ContentIdentifier.bytes(link) {
      out += [0xD8, 0x2A]
      head(2, bytes.count + 1, &out)
      out += [0x00] + bytes
      return
    }
    if members.count == 1, let text = value["$bytes"]?.string, let bytes = Data(base64Encoded: padded(text)) {
      head(2, bytes.count, &out)
      out += bytes
      return
    }
    head(5, members.count, &out)
    for member in members.sorted(by: { precedes($0.key, $1.key) }) {
      write(.string(member.key), to: &out)
      write(member.value, to: &out)
    }
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count
      ? left.utf8.lexicographicallyPrecedes(right.utf8) : left.utf8.count < right.utf8.count
  }

  private static func padded(_ text: String) -> String {
    text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
  }

  private static func head(_ major: UInt8, _ count: Int, _ out: inout [UInt8]) {
    switch count {
    case 0..<24: out.append(major << 5 | UInt8(count))
    case 24..<0x100: out += [major << 5 | 24, UInt8(count)]
    case 0x100..<0x1_0000: out += [major << 5 | 25] + withUnsafeBytes(of: UInt16(count).bigEndian, Array.init)
    case 0x1_0000..<0x1_0000_0000:
      out += [major << 5 | 26] + withUnsafeBytes(of: UInt32(count).bigEndian, Array.init)
    default: out += [major << 5 | 27] + withUnsafeBytes(of: UInt64(count).bigEndian, Array.init)
    }
  }
}
