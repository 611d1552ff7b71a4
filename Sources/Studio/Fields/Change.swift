/// One field of an edit (JSON merge patch, RFC 7396): absent keeps the value, null clears it.
package enum Change<Value: Codable & Sendable & Equatable>: Sendable, Equatable {
  case keep
  case clear
  case set(Value)

  package func applied(to value: Value?) -> Value? {
    switch self {
    case .keep: value
    case .clear: nil
    case .set(let new): new
    }
  }
}

extension Change: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self = container.decodeNil() ? .clear : .set(try container.decode(Value.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .keep, .clear: try container.encodeNil()
    case .set(let value): try container.encode(value)
    }
  }
}

extension KeyedDecodingContainer {
  /// A missing key means `keep`.
  package func decode<Value>(_: Change<Value>.Type, forKey key: Key) throws -> Change<Value> {
    guard contains(key) else { return .keep }
    if try decodeNil(forKey: key) { return .clear }
    return .set(try decode(Value.self, forKey: key))
  }
}

extension KeyedEncodingContainer {
  /// `keep` writes nothing.
  package mutating func encode<Value>(_ change: Change<Value>, forKey key: Key) throws {
    switch change {
    case .keep: break
    case .clear: try encodeNil(forKey: key)
    case .set(let value): try encode(value, forKey: key)
    }
  }
}
