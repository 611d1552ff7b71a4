import CLibpq
package import Foundation
package import Kernel

/// Reads one row's columns from left to right. Reading a null, a wrong type or past the last column
/// throws `DatabaseError.decoding`, which names the column.
package struct RowReader {
  private let result: OpaquePointer
  private let row: Int32
  private let count: Int32
  private var column: Int32 = 0

  init(result: OpaquePointer, row: Int32) {
    self.result = result
    self.row = row
    count = PQnfields(result)
  }

  package mutating func id<Kind>(_: ID<Kind>.Type = ID<Kind>.self) throws -> ID<Kind> {
    ID(try uuid())
  }

  package mutating func optionalID<Kind>(_: ID<Kind>.Type = ID<Kind>.self) throws -> ID<Kind>? {
    if skipsNull() { return nil }
    return try id()
  }

  package mutating func uuid() throws -> UUID {
    try field("a uuid") { Hex.uuid($0) }
  }

  package mutating func string() throws -> String {
    try field("text") { String(decoding: $0, as: UTF8.self) }
  }

  package mutating func optionalString() throws -> String? { skipsNull() ? nil : try string() }

  package mutating func int() throws -> Int {
    try field("an integer") { Int(String(decoding: $0, as: UTF8.self)) }
  }

  package mutating func optionalInt() throws -> Int? { skipsNull() ? nil : try int() }

  package mutating func double() throws -> Double {
    try field("a number") { Double(String(decoding: $0, as: UTF8.self)) }
  }

  package mutating func optionalDouble() throws -> Double? { skipsNull() ? nil : try double() }

  package mutating func bool() throws -> Bool {
    try field("a boolean") { bytes in
      switch bytes.first {
      case UInt8(ascii: "t"): true
      case UInt8(ascii: "f"): false
      default: nil
      }
    }
  }

  package mutating func optionalBool() throws -> Bool? { skipsNull() ? nil : try bool() }

  package mutating func date() throws -> Date {
    try field("a timestamptz") { Timestamp.date($0) }
  }

  package mutating func optionalDate() throws -> Date? { skipsNull() ? nil : try date() }

  /// A `bytea`.
  package mutating func bytes() throws -> [UInt8] {
    try field("bytes") { text in
      text.starts(with: Array("\\x".utf8)) ? Hex.bytes(text.dropFirst(2)) : nil
    }
  }

  package mutating func optionalBytes() throws -> [UInt8]? { skipsNull() ? nil : try bytes() }

  package mutating func json<Value: Decodable>(_: Value.Type = Value.self) throws -> Value {
    try field("JSON for \(Value.self)") { bytes in
      try? DatabaseJSON.decode(Value.self, from: Data(bytes))
    }
  }

  package mutating func optionalJSON<Value: Decodable>(_: Value.Type = Value.self) throws -> Value? {
    try optional { try $0.json() }
  }

  /// The JSON text as Postgres wrote it, for what is passed on without a look.
  package mutating func jsonBytes() throws -> [UInt8] { try field("JSON") { Array($0) } }

  /// A `text[]` without nulls.
  package mutating func strings() throws -> [String] {
    try field("an array of text") { bytes in
      guard let elements = TextArray.read(String(decoding: bytes, as: UTF8.self)) else { return nil }
      let present = elements.compactMap { $0 }
      return present.count == elements.count ? present : nil
    }
  }

  /// A `uuid[]`.
  package mutating func ids<Kind>(_: ID<Kind>.Type = ID<Kind>.self) throws -> [ID<Kind>] {
    try strings().map { text in
      guard let uuid = UUID(uuidString: text) else { throw wrong("an array of uuid", at: column - 1) }
      return ID(uuid)
    }
  }

  /// A `bigint[]` or `integer[]`.
  package mutating func ints() throws -> [Int] {
    try strings().map { text in
      guard let value = Int(text) else { throw wrong("an array of integers", at: column - 1) }
      return value
    }
  }

  /// A pgvector `vector`.
  package mutating func vector() throws -> [Float] {
    try field("a vector") { bytes in
      guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") else { return nil }
      let parts = bytes.dropFirst().dropLast().split(separator: UInt8(ascii: ","))
      let values = parts.compactMap { Float(String(decoding: $0, as: UTF8.self)) }
      return values.count == parts.count ? values : nil
    }
  }

  /// Whether the next column is null. Does not move on.
  package var isNull: Bool { column < count && PQgetisnull(result, row, column) == 1 }

  /// Moves past one column without reading it.
  package mutating func skip() { column += 1 }

  /// Nil where the next column is null, else what `read` makes of it.
  package mutating func optional<Value>(_ read: (inout RowReader) throws -> Value) throws -> Value? {
    if skipsNull() { return nil }
    return try read(&self)
  }

  /// Moves past the next column if it is null.
  private mutating func skipsNull() -> Bool {
    guard isNull else { return false }
    column += 1
    return true
  }

  private mutating func field<Value>(
    _ expected: String, _ read: (UnsafeBufferPointer<UInt8>) throws -> Value?
  ) throws -> Value {
    let current = column
    column += 1
    guard current < count, let start = PQgetvalue(result, row, current) else { throw wrong(expected, at: current) }
    let length = Int(PQgetlength(result, row, current))
    // A null has no length either.
    guard length > 0 || PQgetisnull(result, row, current) == 0 else { throw wrong(expected, at: current) }
    let value = try start.withMemoryRebound(to: UInt8.self, capacity: length) {
      try read(UnsafeBufferPointer(start: $0, count: length))
    }
    guard let value else { throw wrong(expected, at: current) }
    return value
  }

  private func wrong(_ expected: String, at column: Int32) -> DatabaseError {
    let name = column < count ? PQfname(result, column).map { String(cString: $0) } : nil
    return .decoding(column: name ?? "column \(column + 1)", expected: expected)
  }
}
