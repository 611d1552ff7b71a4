/// Puts tags where a platform's readers expect them.
package enum TagPlacement {
  /// `tags` with their signs, the best first. Those that the text has already, or that no longer fit, are left out; a
  /// tag that the text names becomes one there where the platform's convention is `inline`; the others follow at the
  /// end, after a blank line where paragraphs are usual. A platform with placement `none` keeps the text as it is.
  package static func place(_ tags: [String], in text: String, on platform: PlatformLimits) -> String {
    let conventions = platform.conventions
    let most = count(on: platform)
    guard most > 0 else { return text }
    var result = text
    var ending: [String] = []
    var present = Set(Entities.hashtags(text).map { TaggedPost.key($0.value) })
    for tag in tags where present.count < most {
      let key = TaggedPost.key(tag)
      guard !key.isEmpty, !present.contains(key) else { continue }
      if conventions.hashtagPlacement == .inline, let inline = inline(tag, key, result),
        TextMeasure.fits(whole(inline, ending, conventions), platform)
      {
        result = inline
        present.insert(key)
      } else if TextMeasure.fits(whole(result, ending + [tag], conventions), platform) {
        ending.append(tag)
        present.insert(key)
      }
    }
    return whole(result, ending, conventions)
  }

  /// Most tags that still read as native and that the platform takes.
  package static func count(on platform: PlatformLimits) -> Int {
    guard platform.conventions.hashtagPlacement != .none else { return 0 }
    return min(platform.conventions.hashtags, platform.maxHashtags ?? .max)
  }

  private static func whole(
    _ text: String, _ tags: [String], _ conventions: PlatformLimits.Conventions
  ) -> String {
    guard !tags.isEmpty else { return text }
    let end = text.last.map { $0.isWhitespace } ?? true
    return text + (end ? "" : conventions.paragraphs ? "\n\n" : " ") + tags.joined(separator: " ")
  }

  /// The first word that is the tag, with its sign before it and its own spelling kept.
  private static func inline(_ tag: String, _ key: String, _ text: String) -> String? {
    let scalars = Scalars(text)
    let token = Tokens.split(scalars).first {
      $0.kind == .word && TaggedPost.key(scalars.string($0.span)) == key
    }
    return token.map {
      scalars.string(0..<$0.span.start) + "#" + scalars.string($0.span.start..<scalars.count)
    }
  }
}
