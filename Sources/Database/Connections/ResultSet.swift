import CLibpq

/// One statement's reply, whole in memory. Never changed after it has been received, so that any
/// one task may read it.
final class ResultSet: @unchecked Sendable {
  private let result: OpaquePointer

  init(taking result: OpaquePointer) { self.result = result }

  deinit { PQclear(result) }

  var status: ExecStatusType { PQresultStatus(result) }

  /// `SELECT 3`, `ROLLBACK`.
  var tag: String { String(cString: PQcmdStatus(result)) }

  var affectedRows: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

  var count: Int32 { PQntuples(result) }

  func row<Row>(_ index: Int32, _ decode: (inout RowReader) throws -> Row) throws -> Row {
    var reader = RowReader(result: result, row: index)
    return try decode(&reader)
  }

  func rows<Row>(_ decode: (inout RowReader) throws -> Row) throws -> [Row] {
    var rows: [Row] = []
    rows.reserveCapacity(Int(count))
    for index in 0..<count { rows.append(try row(index, decode)) }
    return rows
  }

  var texts: [[String?]] {
    (0..<count).map { row in
      (0..<PQnfields(result)).map { column in
        PQgetisnull(result, row, column) == 1 ? nil : String(cString: PQgetvalue(result, row, column))
      }
    }
  }

  var sqlstate: String { starling_pq_sqlstate(result).map { String(cString: $0) } ?? "" }

  var error: DatabaseError {
    DatabaseError(
      sqlstate: sqlstate, message: String(cString: PQresultErrorMessage(result)).trimmed,
      constraint: starling_pq_constraint(result).map { String(cString: $0) } ?? "",
      column: starling_pq_column(result).map { String(cString: $0) } ?? "")
  }
}

extension String {
  var trimmed: String {
    var text = self[...]
    while let last = text.last, last.isNewline || last == " " { text = text.dropLast() }
    return String(text)
  }
}
