package import Database

/// Fills tables with many rows of many orgs, without regard to foreign keys, for plans and figures.
package struct BulkRows {
  private let connection: AdminConnection
  private let factory: RowFactory

  package init(_ connection: AdminConnection, _ factory: RowFactory) {
    self.connection = connection
    self.factory = factory
  }

  /// `count` rows spread over `orgs` orgs of ten brands each, then ANALYZE.
  package func fill(_ table: ProtectedTable, count: Int, orgs: Int = 100) async throws {
    let unique = try await uniqueColumns(table)
    let columns = try await columns(table)
    // A table with one row for each org needs as many orgs.
    let orgs = unique == [table.orgColumn] ? count : orgs
    var row = try await factory.values(for: table.name, fixed: [:])
    if columns.contains(where: { $0.name == "brand_id" }) { row["brand_id"] = row["brand_id"] ?? "every row's own" }
    let given = columns.filter { row[$0.name] != nil }
    let values = given.map { column in
      Self.expression(column, sample: row[column.name] ?? nil, isUnique: unique.contains(column.name), orgs: orgs)
    }
    try await connection.run(
      """
      BEGIN; SET LOCAL session_replication_role = replica;
      INSERT INTO \(table.name) (\(given.map(\.name).joined(separator: ", ")))
      SELECT \(values.joined(separator: ", ")) FROM generate_series(1, \(count)) AS i ON CONFLICT DO NOTHING;
      COMMIT; ANALYZE \(table.name)
      """)
  }

  private struct Column {
    let name: String
    let type: String
    /// A CHECK lists its values, gives a pattern or, for a number, a most.
    let isRestricted: Bool
  }

  private static func expression(_ column: Column, sample: String?, isUnique: Bool, orgs: Int) -> String {
    let quoted = sample.map { "'" + $0.replacing("'", with: "''") + "'::" + column.type } ?? "NULL"
    switch (column.name, column.type) {
    case ("org_id", _): return "md5('org' || i % \(orgs))::uuid"
    case ("brand_id", _): return "md5('brand' || i % \(orgs * 10))::uuid"
    case (_, "uuid"):
      return column.name == "id" || isUnique ? "gen_random_uuid()" : "md5('\(column.name)' || i % 5000)::uuid"
    case (_, "text") where isUnique && !column.isRestricted: return "(100000 + i)::text"
    case (_, "date"): return isUnique ? "\(quoted) - i::integer" : quoted
    case (_, "integer"), (_, "bigint"): return isUnique && !column.isRestricted ? "i" : quoted
    case (_, "timestamp with time zone"): return "\(quoted) - i * interval '1 minute'"
    case (_, "bytea") where isUnique: return "sha256(i::text::bytea)"
    default: return quoted
    }
  }

  private func columns(_ table: ProtectedTable) async throws -> [Column] {
    try await connection.rows(
      """
      SELECT attname, format_type(atttypid, atttypmod), EXISTS (
        SELECT 1 FROM pg_constraint WHERE contype = 'c' AND conrelid = attrelid AND attnum = ANY (conkey)
          AND pg_get_constraintdef(oid) ~ CASE atttypid WHEN 'text'::regtype THEN 'ARRAY\\[| ~ ' ELSE '<=' END)
      FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
      """, [table.name]
    ).map { Column(name: $0[0] ?? "", type: $0[1] ?? "", isRestricted: $0[2] == "t") }
  }

  private func uniqueColumns(_ table: ProtectedTable) async throws -> Set<String> {
    let rows = try await connection.rows(
      """
      SELECT DISTINCT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum > 0
        AND pg_get_indexdef(i.indexrelid) ~ ('\\m' || a.attname || '\\M')
      WHERE i.indisunique AND i.indrelid = $1::regclass
      """, [table.name])
    return Set(rows.compactMap { $0.first ?? nil })
  }
}
