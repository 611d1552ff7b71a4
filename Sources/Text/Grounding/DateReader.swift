/// Reads days, weekdays, months and years.
struct DateReader {
  private let text: FactText
  private let numbers: NumberReader
  /// The day on which the text goes out, for `tomorrow` and for the weekday of a date without a year.
  private let days: TextDays

  init(_ text: FactText, days: TextDays) {
    self.text = text
    self.days = days
    numbers = NumberReader(text)
  }

  struct Reading {
    var fact: Fact
    var next: Int
    var month: Int?
    var day: Int?
    var weekday: Int?
  }

  func read(at index: Int) -> Reading? {
    dayMonth(index) ?? monthDay(index) ?? numeric(index) ?? iso(index) ?? weekday(index) ?? month(index)
      ?? relative(index)
  }

  // MARK: Days of a month

  /// `5 December`, `5th of December`, `5. Dezember`, `5 de diciembre`, `1er décembre`, `12-18 May`.
  private func dayMonth(_ index: Int) -> Reading? {
    guard text.kind(index) == .number, let number = numbers.number(at: index), isDay(number), number.next == index + 1
    else { return nil }
    var next = number.next
    if [".", "of", "de", "th"].contains(text.word(next)) { next += 1 }
    if let month = DateWords.month(text.word(next)), text.kind(next) == .word { return day(number, month, index, next) }
    // `12 to 18 May`, `18-19 March`: the month comes behind the second.
    guard isRange(next), let other = numbers.number(at: next + 1), isDay(other), other.next == next + 2 else {
      return nil
    }
    var behind = other.next
    if [".", "of", "de"].contains(text.word(behind)) { behind += 1 }
    guard let month = DateWords.month(text.word(behind)), text.kind(behind) == .word else { return nil }
    var reading = day(number, month, index, index)
    reading.next = index + 1
    return reading
  }

  private func day(_ number: NumberReader.Number, _ month: Int, _ index: Int, _ last: Int) -> Reading {
    let (year, end) = year(behind: last + 1)
    return reading(Int(number.value), month, year, text.span(index, through: last), max(end, last + 1))
  }

  /// `December 5`, `Dec. 5th, 2026`, `March 18 and 19`.
  private func monthDay(_ index: Int) -> Reading? {
    guard text.kind(index) == .word, let month = DateWords.month(text.word(index)) else {
      return second(index)
    }
    let start = text.word(index + 1) == "." || text.word(index + 1) == "the" ? index + 2 : index + 1
    guard text.kind(start) == .number, let number = numbers.number(at: start), isDay(number) else { return nil }
    let (year, end) = year(behind: start + 1)
    return reading(Int(number.value), month, year, text.span(index, through: start), end)
  }

  /// The `19` of `March 18 and 19`.
  private func second(_ index: Int) -> Reading? {
    guard text.kind(index) == .number, isRange(index - 1), let month = DateWords.month(text.word(index - 3)),
      text.kind(index - 2) == .number, let number = numbers.number(at: index), isDay(number),
      numbers.number(at: index - 2)?.value ?? 99 < number.value
    else { return nil }
    return reading(Int(number.value), month, nil, text.span(index, through: index), index + 1)
  }

  private func isDay(_ number: NumberReader.Number) -> Bool {
    !number.isWord && (1...31).contains(number.value) && number.value == number.value.rounded()
      && (number.suffix.isEmpty || number.isOrdinal)
  }

  private func isRange(_ index: Int) -> Bool {
    text.isDash(index)
      || ["to", "and", "bis", "und", "al", "a", "au", "y", "et", "until", "through"].contains(text.word(index))
  }

  private func year(behind index: Int) -> (Int?, Int) {
    let start = [",", "de", "del"].contains(text.word(index)) ? index + 1 : index
    guard text.kind(start) == .number, let value = Int(text.word(start)), (1900...2100).contains(value) else {
      return (nil, index)
    }
    // Left to be read as a year of its own.
    return (value, start)
  }

  private func reading(_ day: Int, _ month: Int, _ year: Int?, _ span: Span, _ next: Int) -> Reading {
    var offers: Set<String> = ["m:\(month)", "v:\(day)", "o:\(day)", "day:\(day)"]
    if let date = date(day, month, year) { offers.formUnion(Self.weekdayKeys([date.weekday])) }
    return Reading(
      fact: Fact(.date, span, asks: ["d:\(month)-\(day)"], offers: offers, words: ["\(month)-\(day)", "\(day)"]),
      next: next, month: month, day: day)
  }

  /// With the year given, or the one that brings the date closest to the given day.
  private func date(_ day: Int, _ month: Int, _ year: Int?) -> CalendarDay? {
    if let year { return CalendarDay(year: year, month: month, day: day) }
    guard let near = days.goesOut ?? days.written else { return nil }
    return (-1...1).compactMap { CalendarDay(year: near.year + $0, month: month, day: day) }
      .min { abs($0.number - near.number) < abs($1.number - near.number) }
  }

