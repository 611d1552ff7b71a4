extension PolicyFix {
  var isOfWholeText: Bool {
    switch self {
    case .prepend, .append: true
    case .replace, .remove: false
    }
  }

  /// What the fix writes; empty for taking words out.
  func words(in language: String?) -> String? {
    switch self {
    case .replace(let texts), .prepend(let texts), .append(let texts): Self.text(texts, language)
    case .remove: ""
    }
  }

  /// The change to `source` that one click makes; nil when it has no words in the language.
  func edit(of span: Span, in source: Scalars, language: String?) -> Finding.Edit? {
    switch self {
    case .remove: return .removing(span, in: source)
    case .replace(let texts): return Self.text(texts, language).map { Finding.Edit(span: span, text: $0) }
    case .prepend(let texts): return Self.text(texts, language).map { Finding.Edit(span: Span(0, 0), text: $0) }
    case .append(let texts):
      let end = Span(source.count, source.count)
      return Self.text(texts, language).map { Finding.Edit(span: end, text: source.count == 0 ? $0 : "\n" + $0) }
    }
  }

  private static func text(_ texts: [String: String], _ language: String?) -> String? {
    texts[language ?? "en"] ?? texts["*"]
  }
}

extension Finding.Edit {
  package static func removing(_ span: Span, from text: String) -> Self { removing(span, in: Scalars(text)) }

  /// Takes a place out with the space that would be doubled, and a tag with its mark.
  static func removing(_ span: Span, in source: Scalars) -> Self {
    let gone = withSpace(span, source)
    return Self(span: gone, text: joint(around: gone, source))
  }

  /// The words and the white space on both sides of them on their line.
  private static func withSpace(_ span: Span, _ source: Scalars) -> Span {
    var (start, end) = (span.start, span.end)
    if let before = source.at(start - 1), before == 0x23 || before == 0x40 { start -= 1 }
    while source.at(start - 1) == 0x20 { start -= 1 }
    while source.at(end) == 0x20 { end += 1 }
    return Span(start, end)
  }

  /// One space where two words would run together.
  private static func joint(around span: Span, _ source: Scalars) -> String {
    guard let before = source.at(span.start - 1), let after = source.at(span.end) else { return "" }
    let closes = [0x2E, 0x2C, 0x21, 0x3F, 0x3A, 0x3B, 0x0A, 0x29].contains(after)
    return before == 0x0A || before == 0x28 || closes ? "" : " "
  }
}
