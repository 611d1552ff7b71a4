/// Dates that name their month in English words.
struct RegionalDates {
  /// `12 March`, `12–14 March 2026`, `Thursday, March 12`.
  struct Written {
    var span: Span
    var weekday: String?
    var month: String
    var days: [Int]
    /// What joins two days: a dash, or `to` with its blanks.
    var joint = ""
    var year: String?

    func text(_ form: RegionalStyle.DateForm) -> String {
      let days = days.map(String.init).joined(separator: joint)
      switch form {
      case .dayFirst: return (weekday.map { $0 + " " } ?? "") + days + " " + month + (year.map { " " + $0 } ?? "")
      case .monthFirst:
        return (weekday.map { $0 + ", " } ?? "") + month + " " + days + (year.map { ", " + $0 } ?? "")
      }
    }
  }

  private let page: RegionalText

  init(_ page: RegionalText) { self.page = page }

  /// Those that are not in this form, in order.
  func written(other form: RegionalStyle.DateForm) -> [Written] {
    page.words.indices.compactMap { index in
      let word = page.words[index]
      guard page.isCapital(word), Self.months.contains(word.key) else { return nil }
      let (before, behind) = (dayFirst(index), monthFirst(index))
      // `12 March 14`: nobody knows.
      guard (before == nil) != (behind == nil), let found = form == .dayFirst ? behind : before,
        !page.isKept(found.span)
      else { return nil }
      return found
    }
  }

  // MARK: Forms

  /// Days before the month at `month`: `12 March`, `12th of March`, `12 to 14 March 2026`.
  private func dayFirst(_ month: Int) -> Written? {
    var last = month - 1
    if last > 0, page.words[last].key == "of", isBlank(last) { last -= 1 }
    guard last >= 0, isBlank(last), let day = day(last) else { return nil }
    var (first, days, joint) = (last, [day], "")
    if let range = rangeBack(from: last) { (first, days, joint) = (range.index, [range.day, day], range.joint) }
    var date = Written(
      span: Span(page.words[first].span.start, page.words[month].span.end), month: page.words[month].text, days: days,
      joint: joint)
    var end = month
    if let year = year(month + 1, after: " ") {
      date.year = year
      end = month + 1
    }
    return finished(date, first: first, last: end)
  }

  /// Days behind it: `March 12`, `Mar. 12th`, `March 12–14, 2026`.
  private func monthFirst(_ month: Int) -> Written? {
    let first = month + 1
    guard first < page.words.count, [" ", ". ", "\u{A0}"].contains(page.gap(after: month)), let day = day(first) else {
      return nil
    }
    var (last, days, joint) = (first, [day], "")
    if let range = rangeOn(from: first) { (last, days, joint) = (range.index, [day, range.day], range.joint) }
    var date = Written(
      span: Span(page.words[month].span.start, page.words[last].span.end), month: page.words[month].text, days: days,
      joint: joint)
    if let year = year(last + 1, after: ", ") ?? year(last + 1, after: " ") {
      date.year = year
      last += 1
    }
    return finished(date, first: month, last: last)
  }

  /// With its weekday; nil where the number counts what follows, as in `In March 12 people came`.
  private func finished(_ date: Written, first: Int, last: Int) -> Written? {
    if last + 1 < page.words.count, page.gap(after: last) == " " {
      let next = page.words[last + 1]
      guard date.year != nil || next.text.first?.isLowercase != true || Self.followers.contains(next.key) else {
        return nil
      }
    }
    var date = date
    date.span.end = page.words[last].span.end
    if first > 0, Self.weekdays.contains(page.words[first - 1].key), [" ", ", "].contains(page.gap(after: first - 1)) {
      date.weekday = page.words[first - 1].text
      date.span.start = page.words[first - 1].span.start
    }
    return date
  }

  private func rangeBack(from index: Int) -> (index: Int, day: Int, joint: String)? {
    guard index > 0 else { return nil }
    if isDash(index - 1), let day = day(index - 1) { return (index - 1, day, page.gap(after: index - 1)) }
    guard index > 1, Self.joints.contains(page.words[index - 1].key), isBlank(index - 1), isBlank(index - 2),
      let day = day(index - 2)
    else { return nil }
    return (index - 2, day, " \(page.words[index - 1].text) ")
  }

  private func rangeOn(from index: Int) -> (index: Int, day: Int, joint: String)? {
    guard index + 1 < page.words.count else { return nil }
    if isDash(index), let day = day(index + 1) { return (index + 1, day, page.gap(after: index)) }
    guard index + 2 < page.words.count, Self.joints.contains(page.words[index + 1].key), isBlank(index),
      isBlank(index + 1), let day = day(index + 2), !isMonth(index + 3)
    else { return nil }
    return (index + 2, day, " \(page.words[index + 1].text) ")
  }

  // MARK: Parts

  private func isBlank(_ index: Int) -> Bool { [" ", "\u{A0}"].contains(page.gap(after: index)) }

  private func isMonth(_ index: Int) -> Bool {
    index < page.words.count && Self.months.contains(page.words[index].key)
  }

  private func isDash(_ index: Int) -> Bool {
    let gap = page.gap(after: index).filter { $0 != " " }
    return ["-", "–", "—"].contains(gap)
  }

  private func day(_ index: Int) -> Int? {
    var digits = page.words[index].key
    if ["st", "nd", "rd", "th"].contains(where: { digits.hasSuffix($0) }) { digits.removeLast(2) }
    guard digits.utf8.count <= 2, let day = Int(digits), (1...31).contains(day) else { return nil }
    return day
  }

  private func year(_ index: Int, after gap: String) -> String? {
    guard index < page.words.count, page.gap(after: index - 1) == gap, page.words[index].key.utf8.count == 4,
      let year = Int(page.words[index].key), (1900...2100).contains(year)
    else { return nil }
    return page.words[index].text
  }

  /// `3/4/2026`: two numbers that could both be the month.
  func ambiguous() -> [Span] {
    let text = page.scalars.values
    var result: [Span] = []
    var start = 0
    while start < text.count {
      guard ASCII.isDigit(text[start]), start == 0 || !ASCII.isDigit(text[start - 1]) && text[start - 1] != 0x2F else {
        start += 1
        continue
      }
      var end = start
      while end < text.count, ASCII.isDigit(text[end]) || text[end] == 0x2F && isDigit(end + 1) { end += 1 }
      let parts = page.scalars.string(start..<end).split(separator: "/")
      let span = Span(start, end)
      if parts.count == 3, [2, 4].contains(parts[2].count), let first = Int(parts[0]), let second = Int(parts[1]),
        (1...12).contains(first), (1...12).contains(second), first != second, !page.isKept(span)
      {
        result.append(span)
      }
      start = max(end, start + 1)
    }
    return result
  }

  private func isDigit(_ index: Int) -> Bool { page.scalars.at(index).map(ASCII.isDigit) ?? false }

  private static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
  ]
  private static let weekdays: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri",
    "sat", "sun",
  ]
  private static let joints: Set<String> = ["to", "and", "until", "through", "or"]
  /// Words that go on behind a date; any other small word may be what the number counts.
  private static let followers: Set<String> = [
    "to", "and", "at", "in", "from", "for", "until", "till", "through", "with", "is", "are", "was", "were", "will",
    "or",
    "on", "by", "we", "you", "they", "it", "our", "your", "this", "when", "while", "as", "if", "so", "but", "then",
    "the", "a", "an", "has", "have", "only", "onwards", "onward", "between", "after", "before",
  ]
}
