/// One part of a `multipart/form-data` body (RFC 7578).
struct MultipartPart: Sendable, Equatable {
  var name: String
  var filename: String?
  var contentType: String?
  var bytes: [UInt8]
}

enum Multipart {
  /// Nil when the boundary is missing or the body is not closed by it.
  static func parse(_ body: [UInt8], contentType: String) -> [MultipartPart]? {
    guard let boundary = parameter("boundary", in: contentType) else { return nil }
    let delimiter = Array("--\(boundary)".utf8)
    var marks = ranges(of: delimiter, in: body)
    guard let last = marks.popLast(), body[last.upperBound...].starts(with: "--".utf8) else { return nil }
    marks.append(last)
    return zip(marks, marks.dropFirst()).compactMap { part(body[$0.upperBound..<$1.lowerBound]) }
  }

  private static func part(_ bytes: ArraySlice<UInt8>) -> MultipartPart? {
    guard bytes.starts(with: "\r\n".utf8), bytes.suffix(2).elementsEqual("\r\n".utf8) else { return nil }
    let inner = Array(bytes.dropFirst(2).dropLast(2))
    guard let blank = ranges(of: Array("\r\n\r\n".utf8), in: inner).first else { return nil }
    var headers: [String: String] = [:]
    for line in String(decoding: inner[..<blank.lowerBound], as: UTF8.self).split(separator: "\r\n") {
      let pair = line.split(separator: ":", maxSplits: 1)
      guard pair.count == 2 else { return nil }
      headers[pair[0].lowercased()] = String(pair[1].drop { $0 == " " })
    }
    guard let disposition = headers["content-disposition"], let name = parameter("name", in: disposition) else {
      return nil
    }
    return MultipartPart(
      name: name, filename: parameter("filename", in: disposition), contentType: headers["content-type"],
      bytes: Array(inner[blank.upperBound...]))
  }

  private static func parameter(_ name: String, in header: String) -> String? {
    for piece in header.split(separator: ";").dropFirst() {
      let pair = piece.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].drop(while: { $0 == " " }).lowercased() == name else { continue }
      let value = pair[1]
      return value.hasPrefix("\"") && value.hasSuffix("\"") && value.count >= 2
        ? String(value.dropFirst().dropLast()) : String(value)
    }
    return nil
  }

  private static func ranges(of needle: [UInt8], in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index + needle.count <= bytes.count {
      if bytes[index] == needle[0], bytes[index..<index + needle.count].elementsEqual(needle) {
        found.append(index..<index + needle.count)
        index += needle.count
      } else {
        index += 1
      }
    }
    return found
  }
}
