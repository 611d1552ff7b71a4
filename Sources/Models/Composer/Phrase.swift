import Text

/// Small repairs that let a brief's own words stand as sentences or inside one.
enum Phrase {
  /// Begins with a capital and ends with a mark: `doors open at six` -> `Doors open at six.`
  static func sentence(_ text: String) -> String {
    let text = trimmed(text)
    guard let first = text.first, let last = text.last else { return "" }
    let opened = isMixedCase(firstWord(text)) ? text : first.uppercased() + text.dropFirst()
    return ".!?…:”\"".contains(last) || endsInEntity(text) ? opened : opened + "."
  }

  /// Without the mark at the end, to be followed by one of ours.
  static func bare(_ text: String) -> String {
    var text = trimmed(text)
    while let last = text.last, ".!:;,".contains(last) { text.removeLast() }
    return text
  }

  /// As it reads in the middle of a sentence: `Our new menu` -> `our new menu`, `Acme Days` stays.
  static func inner(_ text: String) -> String {
    let text = bare(text)
    guard let first = text.first, softStarts.contains(firstWord(text).lowercased()) else { return text }
    return first.lowercased() + text.dropFirst()
  }

  /// Reads well in the middle of a sentence: begins softly (`our …`) or with the brand's own name.
  static func standsInside(_ text: String, brand: String?) -> Bool {
    let first = firstWord(canonical(text))
    if softStarts.contains(first.lowercased()) { return true }
    return brand.map { !first.isEmpty && $0.lowercased().hasPrefix(first.lowercased()) } ?? false
  }

  static func capitalised(_ text: String) -> String {
    isMixedCase(firstWord(text)) ? text : (text.first?.uppercased() ?? "") + text.dropFirst()
  }

  /// True for `our autumn menu`, false for `we moved to Mill Street` and `Hiring a baker`.
  static func isNounPhrase(_ text: String) -> Bool {
    let words = text.lowercased().split(whereSeparator: { !($0.isLetter || $0 == "'" || $0 == "’") }).map(String.init)
    guard let first = words.first, words.count <= 9, !text.contains(where: { ".!?:;".contains($0) }) else {
      return false
    }
    if first.hasSuffix("ing") || CallWords.verbs.contains(first) { return false }
    return !words.contains { finite.contains($0) || $0.hasSuffix("'re") || $0.hasSuffix("’re") }
  }

  static func contentWords(_ text: String) -> Set<String> {
    Set(
      text.lowercased().split(whereSeparator: { !($0.isLetter || $0.isNumber) }).map(String.init).filter {
        $0.count > 2
      }
    )
    .subtracting(["the", "and", "for", "our", "your", "with", "are", "you", "from", "this", "that", "will"])
  }

  private static func trimmed(_ text: String) -> String { canonical(text) }

  private static func firstWord(_ text: String) -> String { text.split(separator: " ").first.map(String.init) ?? "" }

  /// `iPhone`, `eBay`: the owner's spelling stays.
  private static func isMixedCase(_ word: String) -> Bool {
    (word.first?.isLowercase ?? false) && word.dropFirst().contains(where: \.isUppercase)
  }

  private static func endsInEntity(_ text: String) -> Bool {
    Entities.extract(text).last.map { $0.kind == .url && $0.span.end == text.unicodeScalars.count } ?? false
  }

  private static let softStarts: Set<String> = [
    "our", "the", "a", "an", "new", "this", "these", "free", "your", "my", "two", "three", "four", "five", "how", "why",
    "what", "we", "fresh", "early", "late", "open", "more", "all", "every", "another", "first", "last", "next",
  ]

  private static let finite: Set<String> = [
    "is", "are", "was", "were", "we", "i", "you", "it", "has", "have", "will", "can", "opens", "starts", "launches",
    "begins",
    "returns", "comes", "adds", "gets", "turns", "moves", "wins", "won", "launched", "opened", "moved", "joins", "now",
    "needs", "runs", "helps", "makes", "brings", "offers", "closes", "hires", "supports", "i'm", "we've", "let's",
  ]
}

enum CallWords {
  static let verbs: Set<String> = [
    "add", "apply", "ask", "book", "bring", "buy", "call", "check", "choose", "click", "come", "discover", "donate",
    "download", "explore", "find", "follow", "get", "give", "grab", "help", "join", "learn", "listen", "meet", "order",
    "pick", "read", "register", "reserve", "save", "see", "send", "share", "shop", "sign", "start", "subscribe", "take",
    "tell", "try", "visit", "volunteer", "vote", "watch",
  ]
}
