package enum Words {
  /// Words in order by Unicode's word boundaries (see `WordBreaks`): what holds a letter or digit between two of them;
  /// no links, tags, mentions or emoji. An ideograph is a word by itself, as there.
  package static func split(_ text: String) -> [Span] {
    let scalars = Scalars(text)
    let entities = Entities.extract(scalars)
    let breaks = WordBreaks.all(in: scalars)
    var next = 0
    return zip(breaks, breaks.dropFirst()).compactMap { start, end in
      while next < entities.count, entities[next].span.end <= start { next += 1 }
      if next < entities.count, entities[next].span.start < end { return nil }
      guard (start..<end).contains(where: { isLetterOrNumber(scalars[$0]) }) else { return nil }
      return Emoji.end(in: scalars, at: start) == nil ? Span(start, end) : nil
    }
  }

  private static func isLetterOrNumber(_ c: UInt32) -> Bool {
    if Letters.isWordCharacter(c) { return true }
    let category = Unicode.Scalar(c)?.properties.generalCategory
    return category == .letterNumber || category == .otherNumber
  }
}
