/// Changes of wording towards an aim, each a list of edits that do not overlap. English.
enum WordingPasses {
  /// Words that say nothing, and long ways to say short things.
  static func wordy(_ text: Prose) -> [Finding.Edit] {
    WordingLists.wordy.matches(in: text).compactMap { words, instead in
      guard !instead.isEmpty || isAside(words, text) || words.count > 1 else { return nil }
      return edit(words, instead, text)
    }
  }

  static func plain(_ text: Prose) -> [Finding.Edit] {
    WordingLists.plain.matches(in: text).compactMap { words, instead in
      let mustOpen = WordingLists.openers.contains(text.words[words].joined(separator: " "))
      return mustOpen && !opens(words, text) ? nil : edit(words, instead, text)
    }
  }

  static func spoken(_ text: Prose) -> [Finding.Edit] {
    WordingLists.stiff.matches(in: text).compactMap { words, instead in
      let mustOpen = instead.isEmpty || WordingLists.openers.contains(text.words[words].joined(separator: " "))
      return mustOpen && !opens(words, text) ? nil : edit(words, instead, text)
    }
  }

  static func written(_ text: Prose) -> [Finding.Edit] {
    WordingLists.loose.matches(in: text).compactMap { words, instead in
      guard text.words[words].joined(separator: " ") != instead, !instead.isEmpty || opens(words, text) else {
        return nil
      }
      if text.words[words.lowerBound] == "super", !isBeforeWord(words, text) { return nil }
      return edit(words, instead, text)
    }
  }

  /// Praise, force and pressure.
  static func calmer(_ text: Prose) -> [Finding.Edit] {
    let praise = WordingLists.hype.matches(in: text).compactMap { words, instead -> Finding.Edit? in
      if isPredicate(words, text) { return edit(words, instead, text) }
      return isAttribute(words, text) ? edit(words, "", text) : nil
    }
    let force = WordingLists.force.matches(in: text).compactMap { words, instead -> Finding.Edit? in
      guard !instead.isEmpty || words.count > 1 || isAside(words, text) else { return nil }
      return edit(words, instead, text)
    }
    let pressing = WordingLists.pressing.matches(in: text).map { edit($0, $1, text) }
    return apart(pressing + force + praise)
  }

  /// Of edits that overlap the first in the list stays.
  static func apart(_ edits: [Finding.Edit]) -> [Finding.Edit] {
    edits.reduce(into: []) { kept, edit in
      if !kept.contains(where: { $0.span.overlaps(edit.span) }) { kept.append(edit) }
    }
  }

  private static func edit(_ words: Range<Int>, _ instead: String, _ text: Prose) -> Finding.Edit {
    var span = Span(text.spans[words.lowerBound].start, text.spans[words.upperBound - 1].end)
    if ["but", "so", "and"].contains(instead), text.scalars.at(span.end) == 0x2C { span.end += 1 }
    if instead.hasSuffix(":"), [0x2C, 0x3A].contains(text.scalars.at(span.end)) { span.end += 1 }
    let isCapital = text.beginsWithCapital(words.lowerBound)
    return Finding.Edit(span: span, text: isCapital ? instead.prefix(1).uppercased() + instead.dropFirst() : instead)
  }

  /// A word that the next one can do without: `very good`, not `the very first` nor `not really`.
  private static func isAside(_ words: Range<Int>, _ text: Prose) -> Bool {
    guard isBeforeWord(words, text) || opens(words, text) && text.mark(behind: words.upperBound - 1) == 0x2C else {
      return false
    }
    guard words.lowerBound > 0, !text.starts.contains(words.lowerBound) else { return true }
    let before = text.words[words.lowerBound - 1]
    return !before.hasSuffix("n't") && !holding.contains(before)
  }

  /// Begins a sentence, with a comma, a mark or a word behind it.
  private static func opens(_ words: Range<Int>, _ text: Prose) -> Bool {
    guard text.starts.contains(words.lowerBound) else { return false }
    return text.mark(behind: words.upperBound - 1) == 0x2C || text.mark(behind: words.upperBound - 1) == 0x21
      || words.count > 1
  }

  private static func isBeforeWord(_ words: Range<Int>, _ text: Prose) -> Bool {
    let next = words.upperBound
    return next < text.words.count && text.isSpace(text.spans[next - 1].end, text.spans[next].start)
  }

  /// `Our amazing coffee`, but neither `the most amazing coffee` nor `amazing and cheap`.
  private static func isAttribute(_ words: Range<Int>, _ text: Prose) -> Bool {
    guard isBeforeWord(words, text), !small.contains(text.words[words.upperBound]) else { return false }
    guard words.lowerBound > 0, !text.starts.contains(words.lowerBound) else { return true }
    return !degrees.contains(text.words[words.lowerBound - 1])
  }

  private static func isPredicate(_ words: Range<Int>, _ text: Prose) -> Bool {
    guard words.lowerBound > 0, !text.starts.contains(words.lowerBound) else { return false }
    let before = text.words[words.lowerBound - 1]
    let stands = !isBeforeWord(words, text) || small.contains(text.words[words.upperBound])
    return stands
      && (verbs.contains(before) || before.hasSuffix("'s") || before.hasSuffix("'re") || adverbs.contains(before))
  }

  private static let verbs: Set<String> = [
    "is", "are", "was", "were", "be", "been", "look", "looks", "feel", "feels", "taste", "tastes", "sound", "sounds",
    "smell", "smells", "am", "seem", "seems",
  ]
  private static let adverbs: Set<String> = ["so", "just", "absolutely", "truly", "simply", "really", "totally"]
  /// Before these an adverb is needed: `the very first`, `not really`.
  private static let holding: Set<String> = ["not", "the", "this", "that", "how", "so", "as", "or", "than"]
  private static let degrees: Set<String> = ["most", "more", "less", "least", "so", "how", "too", "as", "very", "not"]
  private static let small: Set<String> = [
    "in", "on", "at", "for", "to", "of", "and", "or", "but", "with", "from", "by", "as", "that", "this", "than", "is",
    "are", "was", "were", "will", "when", "if", "so", "because", "about", "the", "a", "an", "we", "you", "it", "our",
    "your",
  ]
}
