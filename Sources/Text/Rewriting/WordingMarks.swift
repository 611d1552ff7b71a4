/// Counts of what an aim is about, so that a rewriting can show that it came nearer.
enum WordingMarks {
  /// Praise, force, pressure, exclamation marks, shouting and claims that need proof.
  static func sales(_ text: String) -> Int {
    let prose = Prose(text)
    let risks = RiskLint.check(text).findings.filter {
      ["risk/claim", "risk/superlative", "risk/pressure", "risk/money", "risk/shouting"].contains($0.rule)
    }
    let books = [WordingLists.hype, WordingLists.force, WordingLists.pressing]
    return books.reduce(0) { $0 + $1.matches(in: prose).count }
      + WordingLists.pushes.matches(in: WordText(text)).count + text.count { $0 == "!" } + risks.count
  }

  /// Contractions, words of speech, exclamation marks, emoji and shouting.
  static func casual(_ text: String) -> Int {
    let prose = Prose(text)
    let tokens = Tokens.split(prose.scalars)
    return Contractions.count(prose) + WordingPasses.written(prose).count + text.count { $0 == "!" }
      + tokens.count { $0.kind == .emoji } + Shouting.check(prose.scalars, tokens).count
  }

  /// Words of an office, and pairs that people run together.
  static func stiff(_ text: String) -> Int {
    let prose = Prose(text)
    return Contractions.contracted(prose).count + WordingPasses.spoken(prose).count
  }
}

/// Marks rather than words.
enum MarkPasses {
  /// A full stop for each run of exclamation marks, nothing where there is another mark already.
  static func calm(_ text: String) -> [Finding.Edit] {
    let prose = Prose(text)
    let scalars = prose.scalars
    var edits: [Finding.Edit] = []
    var index = 0
    while index < scalars.count {
      guard scalars[index] == 0x21 else {
        index += 1
        continue
      }
      var end = index
      while scalars.at(end) == 0x21 { end += 1 }
      let hasOther = index > 0 && [0x3F, 0x2E].contains(scalars[index - 1]) || scalars.at(end) == 0x3F
      let span = Span(index, end)
      if prose.isFree(span) { edits.append(Finding.Edit(span: span, text: hasOther ? "" : ".")) }
      index = end
    }
    return edits
  }

  /// Words that shout, in small letters: names that the brand writes so stay as they are.
  static func quiet(_ text: String, fixed: [String]) -> [Finding.Edit] {
    let prose = Prose(text)
    let known = Set(fixed.flatMap { $0.split(separator: " ").map(String.init) })
    let loud = Shouting.check(prose.scalars, Tokens.split(prose.scalars)).filter { $0.rule == "risk/shouting" }
    return loud.flatMap { finding in
      prose.spans.indices.compactMap { index -> Finding.Edit? in
        let span = prose.spans[index]
        let word = prose.scalars.string(span)
        guard finding.span.overlaps(span), prose.isFree(span), !known.contains(word), !mayBeShort(word) else {
          return nil
        }
        let lower = word.lowercased()
        let opens = prose.starts.contains(index)
        return Finding.Edit(span: span, text: opens ? lower.prefix(1).uppercased() + lower.dropFirst() : lower)
      }
    }
  }

  /// Up to three capitals may be an abbreviation, unless they are one of these; so may all with a figure.
  private static func mayBeShort(_ word: String) -> Bool {
    word.contains(where: \.isNumber) || word.count <= 3 && !smallWords.contains(word)
  }

  private static let smallWords: Set<String> = [
    "ALL", "AND", "ANY", "ARE", "BIG", "BUT", "BUY", "CAN", "DAY", "FOR", "GET", "NEW", "NOT", "NOW", "OFF", "ONE",
    "OUR", "OUT", "SEE", "THE", "TOP", "WAS", "WHO", "WIN", "YOU", "IN", "ON", "TO", "IS", "OF", "WE", "MY", "SO",
    "UP", "NO",
  ]

  static func withoutEmoji(_ text: String) -> [Finding.Edit] {
    Tokens.split(Scalars(text)).filter { $0.kind == .emoji }.map { Finding.Edit(span: $0.span, text: "") }
  }
}
