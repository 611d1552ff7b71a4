package import Foundation

/// JSON as it lies in `jsonb` columns. Dates are ISO 8601 text to the microsecond; reading also
/// accepts what Postgres itself writes into JSON, with an offset.
package enum DatabaseJSON {
  package static func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .custom { date, encoder in
      var container = encoder.singleValueContainer()
      try container.encode(Timestamp.iso8601(date))
    }
    return try encoder.encode(value)
  }

  package static func decode<Value: Decodable>(_: Value.Type, from data: Data) throws -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let container = try decoder.singleValueContainer()
      let text = try container.decode(String.self)
      guard let date = Timestamp.date(text) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "not an ISO 8601 instant with an offset")
      }
      return date
    }
    return try decoder.decode(Value.self, from: data)
  }
}