  /// `7.12.`, `07.12.2026`, `12/5/2026`.
  private func numeric(_ index: Int) -> Reading? {
    guard text.kind(index) == .number else { return nil }
    let raw = text.word(index)
    let mark: Character = raw.contains("/") ? "/" : "."
    let pieces = raw.split(separator: mark, omittingEmptySubsequences: false)
    guard pieces.count < 3 || pieces[2].count == 2 || pieces[2].count == 4 else { return nil }
    let parts = pieces.map { Int($0) }
    guard parts.allSatisfy({ $0 != nil }) else { return nil }
    let values = parts.compactMap { $0 }
    let isOpen = values.count == 2 && mark == "." && text.word(index + 1) == "." && text.touches(index)
    let isHeaded =
      mark == "/" && values.count == 2 && ["on", "by", "until", "from", "starting"].contains(text.word(index - 1))
    guard values.count == 3 || isHeaded || isOpen && text.language == .german, (1...31).contains(values[0]) else {
      return nil
    }
    let monthFirst = mark == "/" && values[0] <= 12 && values[1] > 12
    let (day, month) = monthFirst ? (values[1], values[0]) : (values[0], values[1])
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    let year = values.count == 3 ? (values[2] < 100 ? 2000 + values[2] : values[2]) : nil
    var reading = reading(day, month, year, text.span(index, through: index), index + 1)
    if mark == "/", values[0] <= 12, values[1] <= 12 { reading.fact.asks.insert("d:\(day)-\(month)") }
    return reading
  }

  /// `2026-12-05`.
  private func iso(_ index: Int) -> Reading? {
    guard text.kind(index) == .number, text.word(index).count == 4, let year = Int(text.word(index)),
      (1900...2100).contains(year), text.isDash(index + 1), text.isDash(index + 3), text.word(index + 2).count == 2,
      let month = Int(text.word(index + 2)), let day = Int(text.word(index + 4).prefix(2)), (1...12).contains(month)
    else { return nil }
    return reading(day, month, year, text.span(index, through: index + 4), index + 5)
  }

  // MARK: Weekdays, months, words

  private func weekday(_ index: Int) -> Reading? {
    guard text.kind(index) == .word else { return nil }
    let word = text.word(index)
    if let group = DateWords.groups[word] {
      let keys = Set(group.map { "w:\($0)" })
      let fact = Fact(.date, text.span(index, through: index), asks: word.hasPrefix("weekd") ? ["w:weekdays"] : keys)
      var offered = fact
      offered.offers.formUnion(Self.weekdayKeys(group))
      return Reading(fact: offered, next: index + 1)
    }
    guard let day = DateWords.weekday(word), isCertain(index, word), !isGreeting(index) else { return nil }
    let isClosed = [text.word(index - 1), text.word(index - 2)].contains {
      ["closed", "except", "geschlossen", "fermé", "cerrado"].contains($0)
    }
    let fact = Fact(
      .date, text.span(index, through: index), asks: isClosed ? ["w:\(day)", "closed:\(day)"] : ["w:\(day)"],
      offers: Self.weekdayKeys([day]))
    return Reading(fact: fact, next: index + 1, weekday: day)
  }

  static func weekdayKeys(_ days: Set<Int>) -> Set<String> {
    var keys = Set(days.map { "w:\($0)" })
    if days.isSuperset(of: [1, 2, 3, 4, 5]) { keys.insert("w:weekdays") }
    return keys
  }

  /// `Happy Friday`, `Black Friday`, `Cyber Monday` name no day of the brief's.
  private func isGreeting(_ index: Int) -> Bool {
    ["happy", "black", "cyber", "giving", "good"].contains(text.word(index - 1))
  }

  /// `Sun`, `May` or `so` is a day or a month only with a capital and beside a number, a dash or `to`.
  private func isCertain(_ index: Int, _ word: String) -> Bool {
    guard DateWords.doubtful.contains(word) else { return true }
    guard text.isCapital(index) else { return false }
    let (before, behind) = (text.word(index - 1), text.word(index + 1))
    if text.kind(index - 1) == .number || text.kind(index + 1) == .number { return true }
    return text.isDash(index - 1) || text.isDash(index + 1) || ["to", "on", "every"].contains(before) || behind == "to"
  }

  private func month(_ index: Int) -> Reading? {
    guard text.kind(index) == .word, let month = DateWords.month(text.word(index)) else { return nil }
    let isDoubtful = DateWords.doubtful.contains(text.word(index))
    let before = text.word(index - 1)
    let isInside = !text.starts.contains(index) && index > 0 && text.kind(index - 1) == .word
    guard !isDoubtful || text.isCapital(index) && (isInside || Self.monthHeads.contains(before)),
      text.isCapital(index)
        || text.language == .spanish || text.language == .french
    else { return nil }
    let fact = Fact(.date, text.span(index, through: index), asks: ["m:\(month)"])
    return Reading(fact: fact, next: index + 1, month: month)
  }

  private static let monthHeads: Set<String> = [
    "in", "until", "till", "since", "by", "from", "to", "of", "early", "late", "mid", "this", "next", "last", "im",
    "ab", "bis", "seit", "en", "depuis", "desde", "hasta", "and", "before", "after",
  ]

  /// `tomorrow` is a date when the day is given; else it must be said, or there must be a date that it can mean.
  private func relative(_ index: Int) -> Reading? {
    guard text.kind(index) == .word, let days = DateWords.relative[text.word(index)] else { return nil }
    var asks: Set<String> = ["rel:\(days)"]
    if let today = self.days.goesOut {
      let day = CalendarDay(number: today.number + days)
      asks.formUnion(["d:\(day.month)-\(day.day)", "w:\(day.weekday)"])
    } else {
      asks.insert("any-day")
    }
    guard days != 0 else { return nil }
    return Reading(fact: Fact(.date, text.span(index, through: index), asks: asks), next: index + 1)
  }
}
