/// Words that claim something which somebody could ask to be proven.
struct ClaimFinder {
  private let text: FactText
  private let words: WordText

  init(_ text: FactText) {
    self.text = text
    words = WordText(text.scalars)
  }

  func facts() -> [Fact] {
    let listed = ClaimWords.lexicon.matches(in: words).compactMap(listed)
    return listed + crowds() + rank() + freeOf() + superlatives() + comparisons()
  }

  private func listed(_ span: Span, _ phrase: String) -> Fact? {
    guard let groups = ClaimWords.groups[phrase], !groups.isEmpty else { return nil }
    var fact = Fact(.claim, span, asks: groups)
    if phrase == "the first", isSpan(behind: span) { return nil }
    if groups.contains(ClaimWords.freeGroup), let object = object(ofFree: span) {
      fact.words = [FactWords.stem(words.words[object])]
      fact.span = Span(min(span.start, words.spans[object].start), max(span.end, words.spans[object].end))
    }
    return fact
  }

  /// `the first 12 months`, `the first year`: a stretch of time, whose number is looked at by itself.
  private func isSpan(behind span: Span) -> Bool {
    guard let next = words.spans.firstIndex(where: { $0.start >= span.end }) else { return false }
    let word = words.words[next]
    return word.first?.isNumber == true || Units.of(word)?.dimension == "duration"
      || ["two", "three", "four", "few", "ten", "quarter", "half"].contains(word)
  }

  /// The word for what is said to cost nothing: `free shipping`, `parking is free`.
  private func object(ofFree span: Span) -> Int? {
    guard let place = words.spans.firstIndex(where: { $0.start == span.start }) else { return nil }
    let last = words.spans.lastIndex { $0.end <= span.end } ?? place
    if text.language == .english || text.language == .german {
      if last + 1 < words.words.count, touches(last), isThing(words.words[last + 1]) { return last + 1 }
    }
    let before = place - 1
    guard before >= 0, touches(before) else { return nil }
    if ["is", "are", "son", "ist", "sind", "est", "es"].contains(words.words[before]), before >= 1 {
      return isThing(words.words[before - 1]) ? before - 1 : nil
    }
    let isBehind = text.language == .spanish || text.language == .french
    return isBehind && isThing(words.words[before]) ? before : nil
  }

  /// Only white space between this word and the next.
  private func touches(_ index: Int) -> Bool {
    (words.spans[index].end..<words.spans[index + 1].start).allSatisfy { TwitterCharacters.isSpace(text.scalars[$0]) }
  }

  private func isThing(_ word: String) -> Bool {
    word.utf8.count > 2 && !NumberReader.breaks.contains(word) && !Negations.words.contains(word)
      && ![
        "entry", "entries", "one", "ones", "way", "and", "included", "today", "now", "again", "forever", "until",
        "just", "when", "while", "every",
      ].contains(word)
  }

  /// `sugar-free`, `ad-free`: what there is none of.
  private func freeOf() -> [Fact] {
    words.words.indices.compactMap { index in
      let word = words.words[index]
      guard word.hasSuffix("-free"), !Self.carefree.contains(word) else { return nil }
      return Fact(.claim, words.spans[index], words: [FactWords.stem(String(word.dropLast(5)))])
    }
  }

  private static let carefree: Set<String> = [
    "hassle-free", "stress-free", "worry-free", "fuss-free", "guilt-free", "care-free", "trouble-free",
    "distraction-free",
  ]

  /// `thousands of customers`: a count that some number of the sources must bear out.
  private func crowds() -> [Fact] {
    words.words.indices.compactMap { index in
      guard let value = Self.crowds[words.words[index]], index + 1 < words.words.count else { return nil }
      let isOf = ["of", "de", "von"].contains(words.words[index + 1])
      guard isOf || text.language == .german else { return nil }
      let noun = words.words.indices.contains(index + 2) && isOf ? words.words[index + 2] : words.words[index + 1]
      guard !["thanks", "reasons", "ways", "times", "miles"].contains(noun) else { return nil }
      var fact = Fact(.number, words.spans[index], asks: ["crowd:\(NumberText.text(value))"])
      fact.quantity = Quantity(
        measure: "n", value: value, nouns: [FactWords.stem(noun)], approximation: .many)
      return fact
    }
  }

  private static let crowds: [String: Double] = [
    "dozens": 12, "hundreds": 100, "thousands": 1000, "millions": 1e6, "billions": 1e9, "hunderte": 100,
    "tausende": 1000,
    "millionen": 1e6, "cientos": 100, "miles": 1000, "millones": 1e6, "centaines": 100, "milliers": 1000,
  ]

