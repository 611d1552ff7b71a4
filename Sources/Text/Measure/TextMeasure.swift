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
  package static func measure(_ text: String, _ platform: PlatformLimits) -> Measured {
    let bytes = text.utf8.count
    let length = length(of: text, platform)
    let fits = length > 0 && length <= platform.limit && bytes <= platform.byteLimit ?? .max
    return Measured(
      length: length, limit: platform.limit, unit: platform.counting, bytes: bytes, byteLimit: platform.byteLimit,
      ok: fits)
  }

  private static func length(of text: String, _ platform: PlatformLimits) -> Int {
    switch platform.counting {
    case .xWeighted, .graphemes, .mastodon, .threads: text.count
    case .codePoints: text.unicodeScalars.count
    case .utf16: text.utf16.count
    case .bytes: text.utf8.count
    }
  }
}
