import Text

/// What the platform itself would refuse, or show badly.
enum PlatformCheck {
  static func findings(_ text: String, _ measured: Measured, _ platform: PlatformLimits) -> [Finding] {
    length(text, measured, platform) + counts(text, platform) + media(text, platform)
  }

  private static func length(_ text: String, _ measured: Measured, _ platform: PlatformLimits) -> [Finding] {
    guard !measured.ok else { return [] }
    if measured.length > measured.limit {
      let over = measured.length - measured.limit
      return [
        whole(
          text, "platform/length", .block,
          "\(platform.name) allows \(measured.limit) characters as it counts them; this has \(measured.length). Cut \(over)."
        )
      ]
    }
    if let limit = measured.byteLimit, measured.bytes > limit {
      return [
        whole(
          text, "platform/bytes", .block,
          "\(platform.name) allows \(limit) bytes; this has \(measured.bytes). Emoji and accents take several each.")
      ]
    }
    return [whole(text, "platform/refused", .block, "\(platform.name) refuses this text as it stands.")]
  }

  private static func counts(_ text: String, _ platform: PlatformLimits) -> [Finding] {
    let entities = Entities.extract(text)
    return [
      tooMany(entities, .hashtag, platform.maxHashtags, "hashtags", platform, text),
      tooMany(entities, .mention, platform.maxMentions, "mentions", platform, text),
      tooMany(entities, .cashtag, platform.maxCashtags, "cashtags", platform, text),
      unusual(entities, platform, text),
    ].compactMap { $0 }
  }

  private static func tooMany(
    _ entities: [Entity], _ kind: Entity.Kind, _ most: Int?, _ name: String, _ platform: PlatformLimits,
    _ text: String
  ) -> Finding? {
    let found = entities.filter { $0.kind == kind }
    guard let most, found.count > most else { return nil }
    let first = found[most]
    return Finding(
      rule: "platform/" + name, severity: .block, span: first.span, quote: quote(first.span, text),
      message: "\(platform.name) allows \(most) \(name); this has \(found.count).", fix: "")
  }

  private static func unusual(_ entities: [Entity], _ platform: PlatformLimits, _ text: String) -> Finding? {
    let tags = entities.filter { $0.kind == .hashtag }
    let usual = platform.conventions.hashtags
    guard tags.count > usual, tags.count <= platform.maxHashtags ?? .max else { return nil }
    let first = tags[usual]
    return Finding(
      rule: "platform/hashtag-habit", severity: .notice, span: first.span, quote: quote(first.span, text),
      message: "\(tags.count) hashtags read as foreign on \(platform.name), where \(usual) is usual.", fix: "")
  }

  private static func media(_ text: String, _ platform: PlatformLimits) -> [Finding] {
    guard platform.requiresMedia else { return [] }
    return [
      whole(
        text, "platform/media", .warning, "\(platform.name) takes no post of words alone: add a picture or a video.")
    ]
  }

  private static func whole(
    _ text: String, _ rule: String, _ severity: Finding.Severity, _ message: String
  ) -> Finding {
    Finding(
      rule: rule, severity: severity, span: Span(0, text.unicodeScalars.count), quote: "", message: message)
  }
}

/// The words under a span.
func quote(_ span: Span, _ text: String) -> String {
  var view = String.UnicodeScalarView()
  view.append(contentsOf: text.unicodeScalars.dropFirst(span.start).prefix(span.end - span.start))
  return String(view)
}
