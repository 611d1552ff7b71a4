import OrderedCollections

extension JSON {
  /// Compact text in key order.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package var bytes: [UInt8] {
    var out: [UInt8] = []
    write(to: &out)
    return out
  }

  private func write(to out: inout [UInt8]) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .int(let value): out += String(value).utf8
    case .double(let value): out += String(value).utf8
    case .string(let value): Self.quote(value, to: &out)
    case .array(let items):
      Self.list(items, "[", "]", to: &out) { $0.write(to: &$1) }
    case .object(let members):
      Self.list(members.elements, "{", "}", to: &out) { member, out in
        Self.quote(member.key, to: &out)
        out.append(UInt8(ascii: ":"))
        member.value.write(to: &out)
      }
    }
  }

  private static func list<Item>(
    _ items: some Sequence<Item>, _ open: Unicode.Scalar, _ close: Unicode.Scalar, to out: inout [UInt8],
    _ write: (Item, inout [UInt8]) -> Void
  ) {
    out.append(UInt8(ascii: open))
    var first = true
    for item in items {
      if !first { out.append(UInt8(ascii: ",")) }
      first = false
      write(item, &out)
    }
    out.append(UInt8(ascii: close))
  }

  private static func quote(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): out += "\\\"".utf8
      case UInt8(ascii: "\\"): out += "\\\\".utf8
      case 0x0A: out += "\\n".utf8
      case 0x0D: out += "\\r".utf8
      case 0x09: out += "\\t".utf8
      case 0..<0x20: out += ("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}
