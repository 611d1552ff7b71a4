extension NameFinder {
  /// Every German noun has a capital: only listed names, and what follows a first name or a title.
  func german(_ index: Int) -> (facts: [Fact], next: Int)? {
    let word = FactWords.stem(text.word(index))
    let before = text.word(index - 1)
    let follows =
      ProperNames.firstNames.contains(before) && text.isCapital(index - 1) || ["herr", "frau", "dr"].contains(before)
    let isListed = ProperNames.all.contains(word) && !Self.germanNouns.contains(word)
    guard isListed || follows && !text.starts.contains(index) || Self.isNearList(word) else { return nil }
    return ([Fact(.name, text.span(index, through: index), words: [text.word(index)])], index + 1)
  }

  private static func isNearList(_ word: String) -> Bool { ProperNames.homes[word] != nil }

  static let germanNouns: Set<String> = [
    "essen", "baden", "zeit", "spiegel", "welt", "bild", "focus", "mango", "lima", "april", "juni", "juli", "august",
    "signal", "boss", "medium", "teams", "mark", "will", "art", "kai", "jo", "heide", "rosa", "linde", "roman", "sie",
    "basel-stadt", "bund", "stern", "mai", "may", "bergen", "hagen", "rot", "tag", "lego", "puma", "kasse", "kiel-gang",
    "ei", "may-be", "teams", "ford",
  ]
}
