/// Whatever has a scheme or begins with `www.`, whether its domain is known or not, as most apps link it.
package enum WrittenAddresses {
  /// In order, without the punctuation behind them. Reads each character once.
  package static func find(in text: String) -> [Span] { find(in: Scalars(text)) }

  static func find(in text: Scalars) -> [Span] {
    var found: [Span] = []
    var (index, free) = (0, 0)
    while index < text.count {
      guard let start = start(at: index, in: text, after: free) else {
        index += 1
        continue
      }
      let body = index + (start < index ? 3 : 4)
      let end = text.values[body...].firstIndex(where: ends) ?? text.count
      if end > body {
        found.append(Span(start, trimmed(end, from: body, in: text)))
        free = end
      }
      index = max(end, index + 1)
    }
    return found.filter { $0.end > $0.start }
  }

  /// Where an address begins whose `://` or `www.` stands at `index`; nil when none does.
  private static func start(at index: Int, in text: Scalars, after free: Int) -> Int? {
    switch text[index] {
    case 0x57, 0x77: return text.hasPrefix("www.", at: index) ? index : nil
    case 0x3A:
      guard text.at(index + 1) == 0x2F, text.at(index + 2) == 0x2F else { return nil }
      var start = index
      while start > free, isScheme(text[start - 1]) { start -= 1 }
      return text.values[start..<index].firstIndex(where: ASCII.isLetter)
    default: return nil
    }
  }

  private static func isScheme(_ c: UInt32) -> Bool {
    ASCII.isAlphanumeric(c) || c == 0x2B || c == 0x2D || c == 0x2E
  }

  private static func ends(_ c: UInt32) -> Bool {
    c == 0x22 || c == 0x3C || c == 0x3E || TwitterCharacters.isSpace(c)
  }

  private static func trimmed(_ end: Int, from start: Int, in text: Scalars) -> Int {
    var end = end
    while end > start, trailing.contains(text[end - 1]) { end -= 1 }
    return end
  }

  private static let trailing = Set(".,;:!?)]}'’”…".unicodeScalars.map(\.value))
}
