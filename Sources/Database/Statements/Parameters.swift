package import Foundation
package import Kernel

/// The values of one execution, in the order of the statement's `$n`. Text goes to the server as
/// text and it infers the types, bytes go as they are.
package struct Parameters: Sendable {
  enum Value: Sendable {
    case null
    case text(String)
    case bytes([UInt8])
  }

  var values: [Value] = []
  /// The first value that Postgres cannot hold. Reported when the statement is executed.
  var fault: DatabaseError?

  package init() { values.reserveCapacity(8) }

  package mutating func append<Kind>(_ id: ID<Kind>) { add(id.uuid) }
  package mutating func append<Kind>(_ id: ID<Kind>?) { if let id { append(id) } else { appendNull() } }
  package mutating func append(uuid: UUID) { add(uuid) }

  package mutating func append(_ value: String) { add(value) }
  package mutating func append(_ value: String?) { if let value { add(value) } else { appendNull() } }

  package mutating func append(_ value: Int) { addPlain(String(value)) }
  package mutating func append(_ value: Int?) { if let value { append(value) } else { appendNull() } }
  package mutating func append(_ value: Int64) { addPlain(String(value)) }
  package mutating func append(_ value: Int64?) { if let value { append(value) } else { appendNull() } }

  package mutating func append(_ value: Double) { addPlain(Self.text(of: value)) }
  package mutating func append(_ value: Double?) { if let value { append(value) } else { appendNull() } }

  package mutating func append(_ value: Bool) { addPlain(value ? "t" : "f") }
  package mutating func append(_ value: Bool?) { if let value { append(value) } else { appendNull() } }

  /// A `timestamptz`, to the microsecond that Postgres keeps.
  package mutating func append(_ value: Date) { addPlain(Timestamp.text(of: value)) }
  package mutating func append(_ value: Date?) { if let value { append(value) } else { appendNull() } }

  package mutating func append(_ value: [UInt8]) { values.append(.bytes(value)) }
  package mutating func append(_ value: [UInt8]?) { if let value { append(value) } else { appendNull() } }

  /// A `json` or `jsonb` value. Dates are written as ISO 8601 to the microsecond.
  package mutating func append(json value: some Encodable) {
    do {
      add(String(decoding: try DatabaseJSON.encode(value), as: UTF8.self))
    } catch {
      reject("a value that cannot be written as JSON: \(error)")
    }
  }

  package mutating func append(json value: (some Encodable)?) {
    if let value { append(json: value) } else { appendNull() }
  }

  /// A `uuid[]`.
  package mutating func append<Kind>(ids: [ID<Kind>]) {
    addPlain("{" + ids.map { $0.uuid.lowercaseText }.joined(separator: ",") + "}")
  }

  /// A `text[]`.
  package mutating func append(strings: [String]) { add(TextArray.write(strings)) }

  /// A `text[]` with nulls in it.
  package mutating func append(optionalStrings: [String?]) { add(TextArray.write(optionalStrings)) }

  /// A `bigint[]` or `integer[]`.
  package mutating func append(ints: [Int]) {
    addPlain("{" + ints.map(String.init).joined(separator: ",") + "}")
  }

  /// A `float8[]`.
  package mutating func append(doubles: [Double]) {
    addPlain("{" + doubles.map(Self.text(of:)).joined(separator: ",") + "}")
  }

  /// A `timestamptz[]`.
  package mutating func append(dates: [Date]) {
    addPlain("{" + dates.map { "\"" + Timestamp.text(of: $0) + "\"" }.joined(separator: ",") + "}")
  }

  /// A `boolean[]`.
  package mutating func append(bools: [Bool]) {
    addPlain("{" + bools.map { $0 ? "t" : "f" }.joined(separator: ",") + "}")
  }

  /// A pgvector `vector`.
  package mutating func append(vector: [Float]) {
    addPlain("[" + vector.map { String(describing: $0) }.joined(separator: ",") + "]")
  }

  package mutating func appendNull() { values.append(.null) }

  private mutating func add(_ uuid: UUID) { values.append(.text(uuid.lowercaseText)) }

  private mutating func add(_ text: String) {
    if text.utf8.contains(0) { reject("a text that holds the character U+0000, which Postgres cannot store") }
    values.append(.text(text))
  }

  private mutating func addPlain(_ text: String) { values.append(.text(text)) }

  private mutating func reject(_ reason: String) {
    if fault == nil { fault = .invalidValue(sqlstate: "22021", message: reason) }
  }

  private static func text(of value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    return String(describing: value)
  }
}

extension UUID {
  var lowercaseText: String {
    withUnsafeBytes(of: uuid) { bytes in
      String(unsafeUninitializedCapacity: 36) { text in
        var position = 0
        for (index, byte) in bytes.enumerated() {
          if index == 4 || index == 6 || index == 8 || index == 10 {
            text[position] = UInt8(ascii: "-")
            position += 1
          }
          text[position] = Hex.digit(byte >> 4)
          text[position + 1] = Hex.digit(byte & 15)
          position += 2
        }
        return position
      }
    }
  }
}
