/// Finds links as twitter-text does: with or without a scheme, by its character classes, the list of top-level
/// domains and the limits of DNS. One pass, no regular expression, no back-tracking beyond a domain's labels.
struct URLFinder {
  /// Offsets in scalars.
  struct Match {
    var start: Int
    var end: Int
    var hasScheme: Bool
  }

  private let text: Scalars
  private let bareDomains: Bool
  private var found: [Match] = []

  /// Links in order. Without `bareDomains` only those with `http://` or `https://`.
  static func find(in text: Scalars, bareDomains: Bool = true) -> [Match] {
    guard text.values.contains(0x2E) else { return [] }
    var finder = URLFinder(text: text, bareDomains: bareDomains)
    finder.run()
    return finder.found
  }

  private init(text: Scalars, bareDomains: Bool) {
    self.text = text
    self.bareDomains = bareDomains
  }

  private struct Candidate {
    var start: Int
    var domainStart: Int
    var domainEnd: Int
    /// End of port, path and query.
    var end: Int
    var hasPath: Bool
    var hasScheme: Bool { domainStart > start }
  }

  private mutating func run() {
    var index = 0
    var barren = 0
    while index < text.count {
      if TwitterCharacters.mayPrecedeURL(text[index]), let candidate = candidate(at: index + 1, &barren) {
        keep(candidate)
        index = candidate.end
      } else if index == 0, let candidate = candidate(at: 0, &barren) {
        keep(candidate)
        index = candidate.end
      } else {
        index += 1
      }
    }
  }

  /// `barren` is the end of a stretch known to hold no bare domain, so that it is looked at once.
  private func candidate(at start: Int, _ barren: inout Int) -> Candidate? {
    guard start < text.count else { return nil }
    let first = text[start]
    if first | 32 == 0x68, let scheme = schemeEnd(start) {
      var ignored = 0
      if let end = domainEnd(from: scheme, &ignored) { return completed(start, scheme, end) }
    }
    guard start >= barren, TwitterCharacters.isDomain(first) else { return nil }
    guard let end = domainEnd(from: start, &barren) else { return nil }
    return completed(start, start, end)
  }

  private func schemeEnd(_ start: Int) -> Int? {
    if text.hasPrefix("https://", at: start) { return start + 8 }
    return text.hasPrefix("http://", at: start) ? start + 7 : nil
  }

  private func completed(_ start: Int, _ domainStart: Int, _ domainEnd: Int) -> Candidate {
    let port = portEnd(domainEnd)
    let path = pathEnd(port)
    return Candidate(
      start: start, domainStart: domainStart, domainEnd: domainEnd, end: queryEnd(path), hasPath: path > port)
  }

  // MARK: Domain

  /// No domain is longer: DNS allows 253 octets.
  private static let longestDomain = 1_024

  /// End of the longest domain that starts here: labels, then a top-level domain that no letter follows.
  private func domainEnd(from start: Int, _ barren: inout Int) -> Int? {
    var labels: [Range<Int>] = []
    var labelStart = start
    var index = start
    let limit = min(text.count, start + Self.longestDomain)
    while index < limit {
      let c = text[index]
      if c == 0x2E {
        labels.append(labelStart..<index)
        if index == labelStart { break }
        labelStart = index + 1
      } else if !(TwitterCharacters.isDomain(c) || c == 0x2D || c == 0x5F) {
        break
      }
      index += 1
    }
    if labels.isEmpty {
      barren = max(barren, index)
      return nil
    }
    if let end = longest(labels, last: labelStart) { return end }
    // Whatever starts further on in the same labels would end in none of them either.
    if labels.allSatisfy({ isLabel($0, underscores: false) }) { barren = max(barren, labelStart) }
    return nil
  }

  private func longest(_ labels: [Range<Int>], last: Int) -> Int? {
    let valid = labels.prefix { isLabel($0, underscores: true) }.count
    var count = valid
    while count >= 1 {
      let next = count < labels.count ? labels[count].lowerBound : last
      if isLabel(labels[count - 1], underscores: false), let end = topLevelEnd(next, limit: text.count) { return end }
      count -= 1
    }
    return nil
  }

  private func isLabel(_ label: Range<Int>, underscores: Bool) -> Bool {
    guard let first = label.first, let last = label.last else { return false }
    guard TwitterCharacters.isDomain(text[first]), TwitterCharacters.isDomain(text[last]) else { return false }
    return underscores || !text.values[label].contains(0x5F)
  }

  /// End of a top-level domain at `start`, if what follows does not go on with it.
  private func topLevelEnd(_ start: Int, limit: Int) -> Int? {
    guard start < limit else { return nil }
    var key = TopLevelDomains.Key()
    var index = start
    while index < limit, ASCII.isAlphanumeric(text[index]), key.append(text.asciiLowercased(index)) { index += 1 }
    if index > start, TopLevelDomains.contains(ascii: key), mayFollowDomain(index, limit) { return index }
    if let length = TopLevelDomains.longestInternational(in: text.values, at: start), start + length <= limit,
      mayFollowDomain(start + length, limit)
    {
      return start + length
    }
    return punycodeEnd(start, limit)
  }

  private func mayFollowDomain(_ index: Int, _ limit: Int) -> Bool {
    guard index < limit else { return true }
    let c = text[index]
    return !(ASCII.isAlphanumeric(c) || c == 0x40 || c == 0x2B || c == 0x2D)
  }

