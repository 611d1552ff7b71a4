import Text

/// Whether an answer is in the language that was asked for.
enum AnswerLanguage {
  /// Only where it is sure: a post's worth of words, nearly all of one language, and none of a close relative.
  static func isOther(_ text: String, than language: String) -> Bool {
    guard text.count(where: \.isLetter) >= 60 else { return false }
    let guess = LanguageGuess.of(text)
    guard let found = guess.language.map(base), guess.confidence >= 0.9 else { return false }
    let wanted = base(language)
    return found != wanted && !relatives.contains { $0.contains(found) && $0.contains(wanted) }
  }

  private static func base(_ tag: String) -> String { tag.prefix { $0 != "-" }.lowercased() }

  /// Which a guess by letters mixes up.
  private static let relatives: [Set<String>] = [
    ["no", "nb", "nn", "da", "sv"], ["sr", "hr", "bs", "sl", "cnr"], ["id", "ms"], ["es", "gl", "pt", "ca"],
    ["cs", "sk"], ["ru", "uk", "be", "bg", "mk"], ["hi", "mr", "ne"], ["af", "nl"], ["zh", "yue"],
  ]
}
