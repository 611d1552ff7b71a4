import Kernel

/// A table read from CSV (RFC 4180): header, then records as long as the header.
package struct CSVTable: Sendable, Equatable {
  package var header: [String]
  package var rows: [Row]

  package struct Row: Sendable, Equatable {
    /// Line of the file on which the record begins, from 1.
    package var line: Int
    package var fields: [String]
  }

  /// Values of one column, or nil when the header has no such name (case and white space aside).
  package func column(_ name: String) -> [String]? { nil }
}

package enum CSVReader {
  /// Throws `Problem(.invalid)` naming the line: bytes that are not UTF-8, an open quote, a record of
  /// another length than the header, no records.
  package static func read(_ bytes: [UInt8]) throws -> CSVTable { throw Problem(.invalid, "The file is empty.") }

  /// The `text` column's non-empty values. Throws when there is no such column, naming those there are.
  package static func examples(_ bytes: [UInt8]) throws -> [String] { [] }
}
