package enum Truncation {
  /// The longest beginning that fits, ending at a sentence if that keeps at least half of what would fit, else
  /// at a word with an ellipsis. Never splits a grapheme, a link, a mention or a tag. A text that fits is
  /// returned as it is; an empty result means that not even one word fits.
  package static func fit(_ text: String, _ platform: PlatformLimits) -> String {
    TextMeasure.fits(text, platform) || text.isEmpty ? text : Cutter(text).cut { TextMeasure.fits($0, platform) }
  }

  /// The same for any measure; `fits` must be true for every beginning of a text for which it is true.
  package static func fit(_ text: String, where fits: (String) -> Bool) -> String {
    fits(text) ? text : Cutter(text).cut(fits)
  }

  private struct Cutter {
    let text: Scalars
    let tokens: [Token]
    let sentences: [Span]

    init(_ source: String) {
      text = Scalars(source)
      tokens = Tokens.split(text)
      sentences = Sentences.split(text, tokens)
    }

    func cut(_ fits: (String) -> Bool) -> String {
      let words = wordEnds
      let wordCount = longest(words) { fits(beginning($0) + "…") }
      let sentenceCount = longest(sentences.map(\.end)) { fits(beginning($0)) }
      let word = wordCount > 0 ? words[wordCount - 1] : 0
      let sentence = sentenceCount > 0 ? sentences[sentenceCount - 1].end : 0
      if sentence > 0, sentence * 2 >= word { return beginning(sentence) }
      if word > 0 { return trimmed(word) + "…" }
      return graphemes(fits)
    }

    /// How many of the growing beginnings fit.
    private func longest(_ ends: [Int], _ fits: (Int) -> Bool) -> Int {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high + 1) / 2
        if fits(ends[middle - 1]) { low = middle } else { high = middle - 1 }
      }
      return low
    }

    private func beginning(_ end: Int) -> String { text.string(0..<end) }

    /// Ends of words and entities, which may be cut behind.
    private var wordEnds: [Int] {
      tokens.filter { $0.kind != .space && $0.kind != .newline && $0.kind != .punctuation }.map(\.span.end)
    }

    private func trimmed(_ end: Int) -> String {
      var end = end
      while end > 0, TwitterCharacters.isSpace(text[end - 1]) || text[end - 1] == 0x2C { end -= 1 }
      return beginning(end)
    }

    /// One word longer than the limit: cut between graphemes unless it is a link, which is dropped whole.
    private func graphemes(_ fits: (String) -> Bool) -> String {
      guard let first = tokens.first(where: { $0.kind != .space }), first.kind == .word || first.kind == .number else {
        return ""
      }
      let characters = Array(text.string(first.span))
      let count = longest(Array(1...max(1, characters.count))) { fits(String(characters.prefix($0)) + "…") }
      return count > 0 ? String(characters.prefix(count)) + "…" : ""
    }
  }
}
