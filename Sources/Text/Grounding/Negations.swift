/// What a text denies: `no booking needed`, `without interval`, `grain-free`.
enum Negations {
  /// The stems of the content words, each with whether it is denied there.
  static func stems(_ text: FactText) -> [(stem: String, isNegated: Bool)] {
    text.tokens.indices.compactMap { index in
      guard text.kind(index) == .word, isContent(text.word(index)) else { return nil }
      let word = text.word(index)
      if word.hasSuffix("-free") { return (FactWords.root(String(word.dropLast(5))), true) }
      return (FactWords.root(word), isExcluded(index, text))
    }
  }

  static func isContent(_ word: String) -> Bool {
    word.utf8.count > 3 && !NumberReader.breaks.contains(word) && !small.contains(word)
  }

  /// In a source only the plain forms count: `no`, `not` or `without` within two words before.
  private static func isExcluded(_ index: Int, _ text: FactText) -> Bool {
    (max(0, index - 3)..<index).reversed().prefix { !stops.contains(text.word($0)) && !joins.contains(text.word($0)) }
      .contains { ["no", "without", "not", "kein", "keine", "ohne", "sin", "sans"].contains(text.word($0)) }
  }

  private static let joins: Set<String> = ["and", "or", "to", "(", ")", "-", "–", "y", "et", "und", "until"]

  /// A denying word stands up to three words before, in the same clause.
  static func isNegated(_ index: Int, _ text: FactText) -> Bool {
    if text.word(index).hasSuffix("-free") { return true }
    if text.isDash(index + 1), text.word(index + 2) == "free" { return true }
    var place = index - 1
    while place >= max(0, index - 4), !stops.contains(text.word(place)), !text.starts.contains(place + 1) {
      if words.contains(text.word(place)) || text.word(place).hasSuffix("n't") { return true }
      place -= 1
    }
    for place in index + 1...index + 3 where !stops.contains(text.word(place)) {
      if ["not", "cannot", "nicht"].contains(text.word(place)) || text.word(place).hasSuffix("n't") { return true }
    }
    return text.word(index + 2) == "free" && text.word(index + 1) == "-"
  }

  private static let stops: Set<String> = [".", "!", "?", ";", ":", ",", "\n", "but", "just"]

  static let words: Set<String> = [
    "no", "not", "without", "never", "zero", "0", "cannot", "nor", "neither", "don't", "kein", "keine", "keinen",
    "ohne",
    "nicht", "sin", "sans", "pas", "ningún", "ninguna", "instead", "minus", "nothing", "less", "skip", "forget",
  ]

  private static let small: Set<String> = [
    "need", "needed", "needs", "required", "have", "just", "more", "most", "than", "that", "this", "with", "only",
    "ever", "even", "very", "come", "comes", "time", "make", "makes", "made", "much", "many", "some", "them", "there",
    "what", "when", "your", "yours", "into", "like", "want", "know", "here", "will", "would", "could", "should", "been",
    "being", "were", "does", "anyone", "anything", "everyone", "everything",
  ]

  /// Finds where the text affirms what the sources only deny.
  static func contradictions(_ text: FactText, _ known: Known) -> [Fact] {
    text.tokens.indices.compactMap { index in
      guard text.kind(index) == .word, isContent(text.word(index)), !isNegated(index, text),
        known.denies(FactWords.root(text.word(index))), text.word(index + 1) != "?"
      else { return nil }
      return Fact(.claim, text.span(index, through: index), words: [text.word(index)])
    } + denials(text, known) + turns(text, known)
  }

  /// `no deductible` where the sources have one.
  private static func denials(_ text: FactText, _ known: Known) -> [Fact] {
    text.tokens.indices.compactMap { index in
      guard ["no", "without", "kein", "keine", "ohne", "sans", "sin"].contains(text.word(index)),
        text.kind(index + 1) == .word, isContent(text.word(index + 1)), !asks(text, behind: index),
        known.affirms(FactWords.root(text.word(index + 1)))
      else { return nil }
      return Fact(.claim, text.span(index, through: index + 1), words: [text.word(index + 1)])
    }
  }

  /// `No tickets yet?` denies nothing.
  private static func asks(_ text: FactText, behind index: Int) -> Bool {
    let rest = text.words[index...].prefix(9)
    return rest.first { [".", "!", "?", "\n", ","].contains($0) } == "?"
  }

  /// `rose` where the sources say that it fell, and the like.
  private static func turns(_ text: FactText, _ known: Known) -> [Fact] {
    text.tokens.indices.compactMap { index in
      let root = FactWords.root(text.word(index))
      guard text.kind(index) == .word else { return nil }
      for (one, other) in opposites {
        if one.contains(root), !known.says(anyOf: one), known.says(anyOf: other) { return fact(index, text) }
        if other.contains(root), !known.says(anyOf: other), known.says(anyOf: one) { return fact(index, text) }
      }
      return nil
    }
  }

  private static func fact(_ index: Int, _ text: FactText) -> Fact {
    Fact(.claim, text.span(index, through: index), words: [text.word(index)])
  }

  private static let opposites: [(Set<String>, Set<String>)] = [
    (
      roots("rose risen rise rises increase increased grew grow growth climbed gained"),
      roots("fell fallen falls decrease decreased decline declined dropped shrank sank")
    ),
    (roots("won wins victory"), roots("lost defeat defeated")),
    (roots("accepted approved"), roots("rejected refused")),
    (roots("indoor indoors"), roots("outdoor outdoors")),
  ]

  private static func roots(_ words: String) -> Set<String> {
    Set(words.split(separator: " ").map { FactWords.root(String($0)) })
  }
}
