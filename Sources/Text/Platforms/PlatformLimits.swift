/// What one platform accepts in a post's text. Read from `Resources/platform-rules.json`, so that
/// an operator can follow a platform's change without new code.
package struct PlatformLimits: Codable, Sendable, Hashable, Identifiable {
  /// How a platform counts the length of a text.
  package enum Counting: String, Codable, Sendable, CaseIterable {
    /// twitter-text weighted length, configuration v3: links 23, emoji 2, wide characters 2.
    case xWeighted = "x-weighted-v3"
    /// Grapheme clusters (what a reader calls a character).
    case graphemes
    /// Graphemes, links at a fixed length, remote mentions without their server.
    case mastodon
    /// Code points, emoji as their UTF-8 bytes.
    case threads
    /// Unicode code points.
    case codePoints = "code-points"
    /// UTF-16 code units, as JavaScript and the vendors' own editors count.
    case utf16
    /// UTF-8 bytes.
    case bytes
  }

  /// How text must be escaped on the wire.
  package enum Escaping: String, Codable, Sendable {
    case none
    /// LinkedIn's little-text format; see `LittleText`.
    case littleText = "little-text"
  }

  package enum HashtagPlacement: String, Codable, Sendable {
    case inline, end, none
  }

  /// `x`, `linkedin`, `bluesky`, `mastodon`, …
  package var id: String
  package var name: String
  package var counting: Counting
  /// Most of `counting`'s units that one post may have.
  package var limit: Int
  /// A second limit in UTF-8 bytes, where the platform has one.
  package var byteLimit: Int?
  /// What a link counts as, whatever its length; nil counts it as it is.
  package var linkLength: Int?
  package var escaping: Escaping
  /// Readers see this many characters before a "more" link; nil when everything shows.
  package var foldAt: Int?
  package var linksClickable: Bool
  package var supportsThreads: Bool
  /// Hard limits of the platform; nil when it documents none.
  package var maxHashtags: Int?
  package var maxMentions: Int?
  package var maxCashtags: Int?
  /// Most different links.
  package var maxLinks: Int?
  /// Longest hashtag that becomes one, in characters without its sign.
  package var maxTagLength: Int?
  /// Characters that may not be in a text or title (YouTube: `<` and `>`).
  package var refused: String?
  /// Limit of a separate title (YouTube, Pinterest, a LinkedIn article); nil when there is none.
  package var titleLimit: Int?
  /// There is no post without a title.
  package var titleRequired: Bool?
  /// Limit of a picture's description for those who cannot see it.
  package var altTextLimit: Int?
  /// Limit of the address that a click on the post opens (Pinterest).
  package var destinationLimit: Int?
  /// Limit of all keywords together (YouTube); see `TextMeasure.keywords`.
  package var tagsLimit: Int?
  /// Other limits for posts of pictures (TikTok).
  package var photo: Photo?
  /// A post cannot be text alone.
  package var requiresMedia: Bool
  /// Conventions for writing, not limits: what reads as native there.
  package var conventions: Conventions
  /// How readers see it.
  package var display: PlatformDisplay

  /// The same on a server that sets limits of its own; nil keeps the platform's.
  package func served(limit: Int?, linkLength: Int?) -> PlatformLimits {
    var copy = self
    copy.limit = limit.map { max(1, $0) } ?? self.limit
    copy.linkLength = linkLength.map { max(1, $0) } ?? self.linkLength
    copy.conventions.comfortableLength = min(conventions.comfortableLength, copy.limit)
    return copy
  }

  package struct Photo: Codable, Sendable, Hashable {
    package var titleLimit: Int
    package var limit: Int
  }

  package struct Conventions: Codable, Sendable, Hashable {
    /// A length at which posts do well there, in characters.
    package var comfortableLength: Int
    /// Most hashtags that still read as native.
    package var hashtags: Int
    package var hashtagPlacement: HashtagPlacement
    /// Blank lines between thoughts are usual.
    package var paragraphs: Bool
    /// Target band of the Flesch reading ease.
    package var readingEase: [Double]
  }
}
