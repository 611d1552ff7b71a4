/// A post's length on X, as twitter-text's `parseTweet` gives it. Ranges are in UTF-16 code units with the last
/// unit included, as there.
package struct WeightedLength: Sendable, Hashable {
  package var length: Int
  package var limit: Int
  /// Not empty, within the limit, no forbidden character.
  package var valid: Bool
  package var displayEnd: Int
  package var validEnd: Int

  /// Share of the limit in thousandths.
  package var permillage: Int { length * 1000 / limit }

  /// Configuration of twitter-text; `.version3` is what X uses.
  package struct Rules: Sendable, Hashable {
    package var limit: Int
    package var urlLength: Int
    /// Hundredths that a character outside of the narrow ranges weighs.
    package var wide: Int
    /// Whole emoji sequences count as one wide character.
    package var emojiAsOne: Bool

    package init(limit: Int = 280, urlLength: Int = 23, wide: Int = 200, emojiAsOne: Bool = true) {
      self.limit = limit
      self.urlLength = urlLength
      self.wide = wide
      self.emojiAsOne = emojiAsOne
    }

    package static let version3 = Rules()
    package static let version2 = Rules(emojiAsOne: false)
    package static let version1 = Rules(limit: 140, wide: 100, emojiAsOne: false)
  }

  package init(_ text: String, rules: Rules = .version3) { self.init(text, Scalars(text), rules: rules) }

  init(_ text: String, _ scalars: Scalars, rules: Rules) {
    let composed = Normal.composed(text, scalars)
    var counter = Counter(text: composed, urls: URLFinder.find(in: composed), rules: rules)
    counter.run()
    let units = text.utf16.count
    length = counter.weight / 100
    limit = rules.limit
    valid = counter.clean && counter.weight > 0 && counter.weight <= rules.limit * 100
    displayEnd = max(0, units - 1)
    validEnd = counter.validEnd + units - counter.units
  }

  private struct Counter {
    let text: Scalars
    let urls: [URLFinder.Match]
    let rules: Rules
    var weight = 0
    var clean = true
    var validEnd = 0
    var units = 0

    init(text: Scalars, urls: [URLFinder.Match], rules: Rules) {
      self.text = text
      self.urls = urls
      self.rules = rules
    }

    mutating func run() {
      var (index, nextURL) = (0, 0)
      while index < text.count {
        if nextURL < urls.count, urls[nextURL].start == index {
          take(index..<urls[nextURL].end, rules.urlLength * 100)
          index = urls[nextURL].end
          nextURL += 1
        } else if rules.emojiAsOne, let end = Emoji.end(in: text, at: index, exact: true) {
          take(index..<end, rules.wide)
          index = end
        } else {
          take(index..<index + 1, weight(of: text[index]))
          index += 1
        }
      }
    }

    private mutating func take(_ range: Range<Int>, _ added: Int) {
      weight += added
      for value in text.values[range] { units += value < 0x10000 ? 1 : 2 }
      if clean { clean = !TwitterCharacters.isInvalid(text[range.upperBound - 1]) }
      if clean, weight <= rules.limit * 100 { validEnd = units - 1 }
    }

    @inline(__always) private func weight(of c: UInt32) -> Int {
      switch c {
      case 0...4351, 8192...8205, 8208...8223, 8242...8247: 100
      default: rules.wide
      }
    }
  }
}
