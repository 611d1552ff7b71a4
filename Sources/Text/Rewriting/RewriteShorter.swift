extension Rewriter {
  /// Aims at three quarters of the length, or at what the platform takes if that is less.
  func shorter(_ text: String) -> Rewriting {
    func length(_ text: String) -> Int { TextMeasure.measure(text, platform).length }
    let aim = min(length(text) * 3 / 4, platform.limit)
    var attempt = attempt(text)
    func isShorter(_ old: String, _ new: String) -> Bool { length(new) < length(old) }
    attempt.dropPushes()
    attempt.take(WordingPasses.wordy(Prose(attempt.text)), "Words that say nothing are taken out.", where: isShorter)
    while length(attempt.text) > aim, let next = Sparable.without(attempt.text, fixed: fixed) {
      guard attempt.take(next, "What is least needed is left out.", where: isShorter) else { break }
    }
    return result(
      attempt, "characters", { Double(length($0)) }, nearer: { $1 < $0 },
      else: "There is nothing to leave out: every sentence opens the text, asks for something or holds a fact.")
  }
}

extension RewriteAttempt {
  /// Takes out whole sentences that only push the reader.
  mutating func dropPushes() {
    for sentence in Sentences.split(text).reversed() {
      let words = Scalars(text).string(sentence)
      let read = WordText(words)
      let pushing = WordingLists.pushes.matches(in: read).reduce(0) { $0 + $1.phrase.split(separator: " ").count }
      guard pushing > 0, pushing + 2 >= read.words.count, Entities.extract(words).isEmpty else { continue }
      let rest = TextEdits.apply([Finding.Edit(span: sentence, text: "")], to: text)
      take(rest, "Sentences that only push are left out.")
    }
  }
}

/// What a text says that it could do without.
enum Sparable {
  /// The text without the sentence that is needed least; nil when all of them are.
  static func without(_ text: String, fixed: [String]) -> String? {
    let scalars = Scalars(text)
    let sentences = Sentences.split(scalars, Tokens.split(scalars))
    let spare = sentences.dropFirst().filter { span in
      let words = scalars.string(span)
      return !WordText(words).words.isEmpty && !isNeeded(words, fixed) && !isLeantOn(span, scalars, sentences)
    }
    let ranked = spare.map { (span: $0, weight: weight(scalars.string($0))) }
    let least = ranked.min { ($0.weight, -$0.span.start) < ($1.weight, -$1.span.start) }
    return least.map { TextEdits.apply([Finding.Edit(span: $0.span, text: "")], to: text) }
  }

  private static func isNeeded(_ sentence: String, _ fixed: [String]) -> Bool {
    MustStay.isHeld(sentence, fixed: fixed) || CallToAction.isOne(sentence) || sentence.hasSuffix(":")
      || !Entities.extract(sentence).isEmpty || isItem(sentence)
  }

  /// Of a list, whose other lines would count wrongly without it.
  private static func isItem(_ sentence: String) -> Bool {
    ["-", "•", "–", "*", "→", "✓", "✔", "☑", "✅"].contains { sentence.hasPrefix($0) }
  }

  /// The sentence behind it goes on from it: `It`, `That`, `They`.
  private static func isLeantOn(_ span: Span, _ text: Scalars, _ sentences: [Span]) -> Bool {
    guard let next = sentences.first(where: { $0.start >= span.end }) else { return false }
    let first = WordText(text.string(next)).words.first ?? ""
    return leaning.contains(String(first.prefix { $0 != "'" }))
  }

  private static let leaning: Set<String> = [
    "it", "its", "they", "their", "he", "she", "his", "her", "this", "that", "these", "those", "so", "but", "and",
    "because", "then", "which", "also", "or", "both", "neither", "yes", "no",
  ]

  /// How much it says: words that are not common, and all words a little.
  private static func weight(_ sentence: String) -> Int {
    let words = WordText(sentence).words
    return words.count { $0.count > 3 && !CommonWords.contains($0) } * 3 + words.count
  }
}
