package import Foundation

/// Dates as the platforms write them: UTC, RFC 3339.
package enum Timestamp {
  /// `2026-08-01T13:53:56.336Z`, rounded down; `digits` of the second are 0, 3 or 6.
  package static func text(_ date: Date, digits: Int = 3) -> String {
    let micros = Int((date.timeIntervalSince1970 * 1_000_000).rounded())
    let seconds = floorDiv(micros, 1_000_000)
    let fraction = micros - seconds * 1_000_000
    let day = floorDiv(seconds, 86_400)
    let second = seconds - day * 86_400
    let (year, month, dayOfMonth) = civil(day)
    let base =
      "\(pad(year, 4))-\(pad(month, 2))-\(pad(dayOfMonth, 2))T"
      + "\(pad(second / 3600, 2)):\(pad(second / 60 % 60, 2)):\(pad(second % 60, 2))"
    switch digits {
    case 0: return base + "Z"
    case 3: return base + "." + pad(fraction / 1000, 3) + "Z"
    default: return base + "." + pad(fraction, 6) + "Z"
    }
  }

  /// `2026-08-01T00:00:00.000Z`: Mastodon tells the day of an account's creation, not the time.
  package static func midnight(_ date: Date) -> String { day(date) + "T00:00:00.000Z" }

  /// `2026-08-01`
  package static func day(_ date: Date) -> String { String(text(date, digits: 0).prefix(10)) }

  /// `Sat, 01 Aug 2026 13:50:19 GMT`, for the HTTP `Date` header.
  package static func http(_ date: Date) -> String {
    let iso = text(date, digits: 0)
    let days = floorDiv(Int(date.timeIntervalSince1970.rounded(.down)), 86_400)
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][((days % 7) + 7) % 7]
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let month = names[civil(days).month - 1]
    return "\(weekday), \(iso.dropFirst(8).prefix(2)) \(month) \(iso.prefix(4)) \(iso.dropFirst(11).prefix(8)) GMT"
  }

  /// An AT Protocol `datetime`: RFC 3339 with capital T, seconds, an optional fraction and `Z` or an
  /// offset that is not `-00:00`. Nil for anything else or a day that does not exist.
  package static func parse(_ text: String) -> Date? {
    let pattern = /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,20})?(Z|[+-]\d\d:\d\d)/
    guard let match = text.wholeMatch(of: pattern)?.output, match.8 != "-00:00",
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
      let hour = Int(match.4), let minute = Int(match.5), let second = Int(match.6),
      (1...12).contains(month), hour < 24, minute < 60, second < 61
    else { return nil }
    let days = daysFromCivil(year, month, day)
    guard civil(days) == (year, month, day), let offset = offset(match.8) else { return nil }
    let fraction = match.7.flatMap { Double("0" + $0) } ?? 0
    return Date(
      timeIntervalSince1970: Double(days * 86_400 + hour * 3600 + minute * 60 + second - offset) + fraction)
  }

  private static func offset(_ text: Substring) -> Int? {
    if text == "Z" { return 0 }
    guard let hours = Int(text.dropFirst().prefix(2)), let minutes = Int(text.suffix(2)), hours < 24, minutes < 60
    else { return nil }
    return (text.hasPrefix("-") ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  private static func pad(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func floorDiv(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((-a + b - 1) / b) }

  /// Days since 1970 to a Gregorian date (Howard Hinnant's `civil_from_days`).
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let z = days + 719_468
    let era = floorDiv(z, 146_097)
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  private static func daysFromCivil(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = floorDiv(y, 400)
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
