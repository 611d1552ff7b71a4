/// One post as the voice's models see it.
struct VoiceSample: Sendable {
  let letters: [UInt32]
  let pattern: [UInt32]
  let features: StyleFeatures

  /// `text` is prepared (`VoiceText.prepare`) and free of topic words.
  init(_ text: String, _ language: ReferenceLanguage) {
    let scalars = Scalars(text)
    letters = scalars.values
    pattern = WritingPattern.symbols(scalars, language)
    features = StyleFeatures(text)
  }
}

/// A text without its topic: small words and marks as they are, every other word as its form alone (in capitals,
/// capitalised, small; with the ending that tells its part of speech), numbers as one.
enum WritingPattern {
  static func symbols(_ text: Scalars, _ language: ReferenceLanguage) -> [UInt32] {
    Tokens.split(text).compactMap { token in
      switch token.kind {
      case .word: hash(word(text.string(token.span), language))
      case .number: hash("0")
      case .emoji: hash("emoji")
      case .punctuation: hash(text.string(token.span))
      case .url, .mention, .hashtag, .cashtag, .space, .newline: nil
      }
    }
  }

  static func word(_ word: String, _ language: ReferenceLanguage) -> String {
    let folded = WordText.fold(word)
    let isShouted = word.unicodeScalars.count > 1 && Letters.isShouted(word)
    if language.grammarWords.contains(folded) {
      if isShouted, word.unicodeScalars.count > 2 { return folded.uppercased() }
      return Letters.beginsWithCapital(word) ? folded + "^" : folded
    }
    let form = isShouted ? "AA" : Letters.beginsWithCapital(word) ? "Aa" : "aa"
    return form + (endings.first { folded.hasSuffix($0) && folded.count > $0.count + 2 } ?? "")
  }

  private static let endings = ["ing", "ed", "ly", "tion", "s"]

  /// FNV-1a of 32 bits, the two highest values left to the models.
  private static func hash(_ symbol: String) -> UInt32 {
    let hash = symbol.utf8.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    return hash & 0x7FFF_FFFF
  }
}

extension Letters {
  static func beginsWithCapital(_ word: String) -> Bool {
    word.unicodeScalars.first.map { isUpper($0.value) } ?? false
  }

  /// Has letters, and no small one.
  static func isShouted(_ word: String) -> Bool {
    word.unicodeScalars.contains { isUpper($0.value) } && !word.unicodeScalars.contains { isLower($0.value) }
  }
}
