import Foundation
import Kernel

/// multipart/form-data (RFC 7578). Files arrive as text when they are UTF-8; other files are refused with a
/// message, since pages upload media through the API.
enum MultipartForm {
  static func boundary(_ contentType: String?) -> String? {
    guard let range = contentType?.range(of: "boundary=") else { return nil }
    let rest = contentType?[range.upperBound...].prefix { $0 != ";" } ?? ""
    let name = rest.filter { $0 != "\"" }
    return name.isEmpty || name.utf8.count > 70 ? nil : String(name)
  }

  static func read(_ bytes: [UInt8], boundary: String) throws -> FormValues {
    let mark = Array(("\r\n--" + boundary).utf8)
    let parts = split(Array("\r\n".utf8) + bytes, mark).dropFirst()
    guard !parts.isEmpty, parts.count <= 1_000 else { throw Problem(.invalid, "The form could not be read.") }
    return FormValues(fields: try parts.dropLast().map { try field($0) })
  }

  private static func field(_ part: ArraySlice<UInt8>) throws -> (name: String, value: String) {
    guard let end = find(part, Array("\r\n\r\n".utf8)) else { throw Problem(.invalid, "The form could not be read.") }
    let head = String(decoding: part[part.startIndex..<end], as: UTF8.self)
    guard let name = quoted("name", head) else { throw Problem(.invalid, "The form could not be read.") }
    guard let value = String(validating: part[(end + 4)...], as: UTF8.self) else {
      throw Problem.invalid("/" + name, "This file is not UTF-8 text. Save it as UTF-8 and choose it again.")
    }
    return (name, value)
  }

  private static func quoted(_ name: String, _ head: String) -> String? {
    guard let range = head.range(of: "; \(name)=\"") else { return nil }
    return String(head[range.upperBound...].prefix { $0 != "\"" })
  }

  private static func split(_ bytes: [UInt8], _ mark: [UInt8]) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while let place = find(rest, mark) {
      parts.append(rest[rest.startIndex..<place])
      rest = rest[(place + mark.count)...]
    }
    return parts + [rest]
  }

  private static func find(_ bytes: ArraySlice<UInt8>, _ mark: [UInt8]) -> Int? {
    guard let first = mark.first, bytes.count >= mark.count else { return nil }
    var start = bytes.startIndex
    let last = bytes.endIndex - mark.count
    while start <= last {
      guard let place = bytes[start...last].firstIndex(of: first) else { return nil }
      if bytes[place..<place + mark.count].elementsEqual(mark) { return place }
      start = place + 1
    }
    return nil
  }
}
