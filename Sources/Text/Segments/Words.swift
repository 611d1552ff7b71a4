package enum Words {
  /// Words in order: letters with inner apostrophes and hyphens, and numbers; no links, tags, mentions or emoji.
  package static func split(_ text: String) -> [Span] {
    Tokens.split(Scalars(text)).filter { $0.kind == .word || $0.kind == .number }.map(\.span)
  }
}
