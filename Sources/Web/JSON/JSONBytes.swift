import Foundation

/// Writes models as JSON: snake_case names, members in declaration order, dates RFC 3339 in UTC.
package enum JSONBytes {
  package static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    return [UInt8](try encoder.encode(value))
  }
}

/// Reads models from a validated tree.
struct JSONTreeDecoder {
  func decode<Model: Decodable>(_: Model.Type, from tree: JSONValue) throws -> Model {
    throw DecodingError.valueNotFound(Model.self, .init(codingPath: [], debugDescription: "not yet"))
  }
}
