/// What follows from a beginning and an end: the days between, the weekdays between, and how long it is.
enum DateRanges {
  static func offers(_ first: DateReader.Reading, _ last: DateReader.Reading) -> Set<String> {
    if let a = first.weekday, let b = last.weekday { return DateReader.weekdayKeys(weekdays(a, b)) }
    guard let a = first.month, let b = last.month else { return [] }
    var keys = Set(months(a, b).map { "m:\($0)" })
    guard let from = first.day, let to = last.day,
      let start = CalendarDay(year: 2027, month: a, day: from),
      let end = CalendarDay(year: b < a ? 2028 : 2027, month: b, day: to), end.number > start.number
    else { return keys }
    let days = end.number - start.number
    for length in [days, days + 1] { keys.formUnion(Units.durations(Double(length) * 86_400)) }
    if days < 100 {
      for day in start.number...end.number {
        let date = CalendarDay(number: day)
        keys.insert("within:\(date.month)-\(date.day)")
      }
    }
    return keys
  }

  private static func weekdays(_ a: Int, _ b: Int) -> Set<Int> {
    Set((0..<7).map { (a - 1 + $0) % 7 + 1 }.prefix((b - a + 7) % 7 + 1))
  }

  private static func months(_ a: Int, _ b: Int) -> [Int] {
    (0...((b - a + 12) % 12)).map { (a - 1 + $0) % 12 + 1 }
  }
}
