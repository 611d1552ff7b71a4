/// Addresses, e-mail addresses and telephone numbers, which the platforms' own link rules do not all see.
struct LinkFinder {
  private let text: FactText

  init(_ text: FactText) { self.text = text }

  /// Facts with the tokens that they cover.
  func facts() -> [Fact] {
    var result: [Fact] = []
    for word in pieces() {
      let written = text.scalars.string(word)
      if let at = written.firstIndex(of: "@"), at != written.startIndex, written[at...].contains(".") {
        result.append(Fact(.contact, word, asks: ["mail:\(written.lowercased())"]))
      } else if Self.isLink(written) {
        let link = Self.normal(written)
        result.append(Fact(.link, word, asks: [link, Self.bare(link)], offers: [Self.host(link)]))
      }
    }
    return result + phones()
  }

  /// Runs without white space, less the marks around them.
  private func pieces() -> [Span] {
    var result: [Span] = []
    var start: Int?
    for index in 0...text.scalars.count {
      let c = index < text.scalars.count ? text.scalars[index] : 0x20
      let ends =
        TwitterCharacters.isSpace(c) || c == 0x0A
        || [0x28, 0x29, 0x22, 0x201C, 0x201D, 0xAB, 0xBB, 0x3C, 0x3E].contains(c)
      if ends, let first = start {
        var end = index
        while end > first, [0x2E, 0x2C, 0x3A, 0x3B, 0x21, 0x3F, 0x27, 0x2019, 0x2026].contains(text.scalars[end - 1]) {
          end -= 1
        }
        if end > first { result.append(Span(first, end)) }
        start = nil
      } else if !ends, start == nil {
        start = index
      }
    }
    return result
  }

  /// With a scheme, or a lower-case host with a known or reserved ending.
  private static func isLink(_ text: String) -> Bool {
    if text.hasPrefix("http://") || text.hasPrefix("https://") || text.hasPrefix("www.") { return true }
    let host = text.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, last.count >= 2,
      last.allSatisfy({ $0.isLetter && $0.isLowercase }),
      labels.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } }),
      labels.dropLast().contains(where: { $0.contains(where: \.isLetter) })
    else { return false }
    return reserved.contains(String(last)) || isTopLevel(last)
  }

  private static func isTopLevel(_ name: Substring) -> Bool {
    var key = TopLevelDomains.Key()
    return name.unicodeScalars.allSatisfy { key.append($0.value) } && TopLevelDomains.contains(ascii: key)
  }

  private static let reserved: Set<String> = ["example", "test", "local", "localhost", "invalid"]

  static func normal(_ text: String) -> String {
    var text = text.lowercased()
    for prefix in ["https://", "http://", "www."] where text.hasPrefix(prefix) { text.removeFirst(prefix.count) }
    while text.hasSuffix("/") { text.removeLast() }
    return "link:" + text
  }

  /// Without query and fragment: campaign marks do not change where a link leads.
  private static func bare(_ link: String) -> String { String(link.prefix { $0 != "?" && $0 != "#" }) }

  private static func host(_ link: String) -> String { String(link.prefix { $0 != "/" && $0 != "?" && $0 != "#" }) }

  // MARK: Telephone numbers

  /// Runs of seven digits or more with spaces, dashes, dots and brackets between, that are no date and no amount.
  private func phones() -> [Fact] {
    var result: [Fact] = []
    var index = 0
    while index < text.scalars.count {
      guard isPhoneStart(index) else {
        index += 1
        continue
      }
      var (end, digits, groups) = (index, "", 1)
      while let c = text.scalars.at(end), ASCII.isDigit(c) || isPhoneMark(c, end) {
        if ASCII.isDigit(c), let scalar = Unicode.Scalar(c) { digits.unicodeScalars.append(scalar) }
        if end > index, ASCII.isDigit(c), let before = text.scalars.at(end - 1), !ASCII.isDigit(before) { groups += 1 }
        end += 1
      }
      while end > index, !ASCII.isDigit(text.scalars[end - 1]) { end -= 1 }
      if isPhone(digits, groups, text.scalars.string(index..<end)) {
        let key = "tel:\(digits.suffix(9).drop { $0 == "0" })"
        result.append(Fact(.contact, Span(index, end), asks: [key]))
      }
      index = max(end, index + 1)
    }
    return result
  }

  private func isPhoneStart(_ index: Int) -> Bool {
    let c = text.scalars[index]
    guard ASCII.isDigit(c) || c == 0x2B else { return false }
    guard let before = text.scalars.at(index - 1) else { return true }
    return !Letters.isWordCharacter(before) && ![0x24, 0x20AC, 0xA3, 0x2E, 0x2C, 0x3A, 0x2F].contains(before)
  }

  private func isPhoneMark(_ c: UInt32, _ place: Int) -> Bool {
    if c == 0x2B { return text.scalars.at(place + 1).map(ASCII.isDigit) == true }
    guard [0x20, 0x2D, 0x28, 0x29, 0x2F, 0xA0, 0x202F].contains(c) else { return false }
    let near = [text.scalars.at(place + 1), text.scalars.at(place - 1)]
    return near.contains { $0.map(ASCII.isDigit) == true }
  }

  private func isPhone(_ digits: String, _ groups: Int, _ written: String) -> Bool {
    guard digits.count >= 7, digits.count <= 15 else { return false }
    if written.hasPrefix("+") || written.hasPrefix("0") || written.hasPrefix("1-8") {
      return groups >= 2 || digits.count >= 10
    }
    let isDate = groups == 3 && (digits.hasPrefix("19") || digits.hasPrefix("20")) && written.contains("-")
    return groups >= 3 && !isDate && digits.count >= 9
  }
}
