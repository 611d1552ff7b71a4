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
    var searchedLinks = 0
    for start in 0..<text.count where begins(text, start) {
      switch text[start] {
      case 0x40: if let hit = mention(text, start) { result.append(hit) }
      case 0x23, 0xFF03: if let hit = tag(text, start) { result.append(hit) }
      default:
        guard start >= searchedLinks, let end = candidateEnd(text, start) else { continue }
        searchedLinks = end
        if let hit = link(text, start, end) { result.append(hit) }
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
    while end > sign + 1, !isWordBorder(text, end) { end -= 1 }
    let handle = text.string(sign + 1..<end)
    guard end > sign + 1, isDomain(handle) || handle.hasSuffix(".test") else { return nil }
    return Hit(range: sign..<end, feature: .mention(handle: handle))
  }

  private static func isWordBorder(_ text: Scalars, _ index: Int) -> Bool {
    ASCII.isWord(text[index - 1]) != (text.at(index).map(ASCII.isWord) ?? false)
  }

  // MARK: Links

  /// End of the word that may be a link: one with a scheme, or one that begins like a domain.
  private static func candidateEnd(_ text: Scalars, _ start: Int) -> Int? {
    let scheme = schemeEnd(text, start) ?? start
    let end = wordEnd(text, scheme)
    return scheme > start && end > scheme || bareDomainEnd(text, start) != nil ? end : nil
  }

  /// In any case, as the pattern there has it.
  private static func schemeEnd(_ text: Scalars, _ start: Int) -> Int? {
    if text.hasPrefix("https://", at: start) { return start + 8 }
    return text.hasPrefix("http://", at: start) ? start + 7 : nil
  }

  private static func link(_ text: Scalars, _ start: Int, _ candidate: Int) -> Hit? {
    var end = candidate
    let absolute = text.values[start..<end].starts(with: [0x68, 0x74, 0x74, 0x70]) && schemeEnd(text, start) != nil
    if !absolute {
      guard let domain = bareDomainEnd(text, start), isDomain(text.string(start..<domain)) else { return nil }
    }
    if [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F].contains(text[end - 1]) { end -= 1 }
    if text[end - 1] == 0x29, !text.values[start..<end].contains(0x28) { end -= 1 }
    guard end > (absolute ? schemeEnd(text, start) ?? start : start) else { return nil }
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

  /// The client compares top-level domains as they are written, so `example.COM` is none.
  private static func isDomain(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return false }
    var key = TopLevelDomains.Key()
    for scalar in name[name.index(after: dot)...].unicodeScalars where !key.append(scalar.value) { return false }
    return TopLevelDomains.containsToday(ascii: key)
  }

  // MARK: Tags

  private static func tag(_ text: Scalars, _ sign: Int) -> Hit? {
    var end = sign + 1
    while let c = text.at(end), !isSpace(c), !isTagBreak(c) { end += 1 }
    while end > sign + 1, isPunctuation(text[end - 1]) { end -= 1 }
    let letters = text.values[(sign + 1)..<end]
    guard letters.first != 0xFE0F, letters.contains(where: isTagLetter) else { return nil }
    let value = text.string(sign + 1..<end)
    guard value.utf16.count <= 64 else { return nil }
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
