import Kernel

/// A table read from CSV (RFC 4180): header, then records as long as the header. Every value is plain text:
/// a cell that a spreadsheet would run as a formula is just its characters here.
package struct CSVTable: Sendable, Equatable {
  package var header: [String]
  package var rows: [Row]

  package struct Row: Sendable, Equatable {
    /// Line of the file on which the record begins, from 1.
    package var line: Int
    package var fields: [String]
  }

  /// Values of one column, or nil when the header has no such name (case and white space aside).
  package func column(_ name: String) -> [String]? {
    header.firstIndex { CSVReader.isName($0, name) }.map { index in rows.map { $0.fields[index] } }
  }
}

package enum CSVReader {
  /// Comma, or semicolon or tab when the header has those and no comma; a byte order mark is skipped; blank
  /// lines are too. Throws `Problem(.invalid)` naming the line: bytes that are not UTF-8, an open quote, a
  /// record of another length than the header, no records, more than `mostRows` or `mostColumns`.
  package static func read(
    _ bytes: [UInt8], mostRows: Int = 200_000, mostColumns: Int = 500
  ) throws -> CSVTable {
    let text = try decoded(bytes)
    var parser = CSVParser(text, separator: separator(text), mostRows: mostRows, mostColumns: mostColumns)
    let records = try parser.records()
    guard let header = records.first else { throw Problem.invalid("/examples", "The file is empty.") }
    let rows = records.dropFirst()
    guard !rows.isEmpty else {
      throw Problem.invalid("/examples", "The file has a header on line 1 and nothing below it.")
    }
    for row in rows where row.fields.count != header.fields.count {
      throw Problem.invalid(
        "/examples",
        "Line \(row.line) has \(row.fields.count) values, but the header has \(header.fields.count). "
          + "Put values with commas or line breaks in double quotes.")
    }
    return CSVTable(header: header.fields, rows: Array(rows))
  }

  /// The `text` column's non-empty values. Throws when there is no such column, naming those there are.
  package static func examples(_ bytes: [UInt8]) throws -> [String] {
    let table = try read(bytes)
    guard let values = table.column("text") else {
      let names = table.header.prefix(20).joined(separator: ", ")
      throw Problem.invalid("/examples", "The file has no column named text. Its columns are: \(names).")
    }
    let filled = values.filter { !canonical($0).isEmpty }
    guard !filled.isEmpty else { throw Problem.invalid("/examples", "Every value of the text column is empty.") }
    return filled
  }

  static func isName(_ header: String, _ name: String) -> Bool { canonical(header).lowercased() == name.lowercased() }

  private static func decoded(_ bytes: [UInt8]) throws -> String {
    var body = bytes[...]
    if body.starts(with: [0xEF, 0xBB, 0xBF]) { body = body.dropFirst(3) }
    if body.starts(with: [0xFF, 0xFE]) || body.starts(with: [0xFE, 0xFF]) {
      throw Problem.invalid("/examples", "Line 1: the file is UTF-16. Save it as CSV UTF-8.")
    }
    guard let text = String(validating: body, as: UTF8.self) else {
      throw Problem.invalid(
        "/examples",
        "Line \(firstBrokenLine(body)) is not UTF-8. Save the file as CSV UTF-8 (in Excel: “CSV UTF-8”).")
    }
    return text
  }

  private static func firstBrokenLine(_ bytes: ArraySlice<UInt8>) -> Int {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
  }

  private static func separator(_ text: String) -> UInt8 {
    let header = text.utf8.prefix { $0 != 0x0A && $0 != 0x0D }
    if header.contains(0x2C) { return 0x2C }
    return header.contains(0x3B) ? 0x3B : header.contains(0x09) ? 0x09 : 0x2C
  }
}

/// RFC 4180 byte by byte.
private struct CSVParser {
  private let bytes: [UInt8]
  private let separator: UInt8
  private let mostRows: Int
  private let mostColumns: Int
  private var index = 0
  private var line = 1

  init(_ text: String, separator: UInt8, mostRows: Int, mostColumns: Int) {
    bytes = Array(text.utf8)
    self.separator = separator
    self.mostRows = mostRows
    self.mostColumns = mostColumns
  }

  mutating func records() throws -> [CSVTable.Row] {
    var result: [CSVTable.Row] = []
    while index < bytes.count {
      let start = line
      let fields = try record()
      guard result.count <= mostRows else {
        throw Problem.invalid(
          "/examples", "Line \(start): the file has more than \(mostRows) rows. Send it in parts.")
      }
      if fields != [""] { result.append(CSVTable.Row(line: start, fields: fields)) }
    }
    return result
  }

  private mutating func record() throws -> [String] {
    var fields: [String] = []
    while true {
      fields.append(try field())
      guard fields.count <= mostColumns else {
        throw Problem.invalid(
          "/examples", "Line \(line) has more than \(mostColumns) values. Leave out the columns that are not needed.")
      }
      if index < bytes.count, bytes[index] == separator {
        index += 1
      } else {
        endLine()
        return fields
      }
    }
  }

  private mutating func endLine() {
    guard index < bytes.count else { return }
    if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
    index += 1
    line += 1
  }

  private mutating func field() throws -> String {
    guard index < bytes.count, bytes[index] == 0x22 else { return bare() }
    return try quoted()
  }

  private mutating func bare() -> String {
    let start = index
    while index < bytes.count, bytes[index] != separator, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func quoted() throws -> String {
    let start = line
    var value: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte != 0x22 {
        if byte == 0x0A { line += 1 }
        value.append(byte)
      } else if index < bytes.count, bytes[index] == 0x22 {
        value.append(byte)
        index += 1
      } else {
        try expectEnd(start)
        return String(decoding: value, as: UTF8.self)
      }
    }
    throw Problem.invalid("/examples", "Line \(start): a quotation mark opens a value that never ends.")
  }

  private func expectEnd(_ start: Int) throws {
    guard index < bytes.count, bytes[index] != separator, bytes[index] != 0x0A, bytes[index] != 0x0D else { return }
    throw Problem.invalid(
      "/examples", "Line \(line): text follows a closing quotation mark. Write a quotation mark inside a value twice.")
  }
}
