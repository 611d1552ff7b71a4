import Foundation
import Kernel
import Text

/// A CSV of published posts: `text`, `time` and `likes` (other names for the latter two are known).
enum PostsFile {
  private static let times = ["time", "created_at", "at", "date"]
  private static let counts = ["likes", "favorites", "favourites", "engagement", "count"]

  /// Throws `Problem(.invalid)` naming the column that is missing, or the line with a moment or a count that cannot be
  /// read.
  static func posts(_ file: EvaluationFile) throws -> [EngagementPost] {
    let table = try file.table()
    let texts = try column(["text"], table, file)
    let moments = try column(times, table, file)
    let likes = try column(counts, table, file)
    return try table.rows.indices.map { index in
      let line = "\(file.path):\(table.rows[index].line)"
      guard let at = Moment.read(moments[index]) else {
        throw Problem.invalid(
          line, "“\(moments[index])” is no moment. Write 2026-03-09T17:05:00Z, 2026-03-09 17:05 or 3/9/26 17:05.")
      }
      guard let count = Double(likes[index].filter { $0 != "," }), count >= 0, count.isFinite else {
        throw Problem.invalid(line, "“\(likes[index])” is no count.")
      }
      return EngagementPost(text: texts[index], at: at, count: count)
    }
  }

  private static func column(_ names: [String], _ table: CSVTable, _ file: EvaluationFile) throws -> [String] {
    for name in names { if let values = table.column(name) { return values } }
    throw Problem.invalid(
      file.path,
      "This file has no column named \(names.joined(separator: " or ")). Its header is: "
        + table.header.prefix(20).joined(separator: ", ") + ".")
  }
}

/// Moments as spreadsheets and platforms write them, UTC unless they say otherwise.
enum Moment {
  static func read(_ text: String) -> Date? {
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    if let seconds = Double(trimmed), seconds > 100_000_000 { return Date(timeIntervalSince1970: seconds) }
    let numbers = trimmed.split { !$0.isASCII || !$0.isNumber }.compactMap { Int($0) }
    guard numbers.count >= 5, let date = day(trimmed, numbers) else { return nil }
    let seconds = numbers.count > 5 && trimmed.split(separator: ":").count > 2 ? numbers[5] : 0
    guard (0..<24).contains(numbers[3]), (0..<60).contains(numbers[4]), (0...60).contains(seconds) else { return nil }
    let clock = numbers[3] * 3600 + numbers[4] * 60 + seconds - offset(trimmed)
    return date.addingTimeInterval(Double(clock))
  }

  /// `2026-03-09`, or `3/9/26` with the month first.
  private static func day(_ text: String, _ numbers: [Int]) -> Date? {
    let slashed = text.prefix(while: { $0 != " " }).contains("/")
    var parts = DateComponents()
    (parts.year, parts.month, parts.day) =
      slashed ? (numbers[2], numbers[0], numbers[1]) : (numbers[0], numbers[1], numbers[2])
    if let year = parts.year, year < 100 { parts.year = 2000 + year }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    guard parts.isValidDate(in: calendar) else { return nil }
    return calendar.date(from: parts)
  }

  /// Seconds ahead of UTC of an ending such as `+02:00` or `-0500`.
  private static func offset(_ text: String) -> Int {
    guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }), text[..<sign].contains(":") else { return 0 }
    let digits = text[text.index(after: sign)...].filter(\.isNumber).compactMap(\.wholeNumberValue)
    guard digits.count == 4 else { return 0 }
    let seconds = (digits[0] * 10 + digits[1]) * 3600 + (digits[2] * 10 + digits[3]) * 60
    return text[sign] == "+" ? seconds : -seconds
  }
}

extension EvaluationFile {
  /// The file as CSV. Throws `Problem(.invalid)` naming the file, and the line where there is one.
  func table() throws -> CSVTable {
    let bytes = try bytes()
    do { return try CSVReader.read(bytes) } catch let problem as Problem {
      throw Problem.invalid(path, problem.detail)
    }
  }
}
