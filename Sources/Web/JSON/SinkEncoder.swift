/// The Encoder over a `JSONSink`.
final class SinkEncoder: Encoder {
  let sink: JSONSink
  let codingPath: [any CodingKey]
  let namesAreData: Bool
  private var container: Int?

  init(sink: JSONSink, codingPath: [any CodingKey], namesAreData: Bool = false) {
    self.sink = sink
    self.codingPath = codingPath
    self.namesAreData = namesAreData
  }

  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy _: Key.Type) -> KeyedEncodingContainer<Key> {
    let serial = container ?? sink.begin(object: true)
    container = serial
    return KeyedEncodingContainer(
      SinkObject<Key>(sink: sink, codingPath: codingPath, serial: serial, namesAreData: namesAreData))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    let serial = container ?? sink.begin(object: false)
    container = serial
    return SinkArray(sink: sink, codingPath: codingPath, serial: serial)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { SinkValue(sink: sink, codingPath: codingPath) }
}

private struct SinkObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let sink: JSONSink
  let codingPath: [any CodingKey]
  let serial: Int
  let namesAreData: Bool

  private func member(_ key: Key) throws {
    try sink.enter(serial, path: codingPath)
    let name = namesAreData ? key.stringValue : SnakeCase.name(key.stringValue)
    sink.plain { $0.name(text: name) }
  }

  func encodeNil(forKey key: Key) throws {
    try member(key)
    sink.plain { $0.null() }
  }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    try member(key)
    try sink.write(value, path: codingPath + [key])
  }

  func nestedContainer<Nested: CodingKey>(keyedBy _: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
    (try? member(key)) ?? ()
    return SinkEncoder(sink: sink, codingPath: codingPath + [key]).container(keyedBy: Nested.self)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    (try? member(key)) ?? ()
    return SinkEncoder(sink: sink, codingPath: codingPath + [key]).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { SinkEncoder(sink: sink, codingPath: codingPath) }

  func superEncoder(forKey key: Key) -> any Encoder {
    (try? member(key)) ?? ()
    return SinkEncoder(sink: sink, codingPath: codingPath + [key])
  }
}

private struct SinkArray: UnkeyedEncodingContainer {
  let sink: JSONSink
  let codingPath: [any CodingKey]
  let serial: Int
  private(set) var count = 0

  init(sink: JSONSink, codingPath: [any CodingKey], serial: Int) {
    self.sink = sink
    self.codingPath = codingPath
    self.serial = serial
  }

  mutating func encodeNil() throws {
    try sink.enter(serial, path: codingPath)
    sink.plain { $0.null() }
    count += 1
  }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    try sink.enter(serial, path: codingPath)
    try sink.write(value, path: codingPath)
    count += 1
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy _: Nested.Type) -> KeyedEncodingContainer<Nested> {
    nested().container(keyedBy: Nested.self)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }

  mutating func superEncoder() -> any Encoder { nested() }

  private mutating func nested() -> SinkEncoder {
    (try? sink.enter(serial, path: codingPath)) ?? ()
    count += 1
    return SinkEncoder(sink: sink, codingPath: codingPath)
  }
}

private struct SinkValue: SingleValueEncodingContainer {
  let sink: JSONSink
  let codingPath: [any CodingKey]

  func encodeNil() throws { sink.plain { $0.null() } }
  func encode(_ value: Bool) throws { sink.plain { $0.value(value) } }
  func encode(_ value: String) throws { sink.plain { $0.value(value) } }
  func encode(_ value: Double) throws { sink.plain { $0.value(value) } }
  func encode(_ value: Float) throws { sink.plain { $0.value(Double(value)) } }
  func encode(_ value: Int) throws { integer(value) }
  func encode(_ value: Int8) throws { integer(value) }
  func encode(_ value: Int16) throws { integer(value) }
  func encode(_ value: Int32) throws { integer(value) }
  func encode(_ value: Int64) throws { integer(value) }
  func encode(_ value: UInt) throws { integer(value) }
  func encode(_ value: UInt8) throws { integer(value) }
  func encode(_ value: UInt16) throws { integer(value) }
  func encode(_ value: UInt32) throws { integer(value) }
  func encode(_ value: UInt64) throws { integer(value) }
  func encode<Value: Encodable>(_ value: Value) throws { try sink.write(value, path: codingPath) }

  private func integer(_ value: some BinaryInteger) { sink.plain { $0.raw(Array(String(value).utf8)) } }
}
