/// Something in a text that the platform makes clickable.
struct PreviewEntity {
  var kind: PostPreview.Kind
  var span: Span
  /// As the platform writes it.
  var shown: String
  /// The address of a link.
  var link: String?
}

enum PreviewEntities {
  /// In order, without overlaps.
  static func find(_ text: String, _ platform: PlatformLimits) -> [PreviewEntity] {
    let scalars = Scalars(text)
    let display = platform.display
    var found =
      platform.counting == .graphemes && platform.id == "bluesky" ? facets(text, scalars) : entities(scalars, platform)
    if display.mentions == .none { found.removeAll { $0.kind == .mention } }
    if display.tags == .first, let first = found.first(where: { $0.kind == .tag }) {
      found.removeAll { $0.kind == .tag && $0.span != first.span }
    }
    return found.map { entity in
      var entity = entity
      if let link = entity.link { entity.shown = shown(entity.shown, link, display.links) }
      return entity
    }
  }

  private static func facets(_ text: String, _ scalars: Scalars) -> [PreviewEntity] {
    let bytes = scalars.byteOffsets()
    func span(_ facet: Facet) -> Span? {
      guard let start = bytes.firstIndex(of: facet.byteStart), let end = bytes.firstIndex(of: facet.byteEnd) else {
        return nil
      }
      return Span(start, end)
    }
    return Facets.detect(text).compactMap { facet in
      guard let span = span(facet) else { return nil }
      let shown = scalars.string(span)
      switch facet.feature {
      case .link(let uri): return PreviewEntity(kind: .link, span: span, shown: shown, link: uri)
      case .tag: return PreviewEntity(kind: .tag, span: span, shown: shown)
      case .mention: return PreviewEntity(kind: .mention, span: span, shown: shown)
      }
    }
  }

  private static func entities(_ text: Scalars, _ platform: PlatformLimits) -> [PreviewEntity] {
    let display = platform.display
    let remote = platform.counting == .mastodon ? MastodonLength.remoteMentions(in: text) : []
    let found = Entities.extract(text).compactMap { entity -> PreviewEntity? in
      guard !remote.contains(where: { $0.whole.overlaps(entity.span.range) }) else { return nil }
      let shown = text.string(entity.span)
      switch entity.kind {
      case .url:
        let hasScheme = text.hasPrefix("http", at: entity.span.start) && shown.contains("://")
        guard display.links != .plain, hasScheme || display.bareDomains else { return nil }
        return PreviewEntity(kind: .link, span: entity.span, shown: shown, link: hasScheme ? shown : "https://" + shown)
      case .hashtag: return tag(entity, shown, platform)
      case .mention:
        let span = display.mentions == .dotted ? withDots(entity.span, text) : entity.span
        return PreviewEntity(kind: .mention, span: span, shown: text.string(span))
      case .cashtag: return platform.id == "x" ? PreviewEntity(kind: .tag, span: entity.span, shown: shown) : nil
      }
    }
    let mentions = remote.map {
      PreviewEntity(
        kind: .mention, span: Span($0.whole.lowerBound, $0.whole.upperBound), shown: text.string($0.user))
    }
    let known = found + mentions
    let others = display.links == .plain || platform.counting == .xWeighted ? [] : written(text, besides: known)
    return (known + others).sorted { $0.span < $1.span }
  }

  /// Addresses in domains that X does not know: every other app links them, given a scheme.
  private static func written(_ text: Scalars, besides known: [PreviewEntity]) -> [PreviewEntity] {
    WrittenAddresses.find(in: text).compactMap { span in
      guard text.hasPrefix("http://", at: span.start) || text.hasPrefix("https://", at: span.start),
        !known.contains(where: { $0.span.overlaps(span) })
      else { return nil }
      let shown = text.string(span)
      return PreviewEntity(kind: .link, span: span, shown: shown, link: shown)
    }
  }

  private static func withDots(_ span: Span, _ text: Scalars) -> Span {
    var (index, end) = (span.end, span.end)
    while let c = text.at(index), ASCII.isWord(c) || c == 0x2E {
      index += 1
      if c != 0x2E { end = index }
    }
    return Span(span.start, end)
  }

  private static func tag(_ entity: Entity, _ shown: String, _ platform: PlatformLimits) -> PreviewEntity? {
    if let most = platform.maxTagLength, entity.value.utf16.count > most { return nil }
    return PreviewEntity(kind: .tag, span: entity.span, shown: shown)
  }

  private static func shown(_ written: String, _ link: String, _ style: PlatformDisplay.Links) -> String {
    let most: Int
    switch style {
    case .whole, .plain: return written
    case .x: most = 26
    case .mastodon: most = 30
    }
    var bare = link[...]
    for prefix in ["https://", "http://", "www."] where bare.lowercased().hasPrefix(prefix) {
      bare = bare.dropFirst(prefix.count)
    }
    return bare.count > most ? bare.prefix(most) + "…" : String(bare)
  }
}
