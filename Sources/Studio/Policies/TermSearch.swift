package import Text

/// Finds terms as whole words, whatever their case.
package enum TermSearch {
  /// Spans where the term stands, in order. A letter or digit on either side makes it another word.
  package static func spans(of term: String, in text: String) -> [Span] {
    let needle = folded(term)
    let hay = folded(text)
    guard !needle.isEmpty, needle.count <= hay.count else { return [] }
    var found: [Span] = []
    var start = 0
    while start + needle.count <= hay.count {
      if matches(needle, hay, at: start) {
        found.append(Span(start, start + needle.count))
        start += needle.count
      } else {
        start += 1
      }
    }
    return found
  }

  private static func matches(_ needle: [UInt32], _ hay: [UInt32], at start: Int) -> Bool {
    let end = start + needle.count
    return hay[start..<end].elementsEqual(needle) && !joins(hay, start - 1, start) && !joins(hay, end - 1, end)
  }

  /// Both places hold letters or digits, so that there is no word border between them.
  private static func joins(_ hay: [UInt32], _ left: Int, _ right: Int) -> Bool {
    left >= 0 && right < hay.count && isWord(hay[left]) && isWord(hay[right])
  }

  private static func isWord(_ value: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(value) else { return false }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// One scalar in, one out, so that places stay the same; letters whose lower case is longer stay as they are.
  private static func folded(_ text: String) -> [UInt32] {
    text.unicodeScalars.map { scalar in
      let lower = scalar.properties.lowercaseMapping.unicodeScalars
      return lower.count == 1 ? lower.first?.value ?? scalar.value : scalar.value
    }
  }
}
