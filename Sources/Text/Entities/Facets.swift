/// A rich-text annotation as Bluesky stores it (app.bsky.richtext.facet): UTF-8 byte offsets, end exclusive.
package struct Facet: Codable, Sendable, Hashable {
  package enum Feature: Codable, Sendable, Hashable {
    /// An absolute URL.
    case link(uri: String)
    /// Without the `#`.
    case tag(String)
    /// A handle without the `@`; the client resolves it to a DID and drops it when it cannot.
    case mention(handle: String)
  }

  package var byteStart: Int
  package var byteEnd: Int
  package var feature: Feature

  package init(byteStart: Int, byteEnd: Int, feature: Feature) {
    self.byteStart = byteStart
    self.byteEnd = byteEnd
    self.feature = feature
  }
}

/// Nothing on Bluesky is clickable without a facet. Follows the rules of its own client
/// (bluesky-social/atproto, packages/api, rich-text/detection).
package enum Facets {
  /// Links, tags and mentions of a Bluesky post, in order and without overlaps.
  package static func detect(_ text: String) -> [Facet] {
    let scalars = Scalars(text)
    let bytes = scalars.byteOffsets()
    var end = 0
    return found(scalars).sorted { $0.range.lowerBound < $1.range.lowerBound }.compactMap { hit in
      guard hit.range.lowerBound >= end else { return nil }
      end = hit.range.upperBound
      return Facet(
        byteStart: bytes[hit.range.lowerBound], byteEnd: bytes[hit.range.upperBound], feature: hit.feature)
    }
  }

  private struct Hit {
    var range: Range<Int>
    var feature: Facet.Feature
  }

  private static func found(_ text: Scalars) -> [Hit] {
    var result: [Hit] = []
    for start in 0..<text.count where begins(text, start) {
      switch text[start] {
      case 0x40: if let hit = mention(text, start) { result.append(hit) }
      case 0x23, 0xFF03: if let hit = tag(text, start) { result.append(hit) }
      default: if let hit = link(text, start) { result.append(hit) }
      }
    }
    return result
  }

  /// After the start of the text, white space or, except for tags, an opening parenthesis.
  private static func begins(_ text: Scalars, _ start: Int) -> Bool {
    guard let before = text.at(start - 1) else { return true }
    if isSpace(before) { return true }
    return before == 0x28 && text[start] != 0x23 && text[start] != 0xFF03
  }

  private static func isSpace(_ c: UInt32) -> Bool {
    c == 0xFEFF || (TwitterCharacters.isSpace(c) && c != 0x85 && c != 0x180E)
  }

  private static func wordEnd(_ text: Scalars, _ start: Int) -> Int {
    var end = start
    while let c = text.at(end), !isSpace(c) { end += 1 }
    return end
  }

  // MARK: Mentions

  private static func mention(_ text: Scalars, _ sign: Int) -> Hit? {
    var end = sign + 1
    while let c = text.at(end), ASCII.isAlphanumeric(c) || c == 0x2E || c == 0x2D { end += 1 }
    while end > sign + 1, !ASCII.isAlphanumeric(text[end - 1]) { end -= 1 }
    let handle = text.string(sign + 1..<end)
    guard end > sign + 1, isDomain(handle) || handle.hasSuffix(".test") else { return nil }
    return Hit(range: sign..<end, feature: .mention(handle: handle))
  }

  // MARK: Links

  private static func link(_ text: Scalars, _ start: Int) -> Hit? {
    let absolute = text.hasPrefix("https://", at: start) || text.hasPrefix("http://", at: start)
    var end = wordEnd(text, start)
    if !absolute {
      guard let domain = bareDomainEnd(text, start), isDomain(text.string(start..<domain)) else { return nil }
    }
    if [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F].contains(text[end - 1]) { end -= 1 }
    if text[end - 1] == 0x29, !text.values[start..<end].contains(0x28) { end -= 1 }
    guard end > start + (absolute ? 8 : 0) else { return nil }
    let written = text.string(start..<end)
    return Hit(range: start..<end, feature: .link(uri: absolute ? written : "https://" + written))
  }

  /// A letter, letters and digits, then at least one dot with letters and digits behind it.
  private static func bareDomainEnd(_ text: Scalars, _ start: Int) -> Int? {
    guard ASCII.isLetter(text[start]) else { return nil }
    var (index, end, dots) = (start, start, 0)
    while let c = text.at(index) {
      if ASCII.isAlphanumeric(c) {
        index += 1
        end = index
      } else if c == 0x2E, end == index, let next = text.at(index + 1), ASCII.isAlphanumeric(next) {
        dots += 1
        index += 1
      } else {
        break
      }
    }
    return dots > 0 ? end : nil
  }

  private static func isDomain(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return false }
    var key = TopLevelDomains.Key()
    for scalar in name[name.index(after: dot)...].unicodeScalars where !key.append(ASCII.lower(scalar.value)) {
      return false
    }
    return TopLevelDomains.contains(ascii: key)
  }

  // MARK: Tags

  private static func tag(_ text: Scalars, _ sign: Int) -> Hit? {
    var end = sign + 1
    while let c = text.at(end), !isSpace(c), !isTagBreak(c) { end += 1 }
    while end > sign + 1, isPunctuation(text[end - 1]) { end -= 1 }
    let letters = text.values[(sign + 1)..<end]
    guard letters.first != 0xFE0F, letters.contains(where: isTagLetter) else { return nil }
    let value = text.string(sign + 1..<end)
    guard value.count <= 64, value.utf8.count <= 640 else { return nil }
    return Hit(range: sign..<end, feature: .tag(value))
  }

  private static func isTagBreak(_ c: UInt32) -> Bool {
    c == 0xAD || c == 0x2060 || (c >= 0x200A && c <= 0x200D) || c == 0x20E2
  }

  private static func isTagLetter(_ c: UInt32) -> Bool { !ASCII.isDigit(c) && !isPunctuation(c) }

  static func isPunctuation(_ c: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(c) else { return false }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }
}
