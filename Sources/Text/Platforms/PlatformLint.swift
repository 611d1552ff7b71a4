/// What a platform itself would refuse, or show badly: one pass over a text for as many platforms as one likes.
package struct PlatformLint: Sendable {
  private let text: String
  private let scalars: Scalars
  private let tags: [Entity]
  private let mentions: [Entity]
  private let cashtags: [Entity]
  private let links: [Entity]

  package init(_ text: String) {
    self.text = text
    scalars = Scalars(text)
    let entities = Entities.extract(scalars)
    tags = entities.filter { $0.kind == .hashtag }
    mentions = entities.filter { $0.kind == .mention }
    cashtags = entities.filter { $0.kind == .cashtag }
    links = entities.filter { $0.kind == .url }
  }

  /// In the order: what is refused as a whole, then single places. `measured` saves measuring again.
  package func findings(_ platform: PlatformLimits, _ measured: Measured? = nil) -> [Finding] {
    size(measured ?? TextMeasure.measure(text, platform), platform) + counts(platform) + shown(platform)
  }

  // MARK: The whole text

  private func size(_ measured: Measured, _ platform: PlatformLimits) -> [Finding] {
    guard !measured.ok else { return [] }
    if measured.length > measured.limit {
      return [
        whole(
          "length",
          "\(platform.name) allows \(measured.limit) \(words(measured.unit)); this has \(measured.length). "
            + "Cut \(measured.length - measured.limit).")
      ]
    }
    if let limit = measured.byteLimit, measured.bytes > limit {
      return [
        whole(
          "bytes",
          "\(platform.name) allows \(limit) bytes; this has \(measured.bytes). Emoji and accents take several each.")
      ]
    }
    if measured.length == 0 { return [whole("empty", "There is nothing to post.")] }
    let places = refused(platform)
    return places.isEmpty ? [whole("refused", "\(platform.name) refuses this text as it stands.")] : places
  }

  private func words(_ unit: PlatformLimits.Counting) -> String {
    unit == .bytes ? "bytes" : "characters as it counts them"
  }

  /// Characters that the platform refuses, each a finding with its removal.
  private func refused(_ platform: PlatformLimits) -> [Finding] {
    let own = Set((platform.refused ?? "").unicodeScalars.map(\.value))
    return scalars.values.indices.compactMap { index in
      let c = scalars[index]
      let isRefused = own.contains(c) || (platform.counting == .xWeighted && TwitterCharacters.isInvalid(c))
      guard isRefused else { return nil }
      return at(
        Span(index, index + 1), "refused", .block, "\(platform.name) refuses a text with this character in it.",
        isRemovable: true)
    }
  }

  // MARK: How many

  private func counts(_ platform: PlatformLimits) -> [Finding] {
    [
      tooMany(tags, platform.maxHashtags, "hashtags", platform),
      tooMany(mentions, platform.maxMentions, "mentions", platform),
      tooMany(cashtags, platform.maxCashtags, "cashtags", platform),
      tooMany(distinctLinks, platform.maxLinks, "links", platform), unusual(platform),
    ].compactMap { $0 }
  }

  private var distinctLinks: [Entity] {
    var seen: Set<String> = []
    return links.filter { seen.insert($0.value).inserted }
  }

  private func tooMany(_ found: [Entity], _ most: Int?, _ name: String, _ platform: PlatformLimits) -> Finding? {
    guard let most, found.count > most else { return nil }
    return at(
      found[most].span, name, .block, "\(platform.name) allows \(most) \(name); this has \(found.count).",
      isRemovable: true)
  }

  private func unusual(_ platform: PlatformLimits) -> Finding? {
    let usual = platform.conventions.hashtags
    guard tags.count > usual, tags.count <= platform.maxHashtags ?? .max else { return nil }
    return at(
      tags[usual].span, "hashtag-habit", .notice,
      "\(tags.count) hashtags read as foreign on \(platform.name), where \(usual) is usual.",
      isRemovable: true)
  }

  // MARK: How it shows

  private func shown(_ platform: PlatformLimits) -> [Finding] {
    var result: [Finding] = []
    if platform.requiresMedia {
      result.append(
        whole("media", "\(platform.name) takes no post of words alone: add a picture or a video.", severity: .warning))
    }
    if !platform.linksClickable, let link = links.first {
      result.append(
        at(link.span, "dead-link", .notice, "Nobody can click a link in a text on \(platform.name)."))
    }
    guard let most = platform.maxTagLength else { return result }
    return result
      + tags.filter { $0.value.utf16.count > most }.map {
        at(
          $0.span, "tag-length", .warning,
          "A hashtag of more than \(most) characters is plain text on \(platform.name).")
      }
  }

  private func whole(_ rule: String, _ message: String, severity: Finding.Severity = .block) -> Finding {
    Finding(
      rule: "platform/" + rule, severity: severity, span: Span(0, scalars.count), quote: "", message: message)
  }

  private func at(
    _ span: Span, _ rule: String, _ severity: Finding.Severity, _ message: String, isRemovable: Bool = false
  ) -> Finding {
    Finding(
      rule: "platform/" + rule, severity: severity, span: span, quote: scalars.string(span), message: message,
      fix: isRemovable ? "" : nil, edit: isRemovable ? .removing(span, in: scalars) : nil)
  }
}
