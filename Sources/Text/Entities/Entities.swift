/// Entities of a text by the rules of twitter-text (version 3; https://github.com/twitter/twitter-text).
package enum Entities {
  /// Links, hashtags, mentions and cashtags in order. Where two overlap the one that starts first stands. Of a list
  /// (`@user/list`) its owner is mentioned, since X shows lists so no longer.
  package static func extract(_ text: String) -> [Entity] { extract(Scalars(text)) }

  static func extract(_ text: Scalars) -> [Entity] {
    var all = urls(in: text)
    if text.values.contains(where: isSign) {
      all += TagFinder.hashtags(in: text) + mentions(in: text) + TagFinder.cashtags(in: text)
      all.sort { $0.span < $1.span }
    }
    return withoutOverlaps(all)
  }

  /// Links, with and without a scheme.
  package static func urls(_ text: String) -> [Entity] { urls(in: Scalars(text)) }

  /// Hashtags that no link covers (`example.com/#top` holds none).
  package static func hashtags(_ text: String) -> [Entity] {
    let scalars = Scalars(text)
    let all = (urls(in: scalars) + TagFinder.hashtags(in: scalars)).sorted { $0.span < $1.span }
    return withoutOverlaps(all).filter { $0.kind == .hashtag }
  }

  /// Users that are mentioned; a list (`@user/list`) is no mention of its owner.
  package static func mentions(_ text: String) -> [Entity] {
    let scalars = Scalars(text)
    return TagFinder.mentions(in: scalars).filter { $0.end == $0.nameEnd }.map { mention($0, scalars) }
  }

  package static func cashtags(_ text: String) -> [Entity] { TagFinder.cashtags(in: Scalars(text)) }

  /// A mention with the list it names (`@user/list`), as old posts on X have them.
  package struct ListMention: Sendable, Hashable {
    package var user: String
    /// With its slash; empty for a plain mention.
    package var list: String
    package var span: Span
  }

  package static func mentionsOrLists(_ text: String) -> [ListMention] {
    let scalars = Scalars(text)
    return TagFinder.mentions(in: scalars).map {
      ListMention(
        user: scalars.string($0.start + 1..<$0.nameEnd), list: scalars.string($0.nameEnd..<$0.end),
        span: Span($0.start, $0.end))
    }
  }

  /// Who a post answers: the user it begins with, or nil.
  package static func replyTarget(_ text: String) -> String? {
    let scalars = Scalars(text)
    var sign = 0
    while let c = scalars.at(sign), TwitterCharacters.isSpace(c) || TwitterCharacters.isDirectional(c) { sign += 1 }
    guard let at = scalars.at(sign), at == 0x40 || at == 0xFF20 else { return nil }
    var end = sign + 1
    while end - sign <= 20, let c = scalars.at(end), ASCII.isWord(c) { end += 1 }
    return end > sign + 1 && !TagFinder.endsMention(scalars, end) ? scalars.string(sign + 1..<end) : nil
  }

  static func urls(in text: Scalars) -> [Entity] {
    URLFinder.find(in: text).map {
      Entity(kind: .url, span: Span($0.start, $0.end), value: text.string($0.start..<$0.end))
    }
  }

  private static func mentions(in text: Scalars) -> [Entity] {
    TagFinder.mentions(in: text).map { mention($0, text) }
  }

  private static func mention(_ found: TagFinder.Mention, _ text: Scalars) -> Entity {
    Entity(
      kind: .mention, span: Span(found.start, found.nameEnd), value: text.string(found.start + 1..<found.nameEnd))
  }

  private static func isSign(_ c: UInt32) -> Bool {
    c == 0x23 || c == 0x40 || c == 0x24 || c == 0xFF03 || c == 0xFF20
  }

  static func withoutOverlaps(_ sorted: [Entity]) -> [Entity] {
    var end = 0
    return sorted.filter { entity in
      guard entity.span.start >= end else { return false }
      end = entity.span.end
      return true
    }
  }
}
