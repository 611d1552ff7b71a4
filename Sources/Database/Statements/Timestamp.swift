import Foundation

/// `timestamptz` as text, both ways, to the microsecond and without a calendar library: days are
/// counted by H. Hinnant's civil-day algorithms (http://howardhinnant.github.io/date_algorithms.html).
enum Timestamp {
  private static let microsecondsPerDay = 86_400_000_000

  static func text(of date: Date) -> String {
    if date == .distantFuture { return "infinity" }
    if date == .distantPast { return "-infinity" }
    return text(microseconds: microseconds(of: date), separator: " ", zone: "+00")
  }

  static func iso8601(_ date: Date) -> String {
    text(microseconds: microseconds(of: date), separator: "T", zone: "Z")
  }

  /// Reads ISO 8601 as Postgres writes it (`2026-11-23 18:47:20.5+01`) and as JSON has it
  /// (`2026-11-23T18:47:20Z`); text without an offset is refused, since it names no instant.
  static func date(_ text: some StringProtocol) -> Date? {
    Array(text.utf8).withUnsafeBufferPointer { date($0) }
  }

  static func date(_ text: UnsafeBufferPointer<UInt8>) -> Date? {
    var reader = Reader(bytes: text)
    if let microseconds = usual(text) ?? reader.instant() {
      return Date(timeIntervalSince1970: Double(microseconds) / 1_000_000)
    }
    if text.elementsEqual("infinity".utf8) { return .distantFuture }
    return text.elementsEqual("-infinity".utf8) ? .distantPast : nil
  }

  /// `2026-11-23 18:47:20.123456+00`, with up to six digits of the second's fraction: what a server whose zone is UTC
  /// writes. Microseconds since 1970, or nil for any other form.
  private static func usual(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    let count = text.count
    guard (22...29).contains(count), count != 23, text[4] == 0x2D, text[7] == 0x2D, text[10] == 0x20,
      text[13] == 0x3A, text[16] == 0x3A, count == 22 || text[19] == 0x2E, text[count - 3] == 0x2B,
      text[count - 2] == 0x30, text[count - 1] == 0x30
    else { return nil }
    var wrong: UInt8 = 0
    func digits(_ places: Range<Int>) -> Int {
      var value = 0
      for place in places {
        let digit = text[place] &- 0x30
        wrong |= digit > 9 ? 1 : 0
        value = value * 10 + Int(digit)
      }
      return value
    }
    let (year, month, day) = (digits(0..<4), digits(5..<7), digits(8..<10))
    let (hour, minute, second) = (digits(11..<13), digits(14..<16), digits(17..<19))
    var fraction = 0
    if count > 22 {
      fraction = digits(20..<count - 3)
      for _ in count - 23..<6 { fraction *= 10 }
    }
    guard wrong == 0, (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    let seconds = ((days(fromYear: year, month: month, day: day) * 24 + hour) * 60 + minute) * 60 + second
    return seconds * 1_000_000 + fraction
  }

  private static func microseconds(of date: Date) -> Int {
    let seconds = min(max(date.timeIntervalSince1970, -62_135_596_800), 253_402_300_799)
    let whole = seconds.rounded(.down)
    return Int(whole) * 1_000_000 + Int(((seconds - whole) * 1_000_000).rounded())
  }

  private static func text(microseconds: Int, separator: Character, zone: String) -> String {
    let days = floorDivide(microseconds, microsecondsPerDay)
    let inDay = microseconds - days * microsecondsPerDay
    let (year, month, day) = civil(fromDays: days)
    let seconds = inDay / 1_000_000
    var text = padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    text.append(separator)
    text += padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2)
    let fraction = inDay % 1_000_000
    if fraction != 0 { text += "." + padded(fraction, 6) }
    return text + zone
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return digits.count < width ? String(repeating: "0", count: width - digits.count) + digits : digits
  }

  private static func floorDivide(_ value: Int, _ by: Int) -> Int {
    let quotient = value / by
    return value % by < 0 ? quotient - 1 : quotient
  }

  private static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private static func days(fromYear year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = floorDivide(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    /// Microseconds since 1970 in UTC.
    mutating func instant() -> Int? {
      guard let year = number(4...6), take("-"), let month = number(2...2), (1...12).contains(month), take("-"),
        let day = number(2...2), (1...31).contains(day), take(" ") || take("T"),
        let hour = number(2...2), hour < 24, take(":"), let minute = number(2...2), minute < 60, take(":"),
        let second = number(2...2), second <= 60, let fraction = fraction(), let offset = offset(),
        position == bytes.count
      else { return nil }
      let days = Timestamp.days(fromYear: year, month: month, day: day)
      let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second - offset
      return seconds * 1_000_000 + fraction
    }

    private mutating func number(_ width: ClosedRange<Int>) -> Int? {
      let start = position
      var value = 0
      while position < bytes.count, position - start < width.upperBound, (48...57).contains(bytes[position]) {
        value = value * 10 + Int(bytes[position] - 48)
        position += 1
      }
      return width.contains(position - start) ? value : nil
    }

    private mutating func fraction() -> Int? {
      guard take(".") else { return 0 }
      let start = position
      guard let digits = number(1...6) else { return nil }
      let width = position - start
      while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
      return (width..<6).reduce(digits) { value, _ in value * 10 }
    }

    /// Seconds east of UTC, from `Z`, `+01`, `+01:30` or `-00:25:21`.
    private mutating func offset() -> Int? {
      if take("Z") { return 0 }
      let sign = take("+") ? 1 : take("-") ? -1 : 0
      guard sign != 0, let hours = number(2...2) else { return nil }
      var seconds = hours * 3600
      _ = take(":")
      if let minutes = number(2...2) { seconds += minutes * 60 }
      if take(":"), let more = number(2...2) { seconds += more }
      return sign * seconds
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
      position += 1
      return true
    }
  }
}
