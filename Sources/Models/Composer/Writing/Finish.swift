import Text

/// Last touches on the whole text: exact spellings, forbidden marks, contractions.
struct Finish {
  let manner: Manner

  func finished(_ text: String) -> String {
    var text = manner.lowercase ? lowercased(text) : text
    if manner.curlyApostrophes { text = curly(text) }
    for term in manner.spellings { text = spelled(text, term) }
    if manner.asks.noExclamations { text = withoutExclamations(text) }
    if manner.maxEmoji < Int.max { text = withoutEmoji(text, keeping: manner.maxEmoji) }
    if manner.asks.noHashtags { text = withoutHashtags(text) }
    return text
  }

  /// `acme coffee` where the brand writes `Acme Coffee`; inside links and longer words nothing changes.
  private func spelled(_ text: String, _ term: String) -> String {
    guard !term.isEmpty, !text.contains(term), let range = text.range(term) else { return text }
    let before = range.lowerBound == text.startIndex ? " " : text[text.index(before: range.lowerBound)]
    let after = range.upperBound == text.endIndex ? " " : text[range.upperBound]
    let isInLink =
      after == "." && text[range.upperBound...].dropFirst().first.map { $0.isLetter || $0.isNumber } == true
    guard !isInLink, !before.isLetter, !before.isNumber, !"/@#.-".contains(before), !after.isLetter, !after.isNumber,
      !"/@-".contains(after)
    else {
      return text
    }
    return text.replacingCharacters(range, with: term)
  }

  /// A voice that begins sentences in lower case; names keep their capitals.
  private func lowercased(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var end = 0
    for span in Sentences.split(text) {
      result.append(contentsOf: scalars[end..<span.start])
      var sentence = String.UnicodeScalarView()
      sentence.append(contentsOf: scalars[span.start..<span.end])
      result.append(contentsOf: Phrase.inner(String(sentence)).unicodeScalars)
      end = span.end
    }
    result.append(contentsOf: scalars[end...])
    return String(result)
  }

  /// The apostrophe between letters, as the brief writes it.
  private func curly(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let range = rest.firstRange(of: "'") {
      let isInner =
        rest[..<range.lowerBound].last?.isLetter == true && rest[range.upperBound...].first?.isLetter == true
      result += rest[..<range.lowerBound] + (isInner ? "’" : "'")
      rest = rest[range.upperBound...]
    }
    return result + rest
  }

  private func withoutExclamations(_ text: String) -> String {
    text.replacing("?!", with: "?").replacing("!", with: ".").replacing("..", with: ".")
  }

  private func withoutEmoji(_ text: String, keeping most: Int) -> String {
    var left = most
    var result = ""
    for character in text {
      if character.isEmoji {
        left -= 1
        if left < 0 {
          if result.last == " " { result.removeLast() }
          continue
        }
      }
      result.append(character)
    }
    return result
  }

  private func withoutHashtags(_ text: String) -> String {
    var result = text
    for tag in Entities.hashtags(text).reversed() { result = result.replacing("#" + tag.value, with: tag.value) }
    return result
  }
}

extension Character {
  fileprivate var isEmoji: Bool {
    guard let first = unicodeScalars.first else { return false }
    return first.properties.isEmojiPresentation
      || first.properties.isEmoji && unicodeScalars.count > 1 && !first.properties.isASCIIHexDigit && first != "#"
        && first != "*"
  }
}

extension String {
  fileprivate func range(_ term: String) -> Range<String.Index>? {
    let lower = lowercased()
    guard lower.count == count, let found = lower.firstRange(of: term.lowercased()) else { return nil }
    let start = index(startIndex, offsetBy: lower.distance(from: lower.startIndex, to: found.lowerBound))
    return start..<index(start, offsetBy: term.count)
  }

  fileprivate func replacingCharacters(_ range: Range<String.Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
