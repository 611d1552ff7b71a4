/// A path of our own, for `href`, `action` and redirects. Interpolated values are percent-encoded, so none
/// of them can add a segment, a parameter or another origin.
package struct PageURL: Sendable, Hashable, ExpressibleByStringInterpolation {
  package let value: String

  package init(stringLiteral value: String) { self.value = value }

  package init(stringInterpolation: Interpolation) { value = stringInterpolation.text }

  package struct Interpolation: StringInterpolationProtocol {
    var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }
    package mutating func appendLiteral(_ literal: String) { text += literal }
    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      text += Escaping.percent(value.description)
    }
  }

  /// A path that came from outside, such as `?next=`: nil unless it stays on this origin.
  package init?(returning path: String) {
    let bytes = Array(path.utf8)
    guard bytes.first == UInt8(ascii: "/"), bytes.count < 2_000,
      bytes.dropFirst().first != UInt8(ascii: "/"),
      bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\"") })
    else { return nil }
    value = path
  }
}

/// An address elsewhere: http, https or mailto only.
package struct ExternalURL: Sendable, Hashable {
  package let value: String

  package init?(_ value: String) {
    let lower = value.lowercased()
    guard ["https://", "http://", "mailto:"].contains(where: { lower.hasPrefix($0) }),
      value.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
    else { return nil }
    self.value = value
  }
}
