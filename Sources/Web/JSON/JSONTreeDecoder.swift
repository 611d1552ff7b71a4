import Foundation

/// Reads models from a tree that passed its schema. Properties are found under their snake_case names.
struct JSONTreeDecoder {
  func decode<Model: Decodable>(_: Model.Type, from tree: JSONValue) throws -> Model {
    try TreeDecoder(tree: tree, codingPath: []).read(Model.self)
  }
}

private struct TreeDecoder: Decoder {
  let tree: JSONValue
  let codingPath: [any CodingKey]
  var namesAreData = false

  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy _: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let members) = tree else { throw mismatch([String: JSONValue].self) }
    return KeyedDecodingContainer(
      TreeObject<Key>(members: members, codingPath: codingPath, namesAreData: namesAreData))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let items) = tree else { throw mismatch([JSONValue].self) }
    return TreeArray(items: items, codingPath: codingPath)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { TreeScalar(decoder: self) }

  func mismatch(_ type: Any.Type) -> DecodingError {
    .typeMismatch(type, .init(codingPath: codingPath, debugDescription: "another JSON type is there"))
  }

  func read<Value: Decodable>(_: Value.Type) throws -> Value {
    if let known = try known(Value.self) { return known }
    var nested = self
    nested.namesAreData = Value.self is any TextKeyedDecoding.Type
    return try Value(from: nested)
  }

  private func known<Value>(_: Value.Type) throws -> Value? {
    switch Value.self {
    case is JSONValue.Type: return tree as? Value
    case is Date.Type: return try text(Date.self) { Instant.parse($0) ?? day($0) } as? Value
    case is URL.Type: return try text(URL.self) { URL(string: $0) } as? Value
    case is Data.Type: return try text(Data.self) { Data(base64Encoded: $0) } as? Value
    case is Decimal.Type: return try number() as? Value
    default: return nil
    }
  }

  private func text<Value>(_: Value.Type, _ read: (String) -> Value?) throws -> Value {
    guard let value = tree.stringValue.flatMap(read) else { throw mismatch(Value.self) }
    return value
  }

  private func day(_ text: String) -> Date? { Instant.parse(text + "T00:00:00Z") }

  private func number() throws -> Decimal {
    switch tree {
    case .integer(let value): return Decimal(value)
    case .number(let value): return Decimal(value)
    default: throw mismatch(Decimal.self)
    }
  }
}

private protocol TextKeyedDecoding {}
extension Dictionary: TextKeyedDecoding where Key == String {}

private struct TreeObject<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let codingPath: [any CodingKey]
  private let members: [String: JSONValue]
  private let namesAreData: Bool

  init(members: [JSONMember], codingPath: [any CodingKey], namesAreData: Bool) {
    self.members = Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    self.codingPath = codingPath
    self.namesAreData = namesAreData
  }

  var allKeys: [Key] { members.keys.compactMap { Key(stringValue: $0) } }

  private func value(_ key: Key) -> JSONValue? {
    members[namesAreData ? key.stringValue : SnakeCase.name(key.stringValue)]
  }

  private func decoder(_ key: Key) throws -> TreeDecoder {
    guard let value = value(key) else {
      throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "absent"))
    }
    return TreeDecoder(tree: value, codingPath: codingPath + [key])
  }

  func contains(_ key: Key) -> Bool { value(key) != nil }
  func decodeNil(forKey key: Key) throws -> Bool { value(key) ?? .null == .null }
  func decode<Value: Decodable>(_: Value.Type, forKey key: Key) throws -> Value {
    try decoder(key).read(Value.self)
  }
  func nestedContainer<Nested: CodingKey>(keyedBy _: Nested.Type, forKey key: Key) throws
    -> KeyedDecodingContainer<Nested>
  { try decoder(key).container(keyedBy: Nested.self) }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try decoder(key).unkeyedContainer()
  }
  func superDecoder() throws -> any Decoder {
    TreeDecoder(
      tree: .object(members.map { JSONMember($0.key, $0.value) }), codingPath: codingPath)
  }
  func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }
}

private struct TreeArray: UnkeyedDecodingContainer {
  let items: [JSONValue]
  let codingPath: [any CodingKey]
  private(set) var currentIndex = 0

  init(items: [JSONValue], codingPath: [any CodingKey]) {
    self.items = items
    self.codingPath = codingPath
  }

  var count: Int? { items.count }
  var isAtEnd: Bool { currentIndex >= items.count }

  private mutating func next() throws -> TreeDecoder {
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        JSONValue.self, .init(codingPath: codingPath, debugDescription: "the array has ended"))
    }
    defer { currentIndex += 1 }
    return TreeDecoder(tree: items[currentIndex], codingPath: codingPath)
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, items[currentIndex] == .null else { return false }
    currentIndex += 1
    return true
  }
  mutating func decode<Value: Decodable>(_: Value.Type) throws -> Value { try next().read(Value.self) }
  mutating func nestedContainer<Nested: CodingKey>(keyedBy _: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
    try next().container(keyedBy: Nested.self)
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
  mutating func superDecoder() throws -> any Decoder { try next() }
}

private struct TreeScalar: SingleValueDecodingContainer {
  let decoder: TreeDecoder

  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool { decoder.tree == .null }
  func decode(_: Bool.Type) throws -> Bool {
    guard case .bool(let value) = decoder.tree else { throw decoder.mismatch(Bool.self) }
    return value
  }
  func decode(_: String.Type) throws -> String {
    guard case .string(let value) = decoder.tree else { throw decoder.mismatch(String.self) }
    return value
  }
  func decode(_: Double.Type) throws -> Double {
    switch decoder.tree {
    case .integer(let value): return Double(value)
    case .number(let value): return value
    default: throw decoder.mismatch(Double.self)
    }
  }
  func decode(_: Float.Type) throws -> Float { Float(try decode(Double.self)) }
  func decode(_: Int.Type) throws -> Int { try integer() }
  func decode(_: Int8.Type) throws -> Int8 { try integer() }
  func decode(_: Int16.Type) throws -> Int16 { try integer() }
  func decode(_: Int32.Type) throws -> Int32 { try integer() }
  func decode(_: Int64.Type) throws -> Int64 { try integer() }
  func decode(_: UInt.Type) throws -> UInt { try integer() }
  func decode(_: UInt8.Type) throws -> UInt8 { try integer() }
  func decode(_: UInt16.Type) throws -> UInt16 { try integer() }
  func decode(_: UInt32.Type) throws -> UInt32 { try integer() }
  func decode(_: UInt64.Type) throws -> UInt64 { try integer() }
  func decode<Value: Decodable>(_: Value.Type) throws -> Value { try decoder.read(Value.self) }

  private func integer<Value: FixedWidthInteger>() throws -> Value {
    let value: Value? =
      switch decoder.tree {
      case .integer(let whole): Value(exactly: whole)
      case .number(let number): Value(exactly: number)
      default: nil
      }
    guard let value else { throw decoder.mismatch(Value.self) }
    return value
  }
}
