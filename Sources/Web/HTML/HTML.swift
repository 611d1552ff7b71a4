/// A piece of markup that is already escaped. Text becomes `HTML` only through the builder or `text(_:)`,
/// which escape each UTF-8 byte, so a combining mark cannot shield a quote or an angle bracket.
package struct HTML: Sendable {
  package internal(set) var bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  package static let empty = HTML(bytes: [])

  package init(@HTMLBuilder _ content: () throws -> HTML) rethrows { self = try content() }

  package var string: String { String(decoding: bytes, as: UTF8.self) }

  package static func + (left: HTML, right: HTML) -> HTML { HTML(bytes: left.bytes + right.bytes) }
}

/// Text for an element's content.
package func text(_ value: String) -> HTML {
  var bytes: [UInt8] = []
  Escaping.text(value, into: &bytes)
  return HTML(bytes: bytes)
}

@resultBuilder
package enum HTMLBuilder {
  package static func buildExpression(_ value: HTML) -> HTML { value }
  package static func buildExpression(_ value: String) -> HTML { text(value) }
  package static func buildExpression(_ value: Int) -> HTML { text(String(value)) }
  package static func buildExpression(_ value: HTML?) -> HTML { value ?? .empty }
  package static func buildBlock(_ parts: HTML...) -> HTML {
    HTML(bytes: parts.reduce(into: []) { $0 += $1.bytes })
  }
  package static func buildOptional(_ part: HTML?) -> HTML { part ?? .empty }
  package static func buildEither(first: HTML) -> HTML { first }
  package static func buildEither(second: HTML) -> HTML { second }
  package static func buildArray(_ parts: [HTML]) -> HTML {
    HTML(bytes: parts.reduce(into: []) { $0 += $1.bytes })
  }
}

/// Data for a module: JSON that cannot end its script element.
package func jsonScript(_ id: String, _ value: JSONValue) -> HTML {
  element(
    "script", [.type("application/json"), .id(id)], HTML(bytes: Escaping.scriptJSON(JSONBytes.encode(value))))
}
