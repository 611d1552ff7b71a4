import Text

/// How a post is built on one platform, for the model's instructions.
struct PlatformTemplate: Sendable {
  var hook: String
  var body: String
  var close: String

  static let version = "1"

  static func of(_ platform: PlatformLimits) -> PlatformTemplate {
    switch platform.id {
    case "x", "threads":
      PlatformTemplate(
        hook: "Open with the one thing worth stopping for, in under ten words.",
        body: "One idea, one or two sentences, no preamble.",
        close: "End with the link or a single plain request.")
    case "linkedin":
      PlatformTemplate(
        hook: "The first two lines must stand alone: they are all a reader sees before the fold.",
        body: "Three to five short paragraphs of one or two sentences, a blank line between them.",
        close: "End with a question or a request, then the link.")
    case "bluesky":
      PlatformTemplate(
        hook: "Open plainly, as one person to another.",
        body: "Two or three sentences without sales talk.", close: "End with the link when there is one.")
    case "mastodon":
      PlatformTemplate(
        hook: "Open with what it is about.", body: "Two to four calm sentences; say what it is good for and for whom.",
        close: "Link, then hashtags in CamelCase on their own line.")
    case "instagram", "facebook", "pinterest":
      PlatformTemplate(
        hook: "The first line carries the picture: say why it matters.",
        body: "Two or three short paragraphs.", close: "End with a request; hashtags last.")
    default:
      PlatformTemplate(
        hook: "Open with what matters most.", body: "Short sentences, one idea each.",
        close: "End with the request and the link.")
    }
  }

  /// The instructions in words, with the platform's measured limits.
  func instructions(_ platform: PlatformLimits) -> [String] {
    let conventions = platform.conventions
    let tags =
      conventions.hashtags == 0 ? "No hashtags." : "At most \(conventions.hashtags) hashtags."
    return [
      "Platform: \(platform.name). At most \(platform.limit) characters; about \(conventions.comfortableLength) reads best.",
      hook, body, close, tags,
    ]
  }
}