  /// `#1`.
  private func rank() -> [Fact] {
    words.words.indices.compactMap { index in
      let span = words.spans[index]
      guard words.words[index] == "1", text.scalars.at(span.start - 1) == 0x23 else { return nil }
      return Fact(.claim, Span(span.start - 1, span.end), asks: ClaimWords.groups["number one"] ?? [])
    }
  }

  // MARK: Comparisons

  /// `the largest`, `Europe's most popular`, `our best-selling`.
  private func superlatives() -> [Fact] {
    words.words.indices.compactMap { index in
      let word = words.words[index]
      guard
        let root = Self.superlative(
          word, next: word == "most" && index + 1 < words.words.count ? words.words[index + 1] : nil)
      else { return nil }
      let before = index > 0 ? words.words[index - 1] : ""
      let isSet = ["the", "our", "your"].contains(before) || before.hasSuffix("'s") || before.hasSuffix("s'")
      guard word == "most" ? isSet : isSet || index == 0 || isEverywhere(behind: index) else { return nil }
      guard Self.measurable.contains(root) || isEverywhere(behind: index) else { return nil }
      let span = word == "most" ? Span(words.spans[index].start, words.spans[index + 1].end) : words.spans[index]
      return Fact(
        .claim, span, asks: ["sup:\(root)"], offers: ["sup:\(root)"], words: word == "most" ? ["most"] : [word])
    }
  }

  private static func superlative(_ word: String, next: String?) -> String? {
    if let next { return next }
    guard word.hasSuffix("est"), word.utf8.count > 5, !notSuperlative.contains(word) else { return nil }
    let stem = String(word.dropLast(3))
    return stem.hasSuffix("i") ? stem.dropLast() + "y" : stem
  }

  private static let notSuperlative: Set<String> = [
    "latest", "nearest", "request", "interest", "harvest", "honest", "modest", "contest", "protest", "invest", "forest",
    "digest", "suggest", "earnest", "tempest", "budapest", "conquest", "pinterest", "manifest", "bequest", "midwest",
    "southwest", "northwest", "arrest", "attest", "detest", "infest", "ingest", "highest-ever",
  ]

  /// What can be measured and is therefore asked to be proven.
  private static let measurable: Set<String> = [
    "larg", "bigg", "fast", "cheap", "high", "low", "long", "tall", "old", "young", "quick", "strong", "smart", "saf",
    "clean", "great", "light", "thinn", "small", "rich", "healthy", "heavy", "wid", "deep", "steep", "popular",
    "punctual", "effective", "trusted",
    "reliable", "efficient", "powerful", "advanced", "affordable", "loved", "successful", "visited", "accurate",
    "secure", "sustainable",
    "purest", "pur", "complete", "durable", "awarded", "comprehensive", "recommended", "downloaded", "watched", "read",
  ]

  /// `in town`, `in the world`, `of the year`, `on the market`, `ever`.
  private func isEverywhere(behind index: Int) -> Bool {
    for place in index + 1..<min(words.words.count, index + 6) {
      let (word, next) = (words.words[place], place + 1 < words.words.count ? words.words[place + 1] : "")
      if ["ever", "anywhere", "worldwide"].contains(word) { return true }
      if ["in", "on", "of"].contains(word), ["town", "the", "all", "any"].contains(next) {
        let third = place + 2 < words.words.count ? words.words[place + 2] : ""
        return next == "town" || Self.wholes.contains(third) || next == "all" && third == "time"
      }
    }
    return false
  }

  private static let wholes: Set<String> = [
    "world", "city", "market", "year", "country", "county", "region", "state", "state's", "industry", "galaxy",
    "planet", "business",
    "area", "neighborhood", "neighbourhood", "universe", "internet", "league", "us", "uk", "decade", "century", "north",
    "south", "east", "west",
  ]

  /// `than any other`, `better than the rest`, `like no other`.
  private func comparisons() -> [Fact] {
    words.words.indices.compactMap { index in
      guard words.words[index] == "than", index > 0, index + 1 < words.words.count else { return nil }
      let next = words.words[index + 1]
      guard ["any", "others", "competitors", "conventional", "ordinary", "regular"].contains(next)
      else { return nil }
      let first = max(0, index - 2)
      return Fact(.claim, Span(words.spans[first].start, words.spans[index + 1].end), asks: ["than:\(next)"])
    }
  }
}
