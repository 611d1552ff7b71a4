/// Something in a text that a platform turns into a link.
package struct Entity: Codable, Sendable, Hashable {
  package enum Kind: String, Codable, Sendable, CaseIterable {
    case url, mention, hashtag, cashtag
  }

  package var kind: Kind
  /// Includes the sign (`#`, `@`, `$`).
  package var span: Span
  /// Without the sign; a URL as written.
  package var value: String
}
