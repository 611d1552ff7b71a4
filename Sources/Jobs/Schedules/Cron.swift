package import Foundation
import Kernel

/// Five fields in UTC: minute, hour, day of month, month, day of week (0 or 7 is Sunday). Each is `*`,
/// a number, `a-b`, `*/n`, `a-b/n` or a list of those. As in cron, when both days are restricted, one
/// of them is enough. What people schedule in their own zone is not here but in Publishing.
package struct Cron: Sendable, Hashable, CustomStringConvertible {
  package let description: String
  private let minutes: Set<Int>
  private let hours: Set<Int>
  private let days: Set<Int>
  private let months: Set<Int>
  private let weekdays: Set<Int>
  private let anyDay: Bool
  private let anyWeekday: Bool

  /// Nil when a field is malformed or out of range.
  package init?(_ text: String) {
    let fields = text.split(separator: " ").map(String.init)
    guard fields.count == 5,
      let minutes = Self.values(fields[0], 0...59), let hours = Self.values(fields[1], 0...23),
      let days = Self.values(fields[2], 1...31), let months = Self.values(fields[3], 1...12),
      let weekdays = Self.values(fields[4], 0...7)
    else { return nil }
    description = text
    self.minutes = minutes
    self.hours = hours
    self.days = days
    self.months = months
    self.weekdays = Set(weekdays.map { $0 % 7 })
    anyDay = fields[2] == "*"
    anyWeekday = fields[4] == "*"
  }

  /// The first tick after the instant, or nil when there is none within five years (30 February).
  package func next(after instant: Date) -> Date? {
    let minute = (instant.timeIntervalSince1970 / 60).rounded(.down) + 1
    var day = Int((minute / 1440).rounded(.down))
    var from = Int(minute) - day * 1440
    for _ in 0..<(366 * 5) {
      if matches(day: day), let hit = firstMinute(from: from) {
        return Date(timeIntervalSince1970: Double(day * 1440 + hit) * 60)
      }
      day += 1
      from = 0
    }
    return nil
  }

  private func firstMinute(from: Int) -> Int? {
    (from..<1440).first { hours.contains($0 / 60) && minutes.contains($0 % 60) }
  }

  private func matches(day: Int) -> Bool {
    let (month, dayOfMonth) = Self.civil(day)
    guard months.contains(month) else { return false }
    let dayFits = days.contains(dayOfMonth)
    let weekdayFits = weekdays.contains(((day + 4) % 7 + 7) % 7)
    if anyDay || anyWeekday { return dayFits && weekdayFits }
    return dayFits || weekdayFits
  }

  /// Month and day of a day number since 1970-01-01 in the proleptic Gregorian calendar
  /// (https://howardhinnant.github.io/date_algorithms.html#civil_from_days).
  private static func civil(_ day: Int) -> (month: Int, day: Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    return (
      month: shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  private static func values(_ field: String, _ range: ClosedRange<Int>) -> Set<Int>? {
    var all: Set<Int> = []
    for part in field.split(separator: ",", omittingEmptySubsequences: false) {
      guard let some = values(ofPart: String(part), range) else { return nil }
      all.formUnion(some)
    }
    return all
  }

  private static func values(ofPart part: String, _ range: ClosedRange<Int>) -> Set<Int>? {
    let halves = part.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard halves.count <= 2, let span = span(halves[0], range) else { return nil }
    guard halves.count == 2 else { return Set(span) }
    guard let step = Int(halves[1]), step > 0 else { return nil }
    let last = Int(halves[0]) == nil ? span.upperBound : range.upperBound
    return Set(stride(from: span.lowerBound, through: last, by: step))
  }

  private static func span(_ text: String, _ range: ClosedRange<Int>) -> ClosedRange<Int>? {
    if text == "*" { return range }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last,
      range.contains(first), range.contains(last)
    else { return nil }
    return first...last
  }
}
