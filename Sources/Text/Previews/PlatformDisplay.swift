/// How a platform's readers see a text: data in `platform-rules.json`, because nobody documents it and it changes. What
/// `docs/platforms/previews.md` does not give a source for was seen in the platform's own app.
package struct PlatformDisplay: Codable, Sendable, Hashable {
  package enum Links: String, Codable, Sendable {
    /// As written.
    case whole
    /// X: without scheme and `www.`, and from the 27th character on an ellipsis.
    case x
    /// Mastodon: without scheme and `www.`, and from the 31st character on an ellipsis (its TextFormatter).
    case mastodon
    /// Nobody can click them.
    case plain
  }

  package enum Tags: String, Codable, Sendable {
    case all
    /// Threads: the first is the post's topic.
    case first
  }

  /// What of `@name` in a text becomes a mention.
  package enum Mentions: String, Codable, Sendable {
    case none
    /// Letters, digits and underscores, and on Mastodon and Bluesky a server or domain.
    case plain
    /// Names may have dots in them: Instagram, Threads, TikTok, YouTube.
    case dotted
  }

  /// Where the feed stops and offers the rest.
  package struct Fold: Codable, Sendable, Hashable {
    /// Graphemes that show at most.
    package var characters: Int
    /// Lines that show at most, where the platform counts them too.
    package var lines: Int?
    /// What the link to the rest says.
    package var words: String
  }

  package var links: Links
  /// `example.com` without a scheme is a link.
  package var bareDomains: Bool
  package var tags: Tags
  package var mentions: Mentions
  /// Line breaks show.
  package var lineBreaks: Bool
  /// The platform makes a card of the first link by itself.
  package var card: Bool
  package var fold: Fold?
  /// Width over height of the picture or video that a post has to have, as its feed shows it.
  package var shape: [Int]?
}
