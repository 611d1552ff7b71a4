import CLanguage

/// The language a text is written in, by CLD2 (83 languages; docs/decisions/0400-language-by-cld2.md).
package struct LanguageGuess: Codable, Sendable, Hashable {
  /// BCP 47, such as `en`, `pt`, `zh-Hant`; nil when the text is too short, of no language or of several.
  package var language: String?
  /// Share of the text's letters that are of the language, in 0...1; 0 when it is unknown.
  package var confidence: Double

  package static let unknown = LanguageGuess(language: nil, confidence: 0)

  /// Links, mentions, tags and emoji are not read. About 20 microseconds for a post.
  package static func of(_ text: String) -> LanguageGuess {
    let scalars = Scalars(text)
    var words = prose(scalars, Entities.extract(scalars))
    let guess = words.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { starling_guess_language($0.baseAddress, Int32(clamping: $0.count)) }
    }
    let code = guess.code.map { String(cString: $0) } ?? "un"
    guard guess.reliable != 0, code != "un" else { return .unknown }
    return LanguageGuess(language: names[code] ?? code, confidence: Double(guess.percent) / 100)
  }

  private static func prose(_ text: Scalars, _ entities: [Entity]) -> String {
    var result = String.UnicodeScalarView()
    var index = 0
    func take(_ end: Int) {
      while index < end {
        let emoji = Emoji.end(in: text, at: index)
        if emoji == nil, let scalar = Unicode.Scalar(text[index]), !Letters.isInvisible(scalar.value) {
          result.append(scalar)
        }
        index = emoji ?? index + 1
      }
    }
    for entity in entities {
      take(entity.span.start)
      index = max(index, entity.span.end)
    }
    take(text.count)
    return String(result)
  }

  /// Names of the library that BCP 47 has replaced.
  private static let names = ["iw": "he", "jw": "jv", "in": "id", "tl": "fil", "sr-ME": "cnr"]
}
