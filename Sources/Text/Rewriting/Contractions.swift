/// `do not` and `don't`, in English.
enum Contractions {
  /// Every contraction that can be read in one way, written out.
  static func expanded(_ text: Prose) -> [Finding.Edit] {
    var edits: [Finding.Edit] = []
    for (index, word) in text.words.enumerated() {
      guard text.isFree(text.spans[index]), let full = full(word, at: index, text) else { continue }
      let inverted =
        word.hasSuffix("n't") && text.words.indices.contains(index + 1)
        && pronouns.contains(text.words[index + 1]) && text.isSpace(text.spans[index].end, text.spans[index + 1].start)
        && !followsPronoun(text, index)
      guard inverted, let verb = full.split(separator: " ").first else {
        edits.append(edit(Span(text.spans[index].start, text.spans[index].end), full, text, index))
        continue
      }
      // `Don't you` is `Do you not`.
      let other = text.scalars.string(text.spans[index + 1])
      let start = verb == "cannot" ? "can" : String(verb)
      edits.append(edit(Span(text.spans[index].start, text.spans[index + 1].end), "\(start) \(other) not", text, index))
    }
    return edits
  }

  /// Pairs that people run together when they speak. Not before a pause: `what it is.`
  static func contracted(_ text: Prose) -> [Finding.Edit] {
    let curly = text.scalars.values.contains(0x2019) && !text.scalars.values.contains(0x27)
    var edits: [Finding.Edit] = []
    var index = 0
    while index < text.words.count {
      if let (count, short) = short(at: index, text) {
        let span = Span(text.spans[index].start, text.spans[index + count - 1].end)
        let marked = curly ? short.replacing("'", with: "’") : short
        edits.append(edit(span, marked, text, index))
        index += count
      } else {
        index += 1
      }
    }
    return edits
  }

  static func count(_ text: Prose) -> Int { text.words.indices.count { full(text.words[$0], at: $0, text) != nil } }

  private static func edit(_ span: Span, _ words: String, _ text: Prose, _ index: Int) -> Finding.Edit {
    let isCapital = text.beginsWithCapital(index) && !words.hasPrefix("I")
    return Finding.Edit(span: span, text: isCapital ? words.prefix(1).uppercased() + words.dropFirst() : words)
  }

  private static func followsPronoun(_ text: Prose, _ index: Int) -> Bool {
    index > 0 && pronouns.contains(text.words[index - 1])
  }

  private static func full(_ word: String, at index: Int, _ text: Prose) -> String? {
    guard word.utf8.contains(UInt8(ascii: "'")) else { return nil }
    if let words = whole[word] { return words }
    let next = index + 1 < text.words.count ? text.words[index + 1] : ""
    guard word.hasSuffix("'s"), hosts.contains(String(word.dropLast(2))) else { return nil }
    let host = String(text.scalars.string(text.spans[index]).dropLast(2))
    return host.lowercased() + (["been", "got", "had", "become"].contains(next) ? " has" : " is")
  }

  private static func short(at index: Int, _ text: Prose) -> (count: Int, words: String)? {
    guard index + 1 < text.words.count, text.reads([text.words[index], text.words[index + 1]], at: index) else {
      return text.words[index] == "cannot" && text.isFree(text.spans[index]) ? (1, "can't") : nil
    }
    let pair = text.words[index] + " " + text.words[index + 1]
    if let words = negations[pair] { return (2, words) }
    guard let words = joined[pair], text.spans.indices.contains(index + 2),
      text.isSpace(text.spans[index + 1].end, text.spans[index + 2].start)
    else { return nil }
    let next = text.words[index + 2]
    if pair.hasSuffix(" have"), !(next.hasSuffix("ed") || participles.contains(next)) { return nil }
    if pair == "let us", next == "know" || !text.starts.contains(index) { return nil }
    return (2, words)
  }

  private static let pronouns: Set<String> = ["you", "we", "they", "it", "he", "she", "i", "this", "that", "there"]
  private static let hosts: Set<String> = [
    "it", "that", "there", "here", "what", "who", "where", "how", "he", "she", "everything", "this",
  ]
  private static let participles: Set<String> = [
    "been", "made", "got", "built", "put", "brought", "found", "kept", "won", "grown", "taken", "chosen", "just",
    "always", "never", "already",
  ]

  private static let whole = [
    "don't": "do not", "can't": "cannot", "won't": "will not", "isn't": "is not", "aren't": "are not",
    "wasn't": "was not", "weren't": "were not", "doesn't": "does not", "didn't": "did not", "hasn't": "has not",
    "haven't": "have not", "hadn't": "had not", "couldn't": "could not", "shouldn't": "should not",
    "wouldn't": "would not", "mustn't": "must not", "i'm": "I am", "you're": "you are", "we're": "we are",
    "they're": "they are", "i've": "I have", "you've": "you have", "we've": "we have", "they've": "they have",
    "i'll": "I will", "you'll": "you will", "he'll": "he will", "she'll": "she will", "we'll": "we will",
    "they'll": "they will", "it'll": "it will", "let's": "let us", "there'll": "there will",
  ]

  private static let negations = [
    "do not": "don't", "does not": "doesn't", "did not": "didn't", "is not": "isn't", "are not": "aren't",
    "was not": "wasn't", "were not": "weren't", "has not": "hasn't", "have not": "haven't", "can not": "can't",
    "could not": "couldn't", "would not": "wouldn't", "should not": "shouldn't", "will not": "won't",
  ]

  private static let joined = [
    "it is": "it's", "that is": "that's", "there is": "there's", "here is": "here's", "what is": "what's",
    "we are": "we're", "you are": "you're", "they are": "they're", "i am": "I'm", "we will": "we'll",
    "you will": "you'll", "they will": "they'll", "i will": "I'll", "it will": "it'll", "we have": "we've",
    "you have": "you've", "they have": "they've", "i have": "I've", "let us": "let's",
  ]
}
