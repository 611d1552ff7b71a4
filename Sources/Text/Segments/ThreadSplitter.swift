package enum ThreadSplitter {
  /// Parts that each fit the platform, split at sentence borders where possible, numbered ` (1/3)` when
  /// there is more than one and `numbered` is set. Joined, the parts say everything the text said, in order.
  /// Empty when a single link or tag is longer than a whole post, which no split can mend.
  package static func split(_ text: String, _ platform: PlatformLimits, numbered: Bool = true) -> [String] {
    if TextMeasure.fits(text, platform) { return [text] }
    for digits in 1...4 {
      let room =
        numbered ? " (" + String(repeating: "9", count: digits) + "/" + String(repeating: "9", count: digits) + ")" : ""
      guard let parts = pack(text, platform, suffix: room) else { return [] }
      if !numbered || String(parts.count).count <= digits { return number(parts, numbered) }
    }
    return []
  }

  private static func number(_ parts: [String], _ numbered: Bool) -> [String] {
    guard numbered, parts.count > 1 else { return parts }
    return parts.enumerated().map { "\($1) (\($0 + 1)/\(parts.count))" }
  }

  private static func pack(_ text: String, _ platform: PlatformLimits, suffix: String) -> [String]? {
    var parts: [String] = []
    var current = ""
    func fits(_ candidate: String) -> Bool { TextMeasure.fits(candidate + suffix, platform) }
    func add(_ piece: Piece, _ smaller: (Piece) -> [Piece]?) -> Bool {
      let joined = current.isEmpty ? piece.text : current + piece.gap + piece.text
      if fits(joined) {
        current = joined
        return true
      }
      if fits(piece.text) {
        if !current.isEmpty { parts.append(current) }
        current = piece.text
        return true
      }
      guard let pieces = smaller(piece) else { return false }
      return pieces.allSatisfy { add($0, halves) }
    }
    for sentence in sentences(text) { guard add(sentence, words) else { return nil } }
    return current.isEmpty ? parts : parts + [current]
  }

  /// A piece of text and the white space that stood before it.
  private struct Piece {
    var gap: String
    var text: String
    var isWord = true
  }

  private static func sentences(_ text: String) -> [Piece] {
    let scalars = Scalars(text)
    var end = 0
    return Sentences.split(scalars, Tokens.split(scalars)).map { span in
      defer { end = span.end }
      return Piece(gap: scalars.string(end..<span.start), text: scalars.string(span))
    }
  }

  /// Words with the punctuation that touches them.
  private static func words(_ sentence: Piece) -> [Piece]? {
    let scalars = Scalars(sentence.text)
    var pieces: [Piece] = []
    var gap = sentence.gap
    var body = ""
    var solid = true
    for token in Tokens.split(scalars) {
      if token.kind == .space || token.kind == .newline {
        if !body.isEmpty { pieces.append(Piece(gap: gap, text: body, isWord: solid)) }
        (gap, body, solid) = (scalars.string(token.span), "", true)
      } else {
        body += scalars.string(token.span)
        solid =
          solid && (token.kind == .word || token.kind == .number || token.kind == .punctuation || token.kind == .emoji)
      }
    }
    return pieces + (body.isEmpty ? [] : [Piece(gap: gap, text: body, isWord: solid)])
  }

  /// A word longer than a post, in two; nil for what must not be cut.
  private static func halves(_ word: Piece) -> [Piece]? {
    guard word.isWord, word.text.count > 1 else { return nil }
    let middle = word.text.index(word.text.startIndex, offsetBy: word.text.count / 2)
    return [
      Piece(gap: word.gap, text: String(word.text[..<middle])), Piece(gap: "", text: String(word.text[middle...])),
    ]
  }
}
