/// The rule at the end of a TZif file, such as `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX.1-2017, 8.3, with the longer
/// hours of RFC 9636).
struct PosixZoneRule: Sendable {
  private let standard: Int
  private let summer: Int?
  private let begins: YearlyMoment
  private let ends: YearlyMoment

  init?(_ text: String) {
    var scanner = Scanner(text)
    guard scanner.name(), let west = scanner.time() else { return nil }
    standard = -west
    guard scanner.name() else {
      guard scanner.isAtEnd else { return nil }
      summer = nil
      (begins, ends) = (.never, .never)
      return
    }
    summer = scanner.peek(",") ? standard + 3600 : scanner.time().map { -$0 } ?? standard + 3600
    guard scanner.take(","), let begins = scanner.moment(), scanner.take(","), let ends = scanner.moment(),
      scanner.isAtEnd
    else { return nil }
    (self.begins, self.ends) = (begins, ends)
  }

  func offset(at time: Int) -> Int {
    guard let summer else { return standard }
    let year = WallTime(seconds: time + standard)?.year ?? 9999
    let latest = changes(of: year - 1...year + 1).last { $0.time <= time }
    return latest?.isSummer == true ? summer : standard
  }

  func changes(from: Int, to: Int) -> [Int] {
    guard summer != nil, from < to, let first = WallTime(seconds: from), let last = WallTime(seconds: to) else {
      return []
    }
    return changes(of: first.year - 1...last.year + 1).map(\.time).filter { from <= $0 && $0 < to }
  }

  /// Each moment is told on the clock that is in force before it.
  private func changes(of years: ClosedRange<Int>) -> [(time: Int, isSummer: Bool)] {
    let summer = summer ?? standard
    return years.flatMap { year in
      [(begins.wall(in: year) - standard, true), (ends.wall(in: year) - summer, false)]
    }.sorted { $0.0 < $1.0 }
  }
}

/// A moment that comes once a year, on the wall clock.
private struct YearlyMoment: Sendable {
  enum Day: Sendable {
    /// `Mm.w.d`: the w-th weekday d of month m, 5 for the last; Sunday is 0.
    case weekday(month: Int, week: Int, day: Int)
    /// `Jn`: day 1 to 365, the 29th of February never counted.
    case julian(Int)
    /// `n`: day 0 to 365, the 29th of February counted.
    case ordinal(Int)
  }

  static let never = YearlyMoment(day: .ordinal(0), seconds: 0)

  var day: Day
  var seconds: Int

  func wall(in year: Int) -> Int { days(in: year) * 86_400 + seconds }

  private func days(in year: Int) -> Int {
    let newYear = WallTime.days(toYear: year, month: 1, day: 1)
    switch day {
    case .ordinal(let n): return newYear + n
    case .julian(let n): return newYear + n - 1 + (WallTime.isLeap(year) && n >= 60 ? 1 : 0)
    case .weekday(let month, let week, let day):
      let first = WallTime.days(toYear: year, month: month, day: 1)
      let weekdayOfFirst = ((first + 4) % 7 + 7) % 7
      let dayOfMonth = (day - weekdayOfFirst + 7) % 7 + (week - 1) * 7
      return first + (dayOfMonth >= WallTime.days(inMonth: month, of: year) ? dayOfMonth - 7 : dayOfMonth)
    }
  }
}

/// Reads the parts of a rule from left to right.
private struct Scanner {
  private var rest: Substring

  init(_ text: String) { rest = Substring(text) }

  var isAtEnd: Bool { rest.isEmpty }

  func peek(_ character: Character) -> Bool { rest.first == character }

  mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  /// `CET` or `<+0330>`; false when there is none.
  mutating func name() -> Bool {
    if take("<") {
      guard let end = rest.firstIndex(of: ">") else { return false }
      rest = rest[rest.index(after: end)...]
      return true
    }
    let letters = rest.prefix { $0.isASCII && $0.isLetter }
    rest = rest.dropFirst(letters.count)
    return letters.count >= 3
  }

  mutating func number() -> Int? {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return Int(digits)
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  mutating func time() -> Int? {
    let sign = take("-") ? -1 : 1
    if sign == 1 { _ = take("+") }
    guard let hours = number(), hours <= 167 else { return nil }
    let minutes = take(":") ? number() ?? 0 : 0
    let seconds = take(":") ? number() ?? 0 : 0
    return sign * (hours * 3600 + minutes * 60 + seconds)
  }

  mutating func moment() -> YearlyMoment? {
    guard let day = day() else { return nil }
    guard take("/") else { return YearlyMoment(day: day, seconds: 7200) }
    return time().map { YearlyMoment(day: day, seconds: $0) }
  }

  private mutating func day() -> YearlyMoment.Day? {
    if take("J") { return number().flatMap { (1...365).contains($0) ? .julian($0) : nil } }
    guard take("M") else { return number().flatMap { (0...365).contains($0) ? .ordinal($0) : nil } }
    guard let month = number(), (1...12).contains(month), take("."), let week = number(), (1...5).contains(week),
      take("."), let day = number(), (0...6).contains(day)
    else { return nil }
    return .weekday(month: month, week: week, day: day)
  }
}
