import Foundation

/// Two texts that a platform may have rewritten are compared in this form: composed characters, mentions without
/// their server, every run of white space one space.
package enum ComparableText {
  package static func of(_ text: String) -> String {
    text.precomposedStringWithCanonicalMapping
      .split(whereSeparator: \.isWhitespace)
      .map { localMention(String($0)) }
      .joined(separator: " ")
  }

  /// `@alice@shop.example` and `@alice` are the same person in a text that was read back.
  private static func localMention(_ word: String) -> String {
    guard let at = word.firstIndex(of: "@"), word[word.index(after: at)...].contains("@") else { return word }
    let name = word[word.index(after: at)...]
    let parts = name.split(separator: "@", maxSplits: 1)
    guard parts.count == 2, at == word.startIndex || !word[word.index(before: at)].isLetter else { return word }
    let trailing = parts[1].reversed().prefix { !$0.isLetter && !$0.isNumber }.reversed()
    return word[..<at] + "@" + parts[0] + String(trailing)
  }
}
