import Foundation

/// Writes models as JSON: snake_case names, members in declaration order, absent instead of null, dates
/// RFC 3339 in UTC.
package enum JSONBytes {
  package static func encode(_ value: some Encodable) throws -> [UInt8] {
    if let writable = value as? any JSONWritable {
      // Room for most lists.
      var writer = JSONWriter(capacity: 16 * 1024)
      writable.writeJSON(to: &writer)
      return writer.bytes
    }
    let sink = JSONSink()
    try sink.write(value, path: [])
    return sink.writer.bytes
  }

  package static func encode(_ tree: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.value(tree)
    return writer.bytes
  }
}

/// The buffer that all containers of one encoding share. Writing to a container closes those nested deeper.
final class JSONSink {
  private struct Frame {
    let serial: Int
    let isObject: Bool
  }

  private(set) var writer = JSONWriter()
  private var open: [Frame] = []
  private var serial = 0

  func write(_ value: some Encodable, path: [any CodingKey]) throws {
    if writeKnown(value) { return }
    let depth = open.count
    let start = writer.count
    let encoder = SinkEncoder(sink: self, codingPath: path, namesAreData: value is any TextKeyed)
    try value.encode(to: encoder)
    close(to: depth)
    if writer.count == start {
      writer.beginObject()
      writer.endObject()
    }
  }

  private func writeKnown(_ value: some Encodable) -> Bool {
    switch value {
    case let text as String: writer.value(text)
    case let date as Date: writer.value(date)
    case let url as URL: writer.value(url.absoluteString)
    case let data as Data: writer.value(data.base64EncodedString())
    case let number as Decimal: writer.raw(Array(number.description.utf8))
    case let tree as JSONValue: writer.value(tree)
    default: return false
    }
    return true
  }

  func begin(object: Bool) -> Int {
    serial += 1
    open.append(Frame(serial: serial, isObject: object))
    if object { writer.beginObject() } else { writer.beginArray() }
    return serial
  }

  /// Makes the container the innermost one again. Throws when it was closed already.
  func enter(_ serial: Int, path: [any CodingKey]) throws {
    guard let index = open.lastIndex(where: { $0.serial == serial }) else {
      throw EncodingError.invalidValue(
        serial, .init(codingPath: path, debugDescription: "a container was written to after its end"))
    }
    close(to: index + 1)
  }

  func plain(_ write: (inout JSONWriter) -> Void) { write(&writer) }

  private func close(to depth: Int) {
    while open.count > depth {
      if open.removeLast().isObject { writer.endObject() } else { writer.endArray() }
    }
  }
}

/// Dictionaries whose keys are data and keep their spelling.
private protocol TextKeyed {}
extension Dictionary: TextKeyed where Key == String {}