  private func punycodeEnd(_ start: Int, _ limit: Int) -> Int? {
    guard text.hasPrefix("xn--", at: start) else { return nil }
    var index = start + 4
    while index < limit, ASCII.isAlphanumeric(text[index]) || text[index] == 0x2D { index += 1 }
    return index > start + 4 ? index : nil
  }

  // MARK: Port, path, query

  private func portEnd(_ start: Int) -> Int {
    guard text.at(start) == 0x3A else { return start }
    var index = start + 1
    while let c = text.at(index), ASCII.isDigit(c) { index += 1 }
    return index > start + 1 ? index : start
  }

  private func pathEnd(_ start: Int) -> Int {
    guard text.at(start) == 0x2F else { return start }
    var (index, end) = (start + 1, start + 1)
    while let c = text.at(index) {
      if TwitterCharacters.isPath(c) {
        index += 1
        if TwitterCharacters.isPathEnd(c) { end = index }
      } else if c == 0x28, let closed = parenthesesEnd(index) {
        (index, end) = (closed, closed)
      } else {
        break
      }
    }
    return end
  }

  /// `(general)` or `(general(general)general)`.
  private func parenthesesEnd(_ open: Int) -> Int? {
    var index = skipPath(open + 1)
    if text.at(index) == 0x29 { return index > open + 1 ? index + 1 : nil }
    guard text.at(index) == 0x28 else { return nil }
    let inner = index + 1
    index = skipPath(inner)
    guard index > inner, text.at(index) == 0x29 else { return nil }
    index = skipPath(index + 1)
    return text.at(index) == 0x29 ? index + 1 : nil
  }

  private func skipPath(_ start: Int) -> Int {
    var index = start
    while let c = text.at(index), TwitterCharacters.isPath(c) { index += 1 }
    return index
  }

  private func queryEnd(_ start: Int) -> Int {
    guard text.at(start) == 0x3F else { return start }
    var (index, end) = (start + 1, start)
    while let c = text.at(index), TwitterCharacters.isQuery(c) {
      index += 1
      if TwitterCharacters.isQueryEnd(c) { end = index }
    }
    return end
  }

  // MARK: What counts

  private mutating func keep(_ candidate: Candidate) {
    guard isResolvable(candidate) else { return }
    if candidate.hasScheme {
      keepWithScheme(candidate)
    } else if bareDomains {
      keepBare(candidate)
    }
  }

  private func isResolvable(_ candidate: Candidate) -> Bool {
    let domain = text.values[candidate.domainStart..<candidate.domainEnd]
    if text.hasPrefix("xn--", at: candidate.domainStart), !domain.allSatisfy({ $0 < 0x80 }),
      asciiDomains(candidate).isEmpty
    {
      return false
    }
    guard candidate.end - candidate.start <= 4096 else { return false }
    return domain.split(separator: 0x2E, omittingEmptySubsequences: false).allSatisfy(Punycode.isValidLabel)
  }

  private mutating func keepWithScheme(_ candidate: Candidate) {
    var end = candidate.end
    if text.hasPrefix("t.co/", at: candidate.domainStart), let slug = shortLinkEnd(candidate.domainStart + 5) {
      guard slug - candidate.domainStart - 5 <= 40 else { return }
      end = text.at(slug) == 0x3F ? queryEnd(slug) : slug
    }
    found.append(Match(start: candidate.start, end: end, hasScheme: true))
  }

  /// t.co slugs are letters and digits only, whatever follows.
  private func shortLinkEnd(_ start: Int) -> Int? {
    var index = start
    while let c = text.at(index), ASCII.isAlphanumeric(c) { index += 1 }
    return index > start ? index : nil
  }

  /// Without a scheme only the ASCII domains inside are links, the last of them with the path.
  private mutating func keepBare(_ candidate: Candidate) {
    if let before = text.at(candidate.start - 1), [0x2D, 0x5F, 0x2E, 0x2F].contains(before) { return }
    var domains = asciiDomains(candidate)
    guard let last = domains.last else { return }
    if candidate.hasPath { domains[domains.count - 1] = last.lowerBound..<candidate.end }
    found += domains.map { Match(start: $0.lowerBound, end: $0.upperBound, hasScheme: false) }
  }

  private func asciiDomains(_ candidate: Candidate) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var index = candidate.domainStart
    while index < candidate.domainEnd {
      if let end = asciiDomainEnd(index, limit: candidate.domainEnd) {
        result.append(index..<end)
        index = end
      } else {
        index += 1
      }
    }
    return result
  }

  private func asciiDomainEnd(_ start: Int, limit: Int) -> Int? {
    var (index, labelStart) = (start, start)
    var longest: Int?
    while index < limit {
      if text[index] == 0x2E {
        guard index > labelStart else { return longest }
        longest = topLevelEnd(index + 1, limit: limit) ?? longest
        labelStart = index + 1
      } else if !isAsciiLabel(text[index]) {
        return longest
      }
      index += 1
    }
    return longest
  }

  private func isAsciiLabel(_ c: UInt32) -> Bool {
    ASCII.isAlphanumeric(c) || c == 0x2D || TwitterCharacters.isLatinAccent(c)
  }
}
