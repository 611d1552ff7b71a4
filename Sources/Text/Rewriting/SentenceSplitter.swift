/// Parts long sentences where two whole ones meet.
enum SentenceSplitter {
  /// The text with one sentence in two, the longest sentence first.
  static func splits(of text: String) -> [String] {
    let prose = Prose(text)
    let sentences = Sentences.split(text).map { span in
      (span: span, words: prose.spans.indices.filter { span.range.contains(prose.spans[$0].start) })
    }
    return sentences.filter { $0.words.count >= 12 }.sorted { $0.words.count > $1.words.count }.flatMap { sentence in
      cuts(prose, sentence.words).map { apply($0, prose) }
    }
  }

  private struct Cut {
    /// What stands between the two sentences, from the mark to the next word.
    var gap: Span
    var instead: String
    /// The first word of the second, which gets a capital.
    var next: Span
  }

  /// The nearest to the middle first.
  private static func cuts(_ text: Prose, _ words: [Int]) -> [Cut] {
    let middle = Double(words.first ?? 0) + Double(words.count) / 2
    return words.dropFirst(4).dropLast(3).compactMap { index in cut(text, index).map { (index, $0) } }
      .sorted { abs(Double($0.0) - middle) < abs(Double($1.0) - middle) }.map(\.1)
  }

  private static func cut(_ text: Prose, _ index: Int) -> Cut? {
    let before = text.spans[index - 1].end
    let gap = text.scalars.string(before..<text.spans[index].start)
    guard text.isFree(text.spans[index]) else { return nil }
    if ["; ", " – ", " — ", "—"].contains(gap), startsClause(text, index) {
      return Cut(gap: Span(before, text.spans[index].start), instead: ". ", next: text.spans[index])
    }
    let word = text.words[index]
    if ["and", "but", "so"].contains(word), gap == ", " || word == "so" && gap == " ", startsClause(text, index + 1),
      text.isSpace(text.spans[index].end, text.spans[index + 1].start)
    {
      // `And` at a sentence's start adds nothing; `But` and `So` say how the two belong together.
      let keeps = word != "and"
      let next = keeps ? text.spans[index] : text.spans[index + 1]
      return Cut(gap: Span(before, next.start), instead: ". ", next: next)
    }
    return nil
  }

  /// A subject with its verb close behind: `we roast`, `the shop is`.
  private static func startsClause(_ text: Prose, _ index: Int) -> Bool {
    guard index + 1 < text.words.count else { return false }
    if subjects.contains(text.words[index]) { return true }
    guard determiners.contains(text.words[index]) else { return false }
    return text.words[(index + 1)..<min(text.words.count, index + 5)].contains { verbs.contains($0) }
  }

  private static func apply(_ cut: Cut, _ text: Prose) -> String {
    var values = text.scalars.values
    let first = cut.next.start..<cut.next.start + 1
    values.replaceSubrange(first, with: Scalars.string(values[first]).uppercased().unicodeScalars.map(\.value))
    values.replaceSubrange(cut.gap.range, with: cut.instead.unicodeScalars.map(\.value))
    return Scalars.string(values[...])
  }

  private static let subjects: Set<String> = [
    "we", "you", "they", "it", "he", "she", "i", "there", "we're", "you're", "they're", "it's", "i'm", "we've",
    "you'll", "we'll", "that's", "everyone", "everybody",
  ]
  private static let determiners: Set<String> = ["the", "our", "your", "a", "an", "every", "each"]
  private static let verbs: Set<String> = ["is", "are", "was", "were", "has", "have", "will", "can", "must", "had"]
}
