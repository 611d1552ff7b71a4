/// `brandID` is `brand_id`, `externalURL` is `external_url`, `snake_case` stays as it is.
enum SnakeCase {
  static func name(_ property: String) -> String {
    let bytes = Array(property.utf8)
    guard bytes.contains(where: isUpper) else { return property }
    var name: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      let startsWord =
        isUpper(byte) && index > 0
        && (!isUpper(bytes[index - 1])
          || (index + 1 < bytes.count && isLower(bytes[index + 1]) && !isPlural(bytes, index)))
      if startsWord { name.append(UInt8(ascii: "_")) }
      name.append(isUpper(byte) ? byte + 32 : byte)
    }
    return String(decoding: name, as: UTF8.self)
  }

  private static func isUpper(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
  private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

  /// The last capital of `IDs` and `URLs` does not start a word.
  private static func isPlural(_ bytes: [UInt8], _ index: Int) -> Bool {
    bytes[index + 1] == UInt8(ascii: "s") && (index + 2 == bytes.count || isUpper(bytes[index + 2]))
  }
}
