import Database
import Foundation
import Kernel
import TestKit
import Testing

/// Values that go to Postgres and come back.
@Suite struct ValueTests {
  private struct Card: Codable, Equatable, Sendable {
    var name: String
    var at: Date
  }

  private static func echo<Value: Sendable>(
    _ type: String, bind: @escaping Statement<Value, Value>.Bind, row: @escaping Statement<Value, Value>.Decode
  ) -> Statement<Value, Value> {
    .system("test.echo.\(type)", "SELECT $1::\(type)", bind: bind, row: row)
  }

  @Test(
    "a text comes back as it went",
    arguments: ["", "a", "Ünïcödé 🧵👩‍👩‍👧", "line\nbreak\ttab", "'; DROP TABLE notes; --", "\\x00", "\u{FEFF}\u{10FFFF}"])
  func text(_ value: String) async throws {
    let echo = Self.echo("text", bind: { $1.append($0) }, row: { try $0.string() })
    try await TestDatabase.with { (database) async throws in
      let back = try await database.app.first(echo, value)
      #expect(back == value)
    }
  }

  @Test("one megabyte of text and sixteen of bytes come back as they went")
  func large() async throws {
    let text = Self.echo("text", bind: { $1.append($0) }, row: { (row: inout RowReader) in try row.string() })
    let bytes = Self.echo("bytea", bind: { (value: [UInt8], p) in p.append(value) }, row: { try $0.bytes() })
    let longText = String(repeating: "ä€𝄞", count: 110_000)
    let longBytes = (0..<16_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try await TestDatabase.with { (database) async throws in
      #expect(try await database.app.first(text, longText) == longText)
      #expect(try await database.app.first(bytes, longBytes) == longBytes)
    }
  }

  @Test("a text with U+0000 is refused as invalid and never cut short")
  func nul() async throws {
    try await withNotes { (database) async throws in
      let acme = try await database.makeTenant()
      let error = await #expect(throws: DatabaseError.self) {
        try await database.app.execute(Notes.insert, Notes.New(text: "before\0after"), as: acme)
      }
      #expect(error?.problem.kind == .invalid)
      await #expect(throws: DatabaseError.self) {
        try await database.app.execute(Notes.insert, Notes.New(text: "x", slug: "\0"), as: acme)
      }
      #expect(try await database.app.query(Notes.texts, as: acme) == [])
    }
  }

  @Test("U+0000 inside JSON is refused as invalid by jsonb")
  func nulInJSON() async throws {
    let echo = Statement<[String], [String]>.system(
      "test.json", "SELECT $1::jsonb", bind: { $1.append(json: $0) }, row: { try $0.json() })
    try await TestDatabase.with { (database) async throws in
      #expect(try await database.app.first(echo, ["fine"]) == ["fine"])
      let error = await #expect(throws: DatabaseError.self) { try await database.app.first(echo, ["a\0b"]) }
      #expect(error?.problem.kind == .invalid)
    }
  }

  @Test("bytes that are no UTF-8 are refused by the server as invalid")
  func invalidUTF8() async throws {
    let convert = Statement<[UInt8], String>.system(
      "test.utf8", "SELECT convert_from($1::bytea, 'UTF8')", bind: { $1.append($0) }, row: { try $0.string() })
    try await TestDatabase.with { (database) async throws in
      let error = await #expect(throws: DatabaseError.self) { try await database.app.first(convert, [0xC3, 0x28]) }
      #expect(error?.problem.kind == .invalid)
      #expect(try await database.app.first(convert, [0xC3, 0xA4]) == "ä")
    }
  }

  @Test(
    "an instant comes back to the microsecond, whatever the server's zone and date style are",
    arguments: [0, 0.000001, 1_795_460_840.123456, -1.5, -62_135_596_800, 253_402_300_799, 951_782_399.999999])
  func dates(_ seconds: Double) async throws {
    let echo = Self.echo("timestamptz", bind: { (value: Date, p) in p.append(value) }, row: { try $0.date() })
    let date = Date(timeIntervalSince1970: seconds)
    try await TestDatabase.with { (database) async throws in
      let back = try #require(try await database.app.first(echo, date))
      #expect(abs(back.timeIntervalSince(date)) < 0.000001)
      #expect(try await database.app.first(echo, back) == back)
    }
  }

  @Test("arrays, numbers, nulls, JSON and vectors come back as they went")
  func others() async throws {
    let strings = ["plain", "with \"quotes\"", "back\\slash", "{brace},comma", "", "NULL", "ü"]
    let ids = (0..<3).map { _ in IDSource.system.new(BrandID.self) }
    let card = Card(name: "Alice", at: Date(timeIntervalSince1970: 1_795_460_840.25))
    let texts = Self.echo("text[]", bind: { $1.append(strings: $0) }, row: { try $0.strings() })
    let uuids = Self.echo("uuid[]", bind: { (v: [BrandID], p) in p.append(ids: v) }, row: { try $0.ids() })
    let ints = Self.echo("bigint[]", bind: { $1.append(ints: $0) }, row: { try $0.ints() })
    let doubles = Self.echo("float8", bind: { (v: Double, p) in p.append(v) }, row: { try $0.double() })
    let optional = Self.echo("int", bind: { (v: Int?, p) in p.append(v) }, row: { try $0.optionalInt() })
    let bools = Self.echo("bool", bind: { (v: Bool, p) in p.append(v) }, row: { try $0.bool() })
    let json = Self.echo("jsonb", bind: { (v: Card, p) in p.append(json: v) }, row: { try $0.json() })
    let vector = Self.echo("vector", bind: { $1.append(vector: $0) }, row: { try $0.vector() })
    try await TestDatabase.with { (database) async throws in
      let app = database.app
      #expect(try await app.first(texts, strings) == strings)
      #expect(try await app.first(texts, []) == [])
      #expect(try await app.first(uuids, ids) == ids)
      #expect(try await app.first(ints, [.min, 0, .max]) == [.min, 0, .max])
      for value in [0.1, -1e300, .infinity, 5e-324] { #expect(try await app.first(doubles, value) == value) }
      #expect(try await app.first(optional, nil) == .some(nil))
      #expect(try await app.first(optional, 7) == 7)
      #expect(try await app.first(bools, true) == true)
      #expect(try await app.first(json, card) == card)
      #expect(try await app.first(vector, [0.25, -1, 3e-5]) == [0.25, -1, 3e-5])
    }
  }

  @Test("a reader that expects another column says which column and what it wanted")
  func decoding() async throws {
    let wrong = Statement<Void, Int>.system("test.wrong", "SELECT 'x' AS name", row: { try $0.int() })
    let null = Statement<Void, String>.system("test.null", "SELECT NULL::text AS name", row: { try $0.string() })
    let missing = Statement<Void, String>.system(
      "test.missing", "SELECT 'a'", row: { try $0.string() + (try $0.string()) })
    try await TestDatabase.with { (database) async throws in
      await #expect(throws: DatabaseError.decoding(column: "name", expected: "an integer")) {
        try await database.app.first(wrong)
      }
      await #expect(throws: DatabaseError.decoding(column: "name", expected: "text")) {
        try await database.app.first(null)
      }
      await #expect(throws: DatabaseError.decoding(column: "column 2", expected: "text")) {
        try await database.app.first(missing)
      }
    }
  }

  @Test("a number out of the column's range is refused as invalid")
  func outOfRange() async throws {
    let small = Statement<Int, Int>.system(
      "test.small", "SELECT $1::smallint", bind: { $1.append($0) }, row: { try $0.int() })
    try await TestDatabase.with { (database) async throws in
      let error = await #expect(throws: DatabaseError.self) { try await database.app.first(small, 40_000) }
      #expect(error?.problem.kind == .invalid)
    }
  }
}
