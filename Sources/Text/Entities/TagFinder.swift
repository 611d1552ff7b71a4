/// Hashtags, mentions and cashtags by the rules of twitter-text; each goes from sign to sign.
enum TagFinder {
  static func hashtags(in text: Scalars) -> [Entity] {
    signs(in: text, 0x23, 0xFF03) { hashtag(text, $0, $1) }
  }

  static func mentions(in text: Scalars) -> [Mention] {
    var result: [Mention] = []
    var (index, taken) = (0, 0)
    while let sign = text.values[index...].firstIndex(where: { $0 == 0x40 || $0 == 0xFF20 }) {
      let mention = mention(text, sign, taken)
      if let mention, mention.stands { result.append(mention) }
      taken = mention?.end ?? taken
      index = mention?.end ?? sign + 1
    }
    return result
  }

  static func cashtags(in text: Scalars) -> [Entity] {
    signs(in: text, 0x24, 0x24) { sign, _ in cashtag(text, sign) }
  }

  /// `find` gets the sign's place and the end of what was found before it, which no border may reach into.
  private static func signs(
    in text: Scalars, _ sign: UInt32, _ wide: UInt32, _ find: (Int, Int) -> (Entity?, Int)?
  ) -> [Entity] {
    var result: [Entity] = []
    var (index, taken) = (0, 0)
    while let position = text.values[index...].firstIndex(where: { $0 == sign || $0 == wide }) {
      let found = find(position, taken)
      if let entity = found?.0 { result.append(entity) }
      taken = found?.1 ?? taken
      index = found?.1 ?? position + 1
    }
    return result
  }

  // MARK: Hashtags

  private static func hashtag(_ text: Scalars, _ sign: Int, _ taken: Int) -> (Entity?, Int)? {
    if let before = text.at(sign - 1), sign - 1 < taken || !mayPrecedeHashtag(before) { return nil }
    if let next = text.at(sign + 1), next == 0xFE0F || next == 0x20E3 { return nil }
    var end = sign + 1
    var hasLetter = false
    while let c = text.at(end), TwitterCharacters.isHashtagCharacter(c) {
      hasLetter = hasLetter || TwitterCharacters.isHashtagAlpha(c)
      end += 1
    }
    guard hasLetter else { return nil }
    if let after = text.at(end), after == 0x23 || after == 0xFF03 { return (nil, end) }
    if text.hasPrefix("://", at: end) { return (nil, end) }
    return (Entity(kind: .hashtag, span: Span(sign, end), value: text.string(sign + 1..<end)), end)
  }

  private static func mayPrecedeHashtag(_ c: UInt32) -> Bool {
    c == 0xFE0E || c == 0xFE0F || !(c == 0x26 || TwitterCharacters.isHashtagCharacter(c))
  }

  // MARK: Mentions

  struct Mention {
    var start: Int
    var nameEnd: Int
    /// Of the list slug if there is one.
    var end: Int
    /// False when what follows makes it something else, such as a mail address.
    var stands: Bool
  }

  private static func mention(_ text: Scalars, _ sign: Int, _ taken: Int) -> Mention? {
    guard mayPrecedeMention(text, sign, taken) else { return nil }
    var nameEnd = sign + 1
    while nameEnd - sign <= 20, let c = text.at(nameEnd), ASCII.isWord(c) { nameEnd += 1 }
    guard nameEnd > sign + 1 else { return nil }
    let end = listEnd(text, nameEnd) ?? nameEnd
    return Mention(start: sign, nameEnd: nameEnd, end: end, stands: !endsMention(text, end))
  }

  private static func listEnd(_ text: Scalars, _ slash: Int) -> Int? {
    guard text.at(slash) == 0x2F, let first = text.at(slash + 1), ASCII.isLetter(first) else { return nil }
    var end = slash + 2
    while end - slash <= 25, let c = text.at(end), ASCII.isWord(c) || c == 0x2D { end += 1 }
    return end
  }

  /// What follows says that it was no mention.
  static func endsMention(_ text: Scalars, _ end: Int) -> Bool {
    guard let c = text.at(end) else { return false }
    return c == 0x40 || c == 0xFF20 || TwitterCharacters.isLatinAccent(c) || text.hasPrefix("://", at: end)
  }

  private static func mayPrecedeMention(_ text: Scalars, _ sign: Int, _ taken: Int) -> Bool {
    guard let before = text.at(sign - 1) else { return true }
    guard sign - 1 >= taken else { return false }
    return !(ASCII.isWord(before) || isMentionBlocker(before)) || followsRetweet(text, sign, taken)
  }

  private static func isMentionBlocker(_ c: UInt32) -> Bool {
    switch c {
    case 0x21, 0x23, 0x24, 0x25, 0x26, 0x2A, 0x40, 0xFF20: true
    default: false
    }
  }

  private static func followsRetweet(_ text: Scalars, _ sign: Int, _ taken: Int) -> Bool {
    guard sign >= 2, text.hasPrefix("rt", at: sign - 2) else { return false }
    guard let before = text.at(sign - 3) else { return true }
    guard sign - 3 >= taken else { return false }
    return !(ASCII.isWord(before) || [0x2B, 0x7E, 0x2E, 0x2D].contains(before))
  }

  // MARK: Cashtags

  private static func cashtag(_ text: Scalars, _ sign: Int) -> (Entity?, Int)? {
    if let before = text.at(sign - 1), !(TwitterCharacters.isSpace(before) || TwitterCharacters.isDirectional(before)) {
      return nil
    }
    guard let end = cashtagEnd(text, sign + 1) else { return nil }
    return (Entity(kind: .cashtag, span: Span(sign, end), value: text.string(sign + 1..<end)), end)
  }

  /// One to six letters, and perhaps `.A` or `_AB`; then the end, a space or punctuation.
  private static func cashtagEnd(_ text: Scalars, _ start: Int) -> Int? {
    let stem = letters(text, start, most: 6)
    guard stem > start else { return nil }
    if let c = text.at(stem), c == 0x2E || c == 0x5F {
      let suffix = letters(text, stem + 1, most: 2)
      if suffix > stem + 1, mayFollowCashtag(text, suffix) { return suffix }
    }
    return mayFollowCashtag(text, stem) ? stem : nil
  }

  private static func letters(_ text: Scalars, _ start: Int, most: Int) -> Int {
    var end = start
    while end - start < most, let c = text.at(end), ASCII.isLetter(c) { end += 1 }
    return end
  }

  private static func mayFollowCashtag(_ text: Scalars, _ end: Int) -> Bool {
    guard let c = text.at(end) else { return true }
    return TwitterCharacters.isSpace(c) || (c > 0x20 && c < 0x7F && !ASCII.isAlphanumeric(c))
  }
}
