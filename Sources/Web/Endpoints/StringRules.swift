package import Kernel

/// What a string may hold. Lengths are Unicode scalars, as in JSON Schema.
package struct StringRules: Sendable {
  package enum Form: Sendable, Equatable {
    /// One line of text: no control characters, normalised to NFC, not only blanks unless empty is allowed.
    case line
    /// Text with line feeds and tabs; CR LF becomes LF.
    case text
    /// As sent, not normalised: passwords and tokens. Still no NUL.
    case verbatim
    /// `brand_01j…`; the prefix of the kind.
    case id(prefix: String)
    case choice([String])
    /// RFC 3339 with an offset.
    case instant
    /// `2026-11-23`.
    case day
    /// A name of the IANA zone database, by form; the act checks that the zone exists.
    case zone
    /// BCP 47, such as `en` or `pt-BR`.
    case language
    /// Absolute, http or https, with a host and without user info.
    case url
    case email
    /// `#1a2b3c`.
    case color
    /// Lower-case letters, digits and hyphens.
    case slug
    /// Standard base64.
    case base64
  }

  package var form: Form
  package var length: ClosedRange<Int>

  package init(_ form: Form, _ length: ClosedRange<Int>) {
    self.form = form
    self.length = length
  }
}

extension Schema {
  package static func line(_ length: ClosedRange<Int> = 1...200) -> Schema { string(.line, length) }
  package static func text(_ length: ClosedRange<Int> = 1...5_000) -> Schema { string(.text, length) }
  package static func verbatim(_ length: ClosedRange<Int>) -> Schema { string(.verbatim, length) }
  package static func id<Kind: EntityKind>(_: ID<Kind>.Type) -> Schema {
    string(.id(prefix: Kind.prefix), (Kind.prefix.utf8.count + 27)...(Kind.prefix.utf8.count + 27))
  }
  package static func choice(_ values: [String]) -> Schema { string(.choice(values), 0...200) }
  package static func choice<Choice: CaseIterable & RawRepresentable>(of _: Choice.Type) -> Schema
  where Choice.RawValue == String { choice(Choice.allCases.map(\.rawValue)) }
  package static let instant = string(.instant, 20...40)
  package static let day = string(.day, 10...10)
  package static let zone = string(.zone, 1...64)
  package static let language = string(.language, 2...35)
  package static func url(maxLength: Int = 2_000) -> Schema { string(.url, 8...maxLength) }
  package static let email = string(.email, 3...254)
  package static let color = string(.color, 7...7)
  package static func slug(_ length: ClosedRange<Int> = 1...64) -> Schema { string(.slug, length) }
  package static func base64(_ length: ClosedRange<Int>) -> Schema { string(.base64, length) }

  private static func string(_ form: StringRules.Form, _ length: ClosedRange<Int>) -> Schema {
    Schema(.string(StringRules(form, length)))
  }
}
