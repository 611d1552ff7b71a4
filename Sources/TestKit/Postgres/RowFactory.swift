package import Database
import Foundation
package import Kernel

/// Makes rows for any table from the catalogue alone: parents first, along the foreign keys, and
/// values by type and by what simple CHECKs allow. Columns whose checks it cannot read need a sample.
package final class RowFactory {
  package typealias Row = [String: String?]

  private struct Column {
    let name: String
    let type: String
    let isRequired: Bool
  }

  private struct ForeignKey {
    let table: String
    let columns: [String]
    let parents: [String]
  }

  private struct Shape {
    let columns: [Column]
    let keys: [ForeignKey]
    let checks: [String]
  }

  private let connection: AdminConnection
  private let samples: [String: String]
  private let ids: IDSource
  private var shapes: [String: Shape] = [:]
  private var parents: [String: Row] = [:]
  private var count = 0

  /// `samples`: SQL text for a column, as in `"briefs.tone": "warm"`. `connection`: the superuser's.
  package init(_ connection: AdminConnection, samples: [String: String] = [:], ids: IDSource = .system) {
    self.connection = connection
    self.samples = samples
    self.ids = ids
  }

  /// A row that could be inserted, its parents already there.
  package func values(for table: String, fixed: Row) async throws -> Row {
    let shape = try await shape(of: table)
    var row = fixed.filter { pair in shape.columns.contains { $0.name == pair.key } }
    for key in shape.keys where isRequired(key, shape) || isGiven(key, row) {
      try await follow(key, from: table, &row, fixed)
    }
    for column in shape.columns where column.isRequired && row[column.name] == nil {
      row[column.name] = value(for: column, of: table, shape)
    }
    return row
  }

  /// Puts such a row in, as the superuser.
  package func insert(_ table: String, fixed: Row) async throws -> Row {
    let row = try await values(for: table, fixed: fixed)
    try await insert(row, into: table)
    return row
  }

  /// `INSERT INTO table (…) VALUES ($1, …)` and its values.
  package static func insertion(of row: Row, into table: String) -> (sql: String, values: [String?]) {
    let names = row.keys.sorted()
    let places = names.indices.map { "$\($0 + 1)" }
    let sql = "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(places.joined(separator: ", ")))"
    return (sql, names.map { row[$0] ?? nil })
  }

  private func insert(_ row: Row, into table: String) async throws {
    let (sql, values) = Self.insertion(of: row, into: table)
    do {
      _ = try await connection.rows(sql, values)
    } catch {
      throw Problem(
        .internal, "No row for \(table) could be made up: \(error). Give the column a sample in RowSamples: \(row)")
    }
  }

  // MARK: Parents

  private func isRequired(_ key: ForeignKey, _ shape: Shape) -> Bool {
    key.columns.allSatisfy { name in shape.columns.contains { $0.name == name && $0.isRequired } }
  }

  private func isGiven(_ key: ForeignKey, _ row: Row) -> Bool {
    key.columns.allSatisfy { row[$0].flatMap(\.self) != nil }
  }

  private func follow(_ key: ForeignKey, from table: String, _ row: inout Row, _ fixed: Row) async throws {
    var wanted = fixed.filter { ["org_id", "brand_id"].contains($0.key) }
    for (mine, theirs) in zip(key.columns, key.parents) where row[mine] != nil { wanted[theirs] = row[mine] }
    let parent = try await parent(key.table, wanted)
    for (mine, theirs) in zip(key.columns, key.parents) where row[mine] == nil { row[mine] = parent[theirs] ?? nil }
  }

  private func parent(_ table: String, _ wanted: Row) async throws -> Row {
    let name = table + wanted.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value ?? "")" }.joined(separator: ",")
    if let made = parents[name] { return made }
    let known = wanted.filter { $0.key == "id" || $0.key == "org_id" }
    if known["id"] != nil, try await exists(table, known) { return wanted }
    let row = try await insert(table, fixed: wanted)
    parents[name] = row
    return row
  }

  private func exists(_ table: String, _ row: Row) async throws -> Bool {
    let shape = try await shape(of: table)
    let pairs = row.filter { pair in shape.columns.contains { $0.name == pair.key } }.sorted { $0.key < $1.key }
    let condition = pairs.indices.map { "\(pairs[$0].key) = $\($0 + 1)" }.joined(separator: " AND ")
    return try await !connection.rows("SELECT 1 FROM \(table) WHERE \(condition)", pairs.map(\.value)).isEmpty
  }

  // MARK: Values

  private func value(for column: Column, of table: String, _ shape: Shape) -> String {
    count += 1
    if let sample = samples["\(table).\(column.name)"] { return sample }
    if let choice = shape.checks.lazy.compactMap({ Self.firstChoice(column.name, in: $0) }).first { return choice }
    let isArray = shape.checks.contains { $0.contains("jsonb_typeof(\(column.name)) = 'array'") }
    switch column.type {
    case "uuid": return ids.uuid().uuidString.lowercased()
    case "integer", "bigint", "smallint", "numeric", "real", "double precision": return "1"
    case "boolean": return "false"
    case "timestamp with time zone": return "2026-11-23 12:00:00+00"
    case "date": return "2026-11-23"
    case "interval": return "1 hour"
    case "jsonb", "json": return isArray ? "[]" : "{}"
    case "bytea":
      return "\\x" + (0..<16).map { _ in String(count % 90 + 10) }.joined()
        + ids.uuid().uuidString.lowercased().filter(\.isHexDigit)
    case "inet": return "192.0.2.1"
    case let type where type.hasSuffix("[]"): return "{}"
    case let type where type.hasPrefix("vector("):
      let size = Int(type.dropFirst(7).dropLast()) ?? 1
      return "[" + (0..<size).map { $0 == 0 ? "1" : "0" }.joined(separator: ",") + "]"
    case "vector": return "[1,0,0]"
    default: return "sample\(count)"
    }
  }

  /// The first of `col = ANY (ARRAY['a'::text, …])` or `col = 'a'::text`.
  private static func firstChoice(_ column: String, in check: String) -> String? {
    for pattern in ["(\(column) = ANY (ARRAY['", "(\(column) = '", "((\(column))::text = ANY (ARRAY['"] {
      guard let start = check.range(of: pattern) else { continue }
      return String(check[start.upperBound...].prefix { $0 != "'" })
    }
    return nil
  }

  // MARK: The catalogue

  private func shape(of table: String) async throws -> Shape {
    if let known = shapes[table] { return known }
    let columns = try await connection.rows(
      """
      SELECT attname, format_type(atttypid, atttypmod),
        attnotnull AND NOT atthasdef AND attidentity = '' AND attgenerated = ''
      FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
      """, [table]
    ).map { Column(name: $0[0] ?? "", type: $0[1] ?? "", isRequired: $0[2] == "t") }
    let keys = try await connection.rows(
      """
      SELECT f.confrelid::regclass::text,
        (SELECT string_agg(attname, ',' ORDER BY n) FROM unnest(f.conkey) WITH ORDINALITY k (num, n)
          JOIN pg_attribute ON attrelid = f.conrelid AND attnum = num),
        (SELECT string_agg(attname, ',' ORDER BY n) FROM unnest(f.confkey) WITH ORDINALITY k (num, n)
          JOIN pg_attribute ON attrelid = f.confrelid AND attnum = num)
      FROM pg_constraint f WHERE f.contype = 'f' AND f.conrelid = $1::regclass ORDER BY cardinality(f.conkey), f.conname
      """, [table]
    ).map { row in
      ForeignKey(table: row[0] ?? "", columns: Self.names(row[1]), parents: Self.names(row[2]))
    }
    let checks = try await connection.rows(
      "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c' AND conrelid = $1::regclass "
        + "ORDER BY cardinality(conkey), length(pg_get_constraintdef(oid))", [table]
    ).compactMap { $0.first ?? nil }
    let shape = Shape(columns: columns, keys: keys, checks: checks)
    shapes[table] = shape
    return shape
  }

  private static func names(_ list: String?) -> [String] { (list ?? "").split(separator: ",").map(String.init) }
}
