extension NameFinder {
  /// Every German noun has a capital: only listed names count, and what follows a first name or a title.
  func german(_ index: Int) -> (facts: [Fact], next: Int)? {
    let word = FactWords.stem(text.word(index))
    let before = text.word(index - 1)
    let isLed = ProperNames.firstNames.contains(before) && text.isCapital(index - 1)
    let follows = (isLed || ["herr", "frau", "dr"].contains(before)) && !text.starts.contains(index)
    let isListed = ProperNames.all.contains(word) && !Self.germanNouns.contains(word)
    guard isListed || follows || ProperNames.homes[word] != nil else { return nil }
    return ([Fact(.name, text.span(index, through: index), words: [text.word(index)])], index + 1)
  }

  /// Listed names that are German words as well.
  private static let germanNouns: Set<String> = [
    "essen", "baden", "zeit", "spiegel", "welt", "bild", "focus", "mango", "lima", "april", "juni", "juli", "august",
    "signal", "boss", "medium", "teams", "mark", "will", "art", "kai", "jo", "rosa", "roman", "bund", "stern", "mai",
    "bergen", "rot", "tag", "puma", "ford",
  ]
}
