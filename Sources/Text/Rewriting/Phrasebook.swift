/// Words and phrases with what to say instead, looked up without case.
struct Phrasebook: Sendable {
  struct Entry: Sendable {
    var words: [String]
    var instead: String
  }

  private let entries: [String: [Entry]]

  /// One entry a line, `utilize = use`; nothing behind the sign takes the words out.
  init(_ lines: String) {
    let all = lines.split(separator: "\n").compactMap { line -> Entry? in
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let words = WordText(String(parts[0])).words
      guard parts.count == 2, !words.isEmpty else { return nil }
      return Entry(words: words, instead: canonical(String(parts[1])))
    }
    entries = Dictionary(grouping: all) { $0.words[0] }.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }

  /// Longest first, from left to right, without overlaps. Only words with nothing but a space between them are a
  /// phrase.
  func matches(in text: Prose) -> [(words: Range<Int>, instead: String)] {
    var result: [(Range<Int>, String)] = []
    var index = 0
    while index < text.words.count {
      if let entry = entries[text.words[index]]?.first(where: { text.reads($0.words, at: index) }) {
        result.append((index..<index + entry.words.count, entry.instead))
        index += entry.words.count
      } else {
        index += 1
      }
    }
    return result
  }
}
