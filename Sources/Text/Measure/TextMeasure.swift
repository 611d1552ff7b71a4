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
      ok: fits && clean && !holdsRefused(text, platform))
  }

  /// Nil when the platform's posts have no such field. A title that may be left out is also fine when empty; counted in
  /// UTF-16 code units where the platform does so, else in code points.
  package static func measure(_ text: String, _ field: PlatformField, _ platform: PlatformLimits) -> Measured? {
    guard let limit = platform.limit(of: field) else { return nil }
    let unit = platform.counting == .utf16 ? PlatformLimits.Counting.utf16 : .codePoints
    let length = unit == .utf16 ? text.utf16.count : text.unicodeScalars.count
    let missing = length == 0 && field == .title && platform.titleRequired == true
    return Measured(
      length: length, limit: limit, unit: unit, bytes: text.utf8.count, byteLimit: nil,
      ok: length <= limit && !missing && !holdsRefused(text, platform))
  }

  /// Keywords as YouTube counts them: with a comma between two, and quotes around one that holds a space.
  package static func keywords(_ words: [String], _ platform: PlatformLimits) -> Measured? {
    let quoted = words.map { $0.contains(" ") ? "\"\($0)\"" : $0 }
    return measure(quoted.joined(separator: ","), .keywords, platform)
  }

  static func holdsRefused(_ text: String, _ platform: PlatformLimits) -> Bool {
    guard let refused = platform.refused else { return false }
    return text.unicodeScalars.contains { refused.unicodeScalars.contains($0) }
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
