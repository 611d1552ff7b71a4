import Foundation

/// Unicode normalisation form C, skipped where the text shows at a glance that it is in it already.
enum Normal {
  static func composed(_ text: String) -> String { isPlain(text) ? text : text.precomposedStringWithCanonicalMapping }

  static func composed(_ text: String, _ scalars: Scalars) -> Scalars {
    scalars.values.allSatisfy(isInert) ? scalars : Scalars(text.precomposedStringWithCanonicalMapping)
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 < 0x80 } || text.unicodeScalars.allSatisfy { isInert($0.value) }
  }

  /// Neither changed by NFC nor joined with a neighbour, as long as every neighbour is inert too.
  @inline(__always) private static func isInert(_ c: UInt32) -> Bool {
    if c < 0x300 { return true }
    switch c {
    case 0x400...0x482, 0x5D0...0x5EA, 0x2010...0x2027, 0x202A...0x205E, 0x200B...0x200F, 0x20A0...0x20BF,
      0x2190...0x21FF,
      0x2500...0x27BF, 0x3040...0x3098, 0x30A0...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFE0F, 0xFF01...0xFFEF,
      0x1F000...0x1FAFF:
      return true
    default: return false
    }
  }
}
