/// Where a fact may come from.
package struct GroundingSource: Sendable, Hashable {
  /// `brief`, `brand` or `example`; named in reports.
  package var name: String
  package var text: String

  package init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }
}

/// Sources that were read, to hold several texts against: reading a brief takes as long as checking three posts.
package struct GroundingBase: Sendable {
  let known: Known
  let days: TextDays

  /// The days as in `Grounding.check`.
  package init(_ sources: [GroundingSource], today: String? = nil, written: String? = nil) {
    days = TextDays(goesOut: today.flatMap { CalendarDay($0) }, written: written.flatMap { CalendarDay($0) })
    known = Known(sources, days: days)
  }
}

package enum Grounding {
  /// Numbers, dates, times, prices, percentages, names, handles, links, contacts, quotations and claims of
  /// `text` that no source has, after normalising ("18 %" = "18 percent", "noon" = "12:00").
  ///
  /// Days are written as `2026-12-05`. `today` is the one on which the text goes out, where that is known already: with
  /// it `tomorrow` is checked, without it `tomorrow` needs some date in the sources. `written` is the one on which it is
  /// written; either tells which year a date without one means, and so its weekday. In reading order, one finding for
  /// one place.
  package static func check(
    _ text: String, against sources: [GroundingSource], today: String? = nil, written: String? = nil
  ) -> [Finding] {
    check(text, against: GroundingBase(sources, today: today, written: written))
  }

  /// The same against sources that were read before.
  package static func check(_ text: String, against base: GroundingBase) -> [Finding] {
    let (known, days) = (base.known, base.days)
    let read = FactText(text, fallback: known.language)
    let unknown =
      FactFinder(read, days: days).facts().filter { !known.has($0) } + Negations.contradictions(read, known)
      + nearNames(read, known)
    return joined(distinct(unknown), read.scalars).map { finding($0, read.scalars) }
  }

  /// A capital word that a source has almost: the name may be misspelt or somebody else's.
  private static func nearNames(_ text: FactText, _ known: Known) -> [Fact] {
    text.tokens.indices.compactMap { index in
      guard text.isCapital(index), DateWords.weekday(text.word(index)) == nil, DateWords.month(text.word(index)) == nil,
        !text.starts.contains(index), !text.isAllCapital(index),
        text.language != .german || ProperNames.firstNames.contains(text.word(index)),
        known.hasNear(text.word(index))
      else { return nil }
      return Fact(.name, text.span(index, through: index), words: [text.word(index)])
    }
  }

  /// Of facts in one place the longest, of equal ones the first.
  private static func distinct(_ facts: [Fact]) -> [Fact] {
    var result: [Fact] = []
    for fact in facts.sorted(by: { ($0.span.start, -$0.span.end) < ($1.span.start, -$1.span.end) })
    where !result.contains(where: { $0.span.overlaps(fact.span) }) { result.append(fact) }
    return result
  }

  /// The unknown words of one name as one.
  private static func joined(_ facts: [Fact], _ text: Scalars) -> [Fact] {
    facts.reduce(into: []) { result, fact in
      guard let last = result.last, last.kind == .name, fact.kind == .name, fact.span.start == last.span.end + 1,
        text[last.span.end] == 0x20
      else { return result.append(fact) }
      result[result.count - 1].span.end = fact.span.end
    }
  }

  private static func finding(_ fact: Fact, _ text: Scalars) -> Finding {
    let quote = text.string(fact.span)
    return Finding(
      rule: "grounding/\(fact.kind.rawValue)", severity: fact.kind == .claim ? .warning : .block, span: fact.span,
      quote: quote, message: "“\(quote)” is not in the brief or the brand's facts.",
      fix: "Take it out, or add it to the facts.")
  }
}
