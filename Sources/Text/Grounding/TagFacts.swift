/// What a hashtag names.
enum TagFacts {
  /// Listed names and numbers among the words that `#CamelCase` joins.
  static func facts(_ text: FactText, _ index: Int) -> [Fact] {
    let span = text.tokens[index].span
    return parts(text, span).compactMap { part in
      let word = WordText.fold(text.scalars.string(part))
      if let first = word.first, first.isNumber {
        let value = NumberText.parse(word).map { NumberText.text($0.value) } ?? word
        return Fact(.number, span, asks: ["v:\(value)", "tag:\(word)", "y:20\(value)"], offers: ["v:\(value)"])
      }
      let isName = ProperNames.all.contains(word) && !CommonWords.contains(word)
      return isName ? Fact(.name, span, words: [word]) : nil
    }
  }

  private static func parts(_ text: FactText, _ span: Span) -> [Span] {
    var result: [Span] = []
    var start = span.start + 1
    for place in span.start + 1..<span.end {
      let (c, before) = (text.scalars[place], text.scalars[place - 1])
      let turns = Letters.isUpper(c) && !Letters.isUpper(before) || ASCII.isDigit(c) != ASCII.isDigit(before)
      if place > start, turns {
        result.append(Span(start, place))
        start = place
      }
    }
    return start < span.end ? result + [Span(start, span.end)] : result
  }
}
