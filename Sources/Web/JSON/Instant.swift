package import Foundation

/// RFC 3339 instants, read and written without locale or zone data.
package enum Instant {
  /// UTC, with milliseconds when there are any: `2026-11-23T09:30:00Z`.
  package static func text(_ date: Date) -> String {
    String(unsafeUninitializedCapacity: room) { memory in memory.baseAddress.map { write(date, to: $0) } ?? 0 }
  }

  /// Bytes that an instant takes at most.
  static let room = 40

  /// The same into memory that has `room`; the number of bytes.
  static func write(_ date: Date, to memory: UnsafeMutablePointer<UInt8>) -> Int {
    let milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded())
    let (seconds, fraction) = floorDivide(milliseconds, 1000)
    let (days, secondOfDay) = floorDivide(seconds, 86_400)
    let day = civil(days)
    var digits = Digits(memory)
    digits.write(day.year, 4, "-")
    digits.write(day.month, 2, "-")
    digits.write(day.day, 2, "T")
    digits.write(secondOfDay / 3600, 2, ":")
    digits.write(secondOfDay / 60 % 60, 2, ":")
    digits.write(secondOfDay % 60, 2, fraction == 0 ? "Z" : ".")
    if fraction != 0 { digits.write(fraction, 3, "Z") }
    return digits.length
  }

  /// Nil unless the text is a full RFC 3339 date-time with an offset, in the years 1 to 9999. Leap seconds
  /// are refused.
  package static func parse(_ text: String) -> Date? {
    var reader = Reader(bytes: Array(text.utf8))
    guard let year = reader.number(4), year > 0, reader.take("-"), let month = reader.number(2), reader.take("-"),
      let day = reader.number(2), reader.takeAny("Tt "), let hour = reader.number(2), hour < 24, reader.take(":"),
      let minute = reader.number(2), minute < 60, reader.take(":"), let second = reader.number(2), second < 60,
      let days = daysFromCivil(year, month, day), let fraction = reader.fraction(), let offset = reader.offset(),
      reader.isAtEnd
    else { return nil }
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
    return Date(timeIntervalSince1970: Double(seconds) + fraction)
  }

  /// Days since 1970-01-01, nil for a day that does not exist. Howard Hinnant, "chrono-Compatible Low-Level
  /// Date Algorithms", days_from_civil.
  static func daysFromCivil(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64? {
    guard (1...12).contains(month), day >= 1, day <= daysIn(month, year) else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = floorDivide(shifted, 400)
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func daysIn(_ month: Int64, _ year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The inverse: civil_from_days of the same source.
  private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = floorDivide(days + 719_468, 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  private static func floorDivide(_ value: Int64, _ divisor: Int64) -> (Int64, Int64) {
    let remainder = value % divisor
    return remainder < 0 ? (value / divisor - 1, remainder + divisor) : (value / divisor, remainder)
  }

  private struct Digits {
    private let piece: UnsafeMutablePointer<UInt8>
    private(set) var length = 0

    init(_ piece: UnsafeMutablePointer<UInt8>) { self.piece = piece }

    /// At least `width` digits, then the mark.
    mutating func write(_ value: Int64, _ width: Int, _ mark: Unicode.Scalar) {
      if width == 2, (0...99).contains(value) {
        piece[length] = UInt8(ascii: "0") + UInt8(value / 10)
        piece[length + 1] = UInt8(ascii: "0") + UInt8(value % 10)
        piece[length + 2] = UInt8(ascii: mark)
        length += 3
        return
      }
      var rest = UInt64(max(0, value))
      var (count, limit) = (width, UInt64(width == 2 ? 100 : width == 3 ? 1_000 : 10_000))
      while rest >= limit { (count, limit) = (count + 1, limit * 10) }
      for place in stride(from: length + count - 1, through: length, by: -1) {
        piece[place] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
      piece[length + count] = UInt8(ascii: mark)
      length += count + 1
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard position < bytes.count, bytes[position] == UInt8(ascii: scalar) else { return false }
      position += 1
      return true
    }

    mutating func takeAny(_ choices: String) -> Bool {
      for scalar in choices.unicodeScalars where take(scalar) { return true }
      return false
    }

    mutating func number(_ width: Int) -> Int64? {
      guard position + width <= bytes.count else { return nil }
      var value: Int64 = 0
      for _ in 0..<width {
        guard let digit = digit() else { return nil }
        value = value * 10 + digit
      }
      return value
    }

    mutating func digit() -> Int64? {
      guard position < bytes.count, (0x30...0x39).contains(bytes[position]) else { return nil }
      position += 1
      return Int64(bytes[position - 1] - 0x30)
    }

    mutating func fraction() -> Double? {
      guard take(".") else { return 0 }
      var value = 0.0
      var scale = 0.1
      var count = 0
      while let digit = digit(), count < 12 {
        value += Double(digit) * scale
        scale /= 10
        count += 1
      }
      return count > 0 ? value : nil
    }

    mutating func offset() -> Int64? {
      if takeAny("Zz") { return 0 }
      let sign: Int64
      if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
      guard let hours = number(2), hours < 24, take(":"), let minutes = number(2), minutes < 60 else { return nil }
      return sign * (hours * 3600 + minutes * 60)
    }
  }
}
