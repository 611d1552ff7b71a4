/// A text's length as one platform counts it.
package struct Measured: Codable, Sendable, Hashable {
  /// In the platform's own units.
  package var length: Int
  package var limit: Int
  package var unit: PlatformLimits.Counting
  /// UTF-8 bytes, and their limit where the platform has one (Bluesky: 3,000).
  package var bytes: Int
  package var byteLimit: Int?
  /// Within both limits, not empty, and free of characters the platform refuses.
  package var ok: Bool

  package var remaining: Int { limit - length }
}

package enum TextMeasure {
  /// Pure and quick: about a microsecond per hundred characters.
  package static func measure(_ text: String, _ platform: PlatformLimits) -> Measured {
    let bytes = text.utf8.count
    let (length, clean) = count(text, platform)
    let fits = length > 0 && length <= platform.limit && bytes <= platform.byteLimit ?? .max
    return Measured(
      length: length, limit: platform.limit, unit: platform.counting, bytes: bytes, byteLimit: platform.byteLimit,
      ok: fits && clean)
  }

  package static func fits(_ text: String, _ platform: PlatformLimits) -> Bool { measure(text, platform).ok }

  private static func count(_ text: String, _ platform: PlatformLimits) -> (length: Int, clean: Bool) {
    switch platform.counting {
    case .xWeighted:
      let rules = WeightedLength.Rules(limit: platform.limit, urlLength: platform.linkLength ?? 23)
      let weighted = WeightedLength(text, rules: rules)
      return (weighted.length, weighted.valid || weighted.length == 0 || weighted.length > platform.limit)
    case .mastodon: return (MastodonLength.length(text, Scalars(text), linkLength: platform.linkLength ?? 23), true)
    case .graphemes: return (text.count, true)
    case .codePoints: return (text.unicodeScalars.count, true)
    case .threads: return (threadsLength(Scalars(text)), true)
    case .utf16: return (text.utf16.count, true)
    case .bytes: return (text.utf8.count, true)
    }
  }

  /// Threads: code points, but an emoji counts its UTF-8 bytes.
  private static func threadsLength(_ text: Scalars) -> Int {
    let offsets = text.byteOffsets()
    var (index, length) = (0, 0)
    while index < text.count {
      let end = Emoji.end(in: text, at: index)
      length += end.map { offsets[$0] - offsets[index] } ?? 1
      index = end ?? index + 1
    }
    return length
  }
}
