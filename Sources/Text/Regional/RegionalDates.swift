/// Days of a month, written as where they are read: `12 March` in Britain, `March 12` in America.
enum RegionalDates {
  static func edits(_ text: Prose, _ variety: RegionalVariety) -> [Finding.Edit] {
    switch variety {
    case .britishEnglish: text.words.indices.compactMap { dayFirst($0, text) }
    case .americanEnglish: text.words.indices.compactMap { monthFirst($0, text) }
    case .austrianGerman, .swissGerman: []
    }
  }

  /// Dates in figures that a reader elsewhere takes for another day: `03/04/2026`.
  static func ambiguous(_ text: Scalars) -> [Span] {
    let written = text.string(0..<text.count)
    return written.matches(of: /(\d{1,2})\/(\d{1,2})\/(?:\d{4}|\d{2})(?![\d\/])/).compactMap { match in
      guard let first = Int(match.1), let second = Int(match.2), first != second, (1...12).contains(first),
        (1...12).contains(second)
      else { return nil }
      let start = written.unicodeScalars.distance(from: written.startIndex, to: match.range.lowerBound)
      // Not within a longer figure or an address.
      if let before = text.at(start - 1), Letters.isWordCharacter(before) || [0x2F, 0x2E, 0x2D].contains(before) {
        return nil
      }
      return Span(start, start + match.0.unicodeScalars.count)
    }
  }

  /// `March 12, 2026`, `Mar 12th`.
  private static func dayFirst(_ index: Int, _ text: Prose) -> Finding.Edit? {
    guard isMonth(index, text), index + 1 < text.words.count, let day = day(text.words[index + 1]),
      text.isSpace(text.spans[index].end, text.spans[index + 1].start), !isRange(behind: index + 1, text)
    else { return nil }
    let month = text.scalars.string(text.spans[index])
    if let year = year(index + 2, text), text.scalars.string(text.spans[index + 1].end..<year.start) == ", " {
      return edit(index, year.end, "\(day) \(month) \(text.scalars.string(year))", text)
    }
    return edit(index, text.spans[index + 1].end, "\(day) \(month)", text)
  }

  /// `12 March 2026`, `12th of March`.
  private static func monthFirst(_ index: Int, _ text: Prose) -> Finding.Edit? {
    guard let day = day(text.words[index]), !isRange(before: index, text) else { return nil }
    let next = text.words.indices.contains(index + 1) && text.words[index + 1] == "of" ? index + 2 : index + 1
    guard next < text.words.count, isMonth(next, text),
      (index..<next).allSatisfy({ text.isSpace(text.spans[$0].end, text.spans[$0 + 1].start) })
    else { return nil }
    let month = text.scalars.string(text.spans[next])
    if let year = year(next + 1, text), text.isSpace(text.spans[next].end, year.start) {
      return edit(index, year.end, "\(month) \(day), \(text.scalars.string(year))", text)
    }
    return edit(index, text.spans[next].end, "\(month) \(day)", text)
  }

  private static func edit(_ index: Int, _ end: Int, _ words: String, _ text: Prose) -> Finding.Edit? {
    let span = Span(text.spans[index].start, end)
    return text.isFree(span) ? Finding.Edit(span: span, text: words) : nil
  }

  /// With a capital, so that `may 5` of a sentence is none.
  private static func isMonth(_ index: Int, _ text: Prose) -> Bool {
    months.contains(text.words[index]) && text.beginsWithCapital(index)
  }

  /// 1 to 31, also as `12th`.
  private static func day(_ word: String) -> Int? {
    let digits = ["st", "nd", "rd", "th"].contains { word.hasSuffix($0) } ? word.dropLast(2) : word[...]
    return Int(digits).flatMap { (1...31).contains($0) ? $0 : nil }
  }

  private static func year(_ index: Int, _ text: Prose) -> Span? {
    guard index < text.words.count, text.words[index].count == 4, let year = Int(text.words[index]),
      (1900...2100).contains(year)
    else { return nil }
    return text.spans[index]
  }

  /// `March 12-14` and `12 to 14 March` are turned by a person.
  private static func isRange(behind index: Int, _ text: Prose) -> Bool {
    [0x2D, 0x2013, 0x3A].contains(text.mark(behind: index) ?? 0)
      || index + 1 < text.words.count && ["to", "and", "through", "until"].contains(text.words[index + 1])
        && index + 2 < text.words.count && day(text.words[index + 2]) != nil
  }

  private static func isRange(before index: Int, _ text: Prose) -> Bool {
    guard index > 0 else { return false }
    let gap = text.scalars.string(text.spans[index - 1].end..<text.spans[index].start)
    return gap.contains { "-–:.,/".contains($0) } && day(text.words[index - 1]) != nil
      || ["to", "and", "through", "until"].contains(text.words[index - 1]) && index > 1
        && day(text.words[index - 2]) != nil
  }

  private static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
  ]
}
