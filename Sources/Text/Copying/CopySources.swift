/// Texts that a post must not be copied from, indexed once for many checks.
///
/// A post counts as copied when it has either `run` words in a row with one of the texts in common, or at least
/// `shingles` stretches of three words that are `share` of all such stretches of the shorter of the two. Words are
/// compared folded (case, accents, look-alike letters and invisible characters do not count); links, mentions and tags
/// are no words. On real posts the second rule finds nearly every copy in which one word of ten was changed, and nothing
/// among posts of different people. Words that stand in the writer's own brief are nobody's copy.
package struct CopySources: Sendable {
  /// Words in a row: of 1,924 posts by one person none had eight in common with any of 1,939 by another.
  package static let run = 8
  package static let shingles = 5
  package static let share = 0.25

  /// A stretch of a checked text that also stands in one of the sources.
  package struct Match: Sendable, Equatable {
    /// From the first to the last word that both have.
    package var span: Span
    /// Place of the source among those given.
    package var source: Int
    /// The longest stretch both have, in words.
    package var run: Int
    /// How much of the shorter text's stretches of three words the other has too, 0 to 1.
    package var share: Double
  }

  private struct Source: Sendable {
    var words: [Int]
    /// By a stretch of three words, where it begins.
    var places: [Shingle: [Int]]
  }

  /// Three words by their numbers.
  private struct Shingle: Hashable, Sendable {
    var a: Int
    var b: Int
    var c: Int
  }

  private var numbers: [String: Int] = [:]
  private var sources: [Source] = []
  private var own: Set<Shingle> = []

  /// `own` are the writer's own texts: what both they and a source say may be said.
  package init(_ texts: [String], own: [String] = []) {
    guard !texts.isEmpty else { return }
    for text in texts {
      let words = CopyWords(text).words.map { number($0) }
      sources.append(Source(words: words, places: Self.places(words)))
    }
    for text in own { self.own.formUnion(Self.places(CopyWords(text).words.map { number($0) }).keys) }
  }

  package var isEmpty: Bool { sources.isEmpty }

  /// At most one match for each source, those with the longest common stretch first.
  package func matches(in text: String) -> [Match] {
    guard !sources.isEmpty else { return [] }
    let read = CopyWords(text)
    // Words that no source has are all different from theirs: any number below zero will do.
    let words = read.words.map { numbers[$0] ?? -1 }
    let found = sources.indices.compactMap { match(words, read.spans, sources[$0], $0) }
    return found.sorted { ($1.run, $0.source) < ($0.run, $1.source) }
  }

  private func match(_ words: [Int], _ spans: [Span], _ source: Source, _ index: Int) -> Match? {
    guard words.count > 2, source.words.count > 2 else { return nil }
    var common: [Int] = []
    var distinct: Set<Shingle> = []
    for start in 0..<(words.count - 2) {
      let shingle = Shingle(a: words[start], b: words[start + 1], c: words[start + 2])
      guard source.places[shingle] != nil, !own.contains(shingle) else { continue }
      common.append(start)
      distinct.insert(shingle)
    }
    let longest = longest(words, from: common, in: source.words)
    let share = Double(distinct.count) / Double(min(words.count - 2, source.places.count))
    guard longest >= Self.run || distinct.count >= Self.shingles && share >= Self.share,
      let first = common.first, let last = common.last
    else { return nil }
    return Match(
      span: Span(spans[first].start, spans[last + 2].end), source: index, run: longest, share: min(1, share))
  }

  /// The most words in a row that stand in the other text too, beginning at one of these places, which are in order.
  /// Takes as many steps as both have words, whatever they are: a text of one word a thousand times is no trap.
  private func longest(_ words: [Int], from starts: [Int], in other: [Int]) -> Int {
    guard let first = starts.first else { return 0 }
    var longest = 0
    var left = starts.count - 1
    // How many words are the same from here and from each place of the other on.
    var same = [Int](repeating: 0, count: other.count + 1)
    for start in stride(from: words.count - 1, through: first, by: -1) {
      let word = words[start]
      var best = 0
      for place in 0..<other.count {
        let count = word == other[place] ? same[place + 1] + 1 : 0
        same[place] = count
        best = max(best, count)
      }
      if left >= 0, starts[left] == start {
        longest = max(longest, best)
        left -= 1
      }
    }
    return longest
  }

  private static func places(_ words: [Int]) -> [Shingle: [Int]] {
    guard words.count > 2 else { return [:] }
    var result: [Shingle: [Int]] = [:]
    for start in 0..<(words.count - 2) {
      result[Shingle(a: words[start], b: words[start + 1], c: words[start + 2]), default: []].append(start)
    }
    return result
  }

  private mutating func number(_ word: String) -> Int {
    if let known = numbers[word] { return known }
    numbers[word] = numbers.count
    return numbers.count - 1
  }
}

/// Words of a text as copies are compared: folded, without apostrophes.
struct CopyWords {
  private(set) var words: [String] = []
  private(set) var spans: [Span] = []

  init(_ text: String) {
    let skipped = Entities.extract(text).map(\.span)
    var next = 0
    for cell in Folding(text).cells {
      while next < skipped.count, skipped[next].end <= cell.span.start { next += 1 }
      if next < skipped.count, skipped[next].start <= cell.span.start { continue }
      guard let scalar = Unicode.Scalar(cell.value) else { continue }
      if let last = spans.last, Self.goesOn(cell, after: last) {
        words[words.count - 1].unicodeScalars.append(scalar)
        spans[spans.count - 1].end = cell.span.end
      } else {
        words.append(String(scalar))
        spans.append(cell.span)
      }
    }
  }

  /// In the word of the cell before it, also over an apostrophe (`don’t`) and in a word that is spelled out (`f r e e`).
  private static func goesOn(_ cell: FoldedCell, after last: Span) -> Bool {
    switch cell.gap {
    case .none, .spaced: true
    case .sign: cell.span.start - last.end <= 1
    case .space, .stop: false
    }
  }
}
